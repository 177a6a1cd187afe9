"""One value of a member as the text of a cell, and back. A cell that cannot be read says why."""

import datetime as dt
import math
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.models import Member
from members.models.addresses import with_scheme
from members.models.texts import language_names
from members.presenting import HIDEABLE

from .columns import CHOICES, CODES, DAYS, LINES, MOMENTS, NUMBERS, TEXTS, WHOLE

_BETWEEN = "; "
_ADDRESSES = {"website", "donation_link", "social_links"}
# Day first, as in Belgium; the other order is told by no sign in the cell.
_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d")


def written(column, value):
    """Return a field's plain value (as `values.read` gives it) as the text of a column's cell."""
    field = column.field
    if column.number:
        return _area_cell(column, value)
    if value is None:
        return ""
    if field in TEXTS:
        return value.get(column.language, "")
    if field in LINES:
        return "\n".join(_one_line(line) for line in value)
    if field in CODES:
        return _BETWEEN.join(value)
    return value if isinstance(value, str) else repr(value)


def _area_cell(column, areas):
    if column.number > len(areas):
        return ""
    value = areas[column.number - 1][column.part]
    return value.get(column.language, "") if column.language else value


def _one_line(line):
    # A line that holds a line end is possible, though no form makes one.
    if "\n" in line or "\\n" in line:
        return line.replace("\\", "\\\\").replace("\n", "\\n")
    return line


def read(column, cell):
    """Return the plain value that a cell's text stands for; of a text, its one language.

    Args:
        column: a Column; of a focus area the part's text is returned.
        cell: the text, not empty.

    Raises:
        ValidationError: in words that say how to mend the cell.
    """
    field = column.field
    if column.number or field in TEXTS:
        return cell
    if field in LINES:
        lines = [_several_lines(line) for line in cell.split("\n") if line.strip()]
        return [with_scheme(line) for line in lines] if field in _ADDRESSES else lines
    if field in CODES:
        return _codes(field, cell)
    if field in CHOICES:
        return _choice(field, cell)
    if field in DAYS:
        return _day(cell).isoformat()
    if field in MOMENTS:
        return _moment(cell)
    if field in WHOLE:
        return _whole(cell)
    if field in NUMBERS:
        return _number(cell)
    return with_scheme(cell.strip()) if field in _ADDRESSES else cell


def _several_lines(line):
    if "\\n" not in line:
        return line.strip()
    pieces = line.strip().split("\\\\")
    return "\\".join(piece.replace("\\n", "\n") for piece in pieces)


def _codes(field, cell):
    for sign in (",", "\n"):
        cell = cell.replace(sign, ";")
    codes = [code.strip() for code in cell.split(";") if code.strip()]
    if field == "countries":
        return [code.upper() for code in codes]
    if field == "languages":
        return [code.lower() for code in codes]
    if field == "hidden_fields" and (unknown := sorted(set(codes) - set(HIDEABLE))):
        raise ValidationError(
            _("“%(name)s” is not a field that can be hidden. You can hide: %(known)s."),
            params={"name": unknown[0], "known": ", ".join(HIDEABLE)},
        )
    return codes


def _choice(field, cell):
    known = _words(field)
    if code := known.get(cell.strip().casefold()):
        return code
    codes = ", ".join(dict.fromkeys(known.values()))
    raise ValidationError(
        _("“%(value)s” is not one of the choices. Write one of: %(codes)s."),
        params={"value": cell[:80], "codes": codes},
    )


@lru_cache(maxsize=len(CHOICES))
def _words(field):
    """Return {code or word in any language, as compared: code} of a choice."""
    choices = dict(Member._meta.get_field(field).flatchoices)
    words = {code.casefold(): code for code in choices}
    for language in language_names():
        with override(language):
            for code, label in choices.items():
                words.setdefault(str(label).casefold(), code)
    return words


def _day(cell):
    text = cell.strip().removesuffix(" 00:00:00")
    for form in _FORMS:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValidationError(
        _("“%(value)s” is not a date. Write it as 2026-03-31."), params={"value": cell[:80]}
    )


def _moment(cell):
    try:
        moment = parse_datetime(cell.strip())
    except ValueError:
        moment = None
    if moment is None or cell.strip().endswith(" 00:00:00"):
        moment = dt.datetime.combine(_day(cell), dt.time(12))
    if timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    try:
        return moment.astimezone(dt.UTC).isoformat()
    except OverflowError:
        raise ValidationError(_("This date does not exist.")) from None


def _whole(cell):
    try:
        number = float(cell.strip().replace(",", "."))
        if number == int(number):
            return int(number)
    except (ValueError, OverflowError):
        pass
    raise ValidationError(
        _("“%(value)s” is not a whole number."), params={"value": cell[:80]}
    ) from None


def _number(cell):
    try:
        number = float(cell.strip().replace(",", "."))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValidationError(
            _("“%(value)s” is not a number. Write it as 50.8466."), params={"value": cell[:80]}
        )
    return number
