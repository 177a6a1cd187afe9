"""The one mapping between a member's fields and the columns of a table.

A text has one column per language (`mission_nl`), a focus area a group of columns
(`focus_area_1_title_nl`), everything else one. Exports, templates and imports all use it.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.models import Member
from members.models.entries import EntriesField
from members.models.texts import LinesField, TextsField, language_names
from members.presenting.labels import field_label
from members.publishing import values

from . import seat_columns

IDENTIFIER = "id"
# Whom an import invites as owner. No field of a member, so no export holds it.
OWNER = "owner_email"
CODES = ("themes", "countries", "languages", "hidden_fields")


def _of_kind(*kinds):
    fields = {name: Member._meta.get_field(name) for name in values.COLUMNS}
    return tuple(name for name, field in fields.items() if isinstance(field, kinds))


TEXTS = _of_kind(TextsField)
LINES = _of_kind(LinesField)
ENTRIES = _of_kind(EntriesField)
MOMENTS = _of_kind(models.DateTimeField)
DAYS = tuple(name for name in _of_kind(models.DateField) if name not in MOMENTS)
WHOLE = _of_kind(models.IntegerField)
NUMBERS = (*WHOLE, *_of_kind(models.FloatField))
CHOICES = tuple(name for name in values.COLUMNS if Member._meta.get_field(name).choices)
AREA_PARTS = ("id", "title", "description")
# As many as a member may have (members.publishing.values).
MOST_AREAS = 24
_ALL_FIELDS = dict.fromkeys((IDENTIFIER, *values.FIELDS))
del _ALL_FIELDS["focus_areas"]


@dataclass(frozen=True)
class Column:
    """One column of a table of members.

    Attributes:
        key: its name for machines, the same in every language.
        field: publish()'s name of the field, or "id" for the permanent identifier.
        language: of a text, the language that it holds.
        number: of a focus area, its place, from 1.
        part: of a focus area, one of AREA_PARTS.
    """

    key: str
    field: str
    language: str = ""
    number: int = 0
    part: str = ""

    @property
    def heading(self):
        """Its name for people, in the active language."""
        if self.number:
            name = _area_heading(self.part) % {"number": self.number}
        elif self.field == IDENTIFIER:
            name = field_label("uuid")
        elif self.field in seat_columns.HEADINGS:
            name = str(seat_columns.HEADINGS[self.field])
        elif self.field == OWNER:
            name = _("E-mail address of the owner")
        else:
            name = field_label(self.field)
        return f"{name} ({self.language})" if self.language else name


def _area_heading(part):
    return {
        "id": _("Focus area %(number)d: identifier"),
        "title": _("Focus area %(number)d: title"),
        "description": _("Focus area %(number)d: description"),
    }[part]


@lru_cache(maxsize=MOST_AREAS + 1)
def columns(areas=0):
    """Return all Columns of a table with room for so many focus areas a member."""
    result = []
    for field in _ALL_FIELDS:
        if field in TEXTS:
            result += [Column(f"{field}_{code}", field, code) for code in language_names()]
        else:
            result.append(Column(field, field))
    for number in range(1, areas + 1):
        result += _area_columns(number)
    return tuple(result)


def _area_columns(number):
    for part in AREA_PARTS:
        key = f"focus_area_{number}_{part}"
        codes = [""] if part == "id" else language_names()
        for code in codes:
            name = f"{key}_{code}" if code else key
            yield Column(name, "focus_areas", code, number, part)


def importable(areas=0):
    """Return the Columns of a template: those of an export, and the owner's address."""
    return (*columns(areas), Column(OWNER, OWNER))


def _readable():
    """Return all Columns that an import knows: parts of addresses too."""
    extra = (Column(name, name) for name in seat_columns.HEADINGS)
    return (*importable(MOST_AREAS), *extra)


@lru_cache(maxsize=1)
def by_key():
    """Return {key: Column} of every column that there can be."""
    return {column.key: column for column in _readable()}


def choices():
    """Return [(key, heading)] of every column in the active language, for a form."""
    return _choices(get_language())


@lru_cache(maxsize=8)
def _choices(_language):
    return [(column.key, column.heading) for column in _readable()]
