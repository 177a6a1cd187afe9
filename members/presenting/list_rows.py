"""Members as lists show them: some columns, read without making models of them.

A list is read far more often than anything else, and to make models of its 24 rows takes ten
times as long as to read them. What public_view() decides is the same.
"""

import datetime as dt
import json
from sys import intern
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from members.models import Member

_PLAIN = (
    "uuid",
    "slug",
    "status",
    "name",
    "confirmed_at",
    "unconfirmed_since",
    "logo",
    "city",
    "postal_code",
    "website",
    "phone",
    "email",
    "abbreviation",
    "enterprise_number",
    "place_id",
)
_TEXTS = ("other_names", "summary", "mission")
_JSON = ("hidden_fields", "aliases", "former_names", *_TEXTS, "search_terms")
_PLACES = {name: place for place, name in enumerate(_JSON)}
_EMPTY = {text: text for text in ("[]", "{}")}
_SELECT = (
    f"SELECT id, {', '.join((*_PLAIN, *_JSON))} FROM members_member "  # noqa: S608 - our names
    "WHERE status = 'published' AND id IN "
)
_FOCUS_AREAS = (
    "SELECT member_id, title, description FROM members_focusarea WHERE member_id IN {} "
    "ORDER BY member_id, position, id"
)


# Without the search for blanks around the text, which the databases do not write.
_decode = json.JSONDecoder().raw_decode


class RowList(list):
    """Rows at hand that are asked for like a relation."""

    def all(self):
        """Return the rows."""
        return self


class ListedArea(NamedTuple):
    """A focus area with its texts: {language: text} each."""

    title: dict
    description: dict


class ListedCountry(NamedTuple):
    """A country of activity by its code."""

    code: str


class ListedMember:
    """What a list needs of a published Member, as public_view() takes one.

    Thousands of them are kept (search/query/view_cache.py), so they have no dictionary each.

    Args:
        row: the columns of _SELECT.
        site: the Site, which knows the themes.
    """

    __slots__ = (*_PLAIN, *_JSON, "_held", "_site", "focus_areas", "pk")
    Status, is_public, website_host = Member.Status, Member.is_public, Member.website_host

    def __init__(self, row, site):
        self.pk, self._site = row[0], site
        for name, value in zip(_PLAIN, row[1:], strict=False):
            setattr(self, name, value)
        # Half of them are empty, and need not be kept once for every member.
        self._held = [_EMPTY.get(text, text) for text in row[1 + len(_PLAIN) :]]
        if self.confirmed_at and self.confirmed_at.tzinfo is None:  # SQLite knows no time zones
            self.confirmed_at = self.confirmed_at.replace(tzinfo=dt.UTC)
        if isinstance(self.uuid, str):  # nor a type for such identifiers
            self.uuid = UUID(self.uuid)

    def __getattr__(self, name):
        # Of six columns of JSON most lists show two, so each is read when it is asked for.
        if name in _PLACES:
            text = self._held[_PLACES[name]]
            if text is None:  # another thread, which shows the same member, has just read it
                return object.__getattribute__(self, name)
            value = _read(name, text)
            setattr(self, name, value)
            self._held[_PLACES[name]] = None  # last, for that thread's sake
            return value
        if name == "focus_areas":
            load_focus_areas([self])
            return self.focus_areas
        # A phone number, say: to read it now would cost a query for each member of a list.
        raise AttributeError(f"a list does not read {name}; see _PLAIN and _JSON", name=name)

    @property
    def has_focus_areas(self):
        """Whether its ways of working are read; load_focus_areas() reads those of many at once."""
        try:
            return object.__getattribute__(self, "focus_areas") is not None
        except AttributeError:
            return False

    @property
    def works_in(self):
        """Its countries: their codes stand in the row, without those that its page hides."""
        return RowList(ListedCountry(code) for code in self.search_terms.get("country", ()))

    @property
    def themes(self):
        """Its themes: the terms stand in the row and their names are at hand."""
        themes = self._site.vocabularies["theme"]
        return RowList(themes[s] for s in self.search_terms.get("theme", ()) if s in themes)


def _read(name, text):
    """Return a column of JSON; codes and terms, which all members share, are kept once."""
    if text in _EMPTY:  # which is quicker seen than read
        return [] if text == "[]" else {}
    value = _decode(text)[0]
    if name == "search_terms":
        return {intern(group): tuple(map(intern, values)) for group, values in value.items()}
    return {intern(code): text for code, text in value.items()} if name in _TEXTS else value


def listed(ids, site):
    """Return {id: ListedMember} of those ids that are published members, in one query."""
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_SELECT + _holes(ids), ids)
        return {row[0]: ListedMember(row, site) for row in cursor.fetchall()}


def load_focus_areas(members):
    """Read the focus areas of some ListedMembers, in one query where any are missing."""
    missing = {member.pk: member for member in members if not member.has_focus_areas}
    # Only when they are whole, as another thread may show the same member.
    for pk, areas in focus_areas_of([*missing]).items():
        missing[pk].focus_areas = areas


def focus_areas_of(ids):
    """Return {id: ListedAreas in their order} of the members with some ids, in one query."""
    areas = {pk: RowList() for pk in ids}
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(_FOCUS_AREAS.format(_holes(ids)), ids)
            for pk, title, description in cursor.fetchall():
                areas[pk].append(ListedArea(_decode(title)[0], _decode(description)[0]))
    return areas


def _holes(values):
    return f"({', '.join(['%s'] * len(values))})"
