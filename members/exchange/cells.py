"""One value of a member as the text of a cell, and back. A cell that cannot be read says why."""

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from members.fields import BY_NAME
from members.parsing.coordinates import degrees
from members.parsing.countries import country_codes
from members.parsing.dates import day, year
from members.parsing.languages import language_codes
from members.parsing.phones import display_number
from members.presenting import HIDEABLE
from members.publishing.terms import choice_of

from .columns import CHOICES, CODES, DAYS, ENTRIES, LINES, MOMENTS, NUMBERS, TEXTS, WHOLE
from .entry_cells import entries_text, read_entries

_BETWEEN = "; "
_NAMED = {"countries": country_codes, "languages": language_codes}


def cell_text(column, value):
    """Return a field's plain value (as `values.read` gives it) as the text of a column's cell."""
    field = column.field
    if column.number:
        return _area_cell(column, value)
    if value is None:
        return ""
    if field == "phone":
        return display_number(value)  # with spaces, or a spreadsheet makes a sum of it
    if field in TEXTS:
        return value.get(column.language, "")
    if field in LINES:
        return "\n".join(_one_line(line) for line in value)
    if field in ENTRIES:
        return entries_text(BY_NAME[field].shape, value)
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
        return [_several_lines(line) for line in cell.split("\n") if line.strip()]
    if field in ENTRIES:
        return read_entries(BY_NAME[field].shape, cell)
    if field in CODES:
        return _codes(field, cell)
    if field in CHOICES:
        return choice_of(field, cell)
    if field in DAYS:
        return day(cell, future=field == "left_on").isoformat()
    if field in MOMENTS:
        return _moment(cell)
    if field == "founded_year":
        return year(cell)
    if field in WHOLE:
        return _whole(cell)
    if field in NUMBERS:
        return degrees(cell, field)
    return cell


def _several_lines(line):
    if "\\n" not in line:
        return line.strip()
    pieces = line.strip().split("\\\\")
    return "\\".join(piece.replace("\\n", "\n") for piece in pieces)


def _codes(field, cell):
    if field in _NAMED:
        return _NAMED[field](cell)
    if field == "themes":
        return [cell]  # values.clean() has the vocabulary at hand
    codes = [code for code in re.split(r"[\s,;|]+", cell) if code]
    if unknown := sorted(set(codes) - set(HIDEABLE)):
        raise ValidationError(
            _("“%(name)s” is not a field that can be hidden. You can hide: %(known)s."),
            params={"name": unknown[0], "known": ", ".join(HIDEABLE)},
        )
    return codes


def _moment(cell):
    try:
        moment = parse_datetime(cell.strip())
    except ValueError:
        moment = None
    if moment is None or cell.strip().endswith(" 00:00:00"):
        moment = dt.datetime.combine(day(cell), dt.time(12))
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
