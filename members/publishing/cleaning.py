"""clean(): the one place where what people write becomes a profile's plain values.

Forms, imports and the API all come here. What is meant is kept in one form (a phone number as
E.164, a country by its code); what could be two things is asked, in words that say the remedy.
"""

import math
import re
import uuid

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from members.fields import BY_NAME, names
from members.models import FocusArea, Member
from members.models.texts import TextsField, clean_texts
from members.parsing.countries import country_codes
from members.parsing.languages import language_codes
from members.parsing.phones import phone_number
from members.parsing.placeholders import is_placeholder, is_spreadsheet_error
from members.parsing.seats import home_country, seat_country
from members.parsing.text import one_line, prose, several_lines, shows_something, visual_form
from members.presenting import HIDEABLE

from .column_readers import READERS, plain, spreadsheet_error
from .terms import VOCABULARIES, Terms

TERMS = {
    name: BY_NAME[name].vocabulary
    for name in names(lambda field: field.vocabulary and not field.is_relation)
}
ROWS = {name: BY_NAME[name].rows for name in names(lambda field: field.rows)}
RELATIONS = ("themes", *ROWS, "focus_areas")
FOCUS_AREA_LIMIT = 24
_LOGO = re.compile(r"[0-9a-f]{32}-[0-9]{1,3}x[0-9]{1,3}")
# Prose in one line, where a writer's no-break spaces stay.
_PROSE = frozenset({"summary"})
# What only the machine writes: nothing in it is a word of a person.
_AS_IT_IS = frozenset({"logo", "slug", "hidden_fields"})


def known_terms():
    """Return {field: Terms} of the vocabularies as they are, for many calls of clean()."""
    return {name: Terms(name) for name in VOCABULARIES}


def clean(changes, vocabularies=None, seat=None):
    """Return changes checked and in their plain form.

    Args:
        changes: {field: value} as `values.read` gives them, as Python has them (dates, lists), or
            as people write them (a number with dots, a country by its name).
        known: what known_terms() returned, where many members are checked at once.
        seat: the Member, or its plain values, as they are: a phone number without a country code
            is one of the seat's country.

    Raises:
        ValidationError: a dict of messages by field, all fields at once.
    """
    cleaned, errors = {}, {}
    # The seat's place before the phone, which counts by its country.
    for name in sorted(changes, key=lambda name: name == "phone"):
        try:
            if name == "phone":
                cleaned[name] = _phone(
                    changes[name], _country({**changes, **cleaned}, vocabularies, seat)
                )
            else:
                cleaned[name] = clean_value(name, changes[name], vocabularies)
        except ValidationError as error:
            errors[name] = error.error_list
    if errors:
        raise ValidationError(errors)
    return {name: cleaned[name] for name in changes}


def clean_value(name, value, vocabularies=None):
    """Return one field's value checked and in its plain form; raise ValidationError."""
    if name in VOCABULARIES:
        return _terms(name, value, vocabularies)
    if name in ROWS:
        return _codes(name, value or [])
    if name == "phone":
        return _phone(value, lambda: "")
    return _focus_areas(value or []) if name == "focus_areas" else _column(name, value)


def _phone(value, country):
    line = _line("phone", value or "")
    if not line:
        return ""
    # The country is only worked out for a number without its code.
    is_national = not line.lstrip("(").startswith("+")
    return _column("phone", phone_number(line, country() if is_national else ""))


def _country(changes, vocabularies, seat):
    """Return a function that gives the country of a seat."""

    def value(name):
        if name in changes:
            return changes[name]
        return seat.get(name) if isinstance(seat, dict) else getattr(seat, name, None)

    def country():
        place = value("place")
        slugs = vocabularies["place"].slugs if vocabularies else Terms("place").slugs
        return seat_country(
            getattr(place, "slug", place), value("postal_code"), home_country(slugs)
        )

    return country


def looks_alike(one, other):
    """Whether two plain values look the same to a reader."""
    return _looks(one) == _looks(other)


def _looks(value):
    if isinstance(value, str):
        return visual_form(value)
    if isinstance(value, list):
        return [_looks(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _looks(entry) for key, entry in value.items()}
    return value


def _terms(name, value, vocabularies):
    value = [value] if isinstance(value, str) else value or []
    texts = [text for text in map(one_line, value) if text and not is_placeholder(text, name)]
    if not texts:
        return [] if name == "themes" else None
    terms = vocabularies[name] if vocabularies else Terms(name)
    return terms.several(texts) if name == "themes" else terms.one(texts[0])


def _codes(name, value):
    read = {"countries": country_codes, "languages": language_codes}[name]
    texts = [value] if isinstance(value, str) else value
    texts = [text for text in texts if text and not is_placeholder(text, name)]
    return sorted({code for text in texts for code in read(text)})


def _column(name, value):
    field = Member._meta.get_field(name)
    value = _tidy(name, field, value)
    if value is None and not field.null:
        value = field.get_default()
    if value and name in READERS:
        value = READERS[name](value)
    if name == "hidden_fields":
        value = sorted(set(value) & set(HIDEABLE))
    if name == "logo" and value and not _LOGO.fullmatch(value):
        raise ValidationError(_("This is not a logo that Koepel keeps. Upload it again."))
    if name == "name" and value and not shows_something(value):
        raise ValidationError(_("This name has nothing to see: write letters or digits."))
    cleaned = field.clean(value, None)
    if name == "confirmed_at" and cleaned and localdate(cleaned) > localdate():
        raise ValidationError(_("A confirmation cannot lie in the future."))
    if isinstance(cleaned, float) and not math.isfinite(cleaned):
        raise ValidationError(_("Write a number."))  # NaN passes every comparison of validators
    return plain(cleaned)


def _tidy(name, field, value):
    """Return what was written without what nobody sees, and nothing where it says nothing."""
    if name in _AS_IT_IS:
        # PostgreSQL keeps no NUL, neither in a text nor in JSON.
        return value.replace("\x00", "").strip() if isinstance(value, str) else value
    if isinstance(field, TextsField):
        return _tidy_texts(name, value, several=field.multiline)
    if isinstance(value, list):
        lines = [_line(name, line) if isinstance(line, str) else line for line in value]
        return [line for line in lines if line != ""]
    if isinstance(value, str):
        return _line(name, value) or ("" if not field.null else None)
    return value


def _tidy_texts(name, value, *, several):
    if not isinstance(value, dict):
        return value
    tidy = several_lines if several else prose if name in _PROSE else one_line
    texts = {code: tidy(text) if isinstance(text, str) else text for code, text in value.items()}
    return {
        code: text
        for code, text in texts.items()
        if not (isinstance(text, str) and is_placeholder(text, name))
    }


def _line(name, text):
    line = one_line(text)
    if is_spreadsheet_error(line):
        raise ValidationError(spreadsheet_error(line))
    return "" if is_placeholder(line, name) else line


def _focus_areas(areas):
    if len(areas) > FOCUS_AREA_LIMIT:
        raise ValidationError(
            _("At most %(count)d focus areas fit."), params={"count": FOCUS_AREA_LIMIT}
        )
    cleaned = [_focus_area(area) for area in areas]
    if len({area["id"] for area in cleaned}) < len(cleaned):
        raise ValidationError(_("Two focus areas have the same identifier."))
    return cleaned


def _focus_area(area):
    titles = _tidy_texts("title", area.get("title"), several=False)
    title = clean_texts(titles, FocusArea._meta.get_field("title").max_text_length)
    if not title:
        raise ValidationError(_("Every focus area needs a title."))
    limit = FocusArea._meta.get_field("description").max_text_length
    texts = _tidy_texts("description", area.get("description"), several=True)
    description = clean_texts(texts, limit)
    try:
        identifier = str(uuid.UUID(area["id"])) if area.get("id") else str(uuid.uuid4())
    except ValueError:
        raise ValidationError(_("A focus area’s identifier is damaged. Add it anew.")) from None
    return {"id": identifier, "title": title, "description": description}
