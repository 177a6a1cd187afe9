"""Members as lists show them: some columns, read without making models of them.

A list is read far more often than anything else, and to make models of its 24 rows takes ten
times as long as to read them. What public_view() decides is the same.
"""

import datetime as dt
import json
from types import SimpleNamespace

from django.db import connection
from django.utils.functional import cached_property

from members.models import Member

_PLAIN = (
    "slug", "status", "name", "confirmed_at", "unconfirmed_since", "logo", "city", "postal_code",
    "website", "abbreviation", "enterprise_number",
)  # fmt: skip
_JSON = ("hidden_fields", "other_names", "former_names", "summary", "mission", "search_terms")
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


class Held(list):
    """Rows at hand that are asked for like a relation."""

    def all(self):
        """Return the rows."""
        return self


class ListedMember:
    """What a list needs of a published Member, as public_view() takes one.

    Args:
        row: the columns of _SELECT.
        site: the Site, which knows the themes.
    """

    Status, is_public, website_host = Member.Status, Member.is_public, Member.website_host

    def __init__(self, row, site):
        self.pk, self._site = row[0], site
        vars(self).update(zip(_PLAIN, row[1:], strict=False))
        self._json = dict(zip(_JSON, row[1 + len(_PLAIN) :], strict=True))
        if self.confirmed_at and self.confirmed_at.tzinfo is None:  # SQLite knows no time zones
            self.confirmed_at = self.confirmed_at.replace(tzinfo=dt.UTC)

    def __getattr__(self, name):
        # Of six columns of JSON most lists show two, so each is read when it is asked for. What
        # is in no list (a phone number, say) is read with the whole member.
        if name.startswith("_"):
            raise AttributeError(name)
        held = self._json.get(name)
        if held is None:
            value = getattr(self._whole, name)
        else:
            # Half of them are empty, which is quicker seen than read.
            value = [] if held == "[]" else {} if held == "{}" else _decode(held)[0]
        vars(self)[name] = value
        self._json.pop(name, None)  # last, as another thread may show the same member
        return value

    @cached_property
    def _whole(self):
        return Member.objects.with_parts().get(pk=self.pk)

    @property
    def themes(self):
        """Its themes: the terms stand in the row and their names are at hand."""
        themes = self._site.vocabularies["theme"]
        return Held(themes[s] for s in self.search_terms.get("theme", ()) if s in themes)

    @cached_property
    def focus_areas(self):
        """Its ways of working; load_focus_areas() reads those of many members at once."""
        load_focus_areas([self])
        return vars(self)["focus_areas"]


def listed(ids, site):
    """Return {id: ListedMember} of those ids that are published members, in one query."""
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_SELECT + _holes(ids), ids)
        return {row[0]: ListedMember(row, site) for row in cursor.fetchall()}


def load_focus_areas(members):
    """Read the focus areas of some ListedMembers, in one query where any are missing."""
    missing = {member.pk: member for member in members if "focus_areas" not in vars(member)}
    if not missing:
        return
    found = {pk: Held() for pk in missing}
    with connection.cursor() as cursor:
        cursor.execute(_FOCUS_AREAS.format(_holes(missing)), [*missing])
        for pk, title, description in cursor.fetchall():
            area = SimpleNamespace(title=_decode(title)[0], description=_decode(description)[0])
            found[pk].append(area)
    # Only when they are whole, as another thread may show the same member.
    for pk, areas in found.items():
        vars(missing[pk])["focus_areas"] = areas


def _holes(values):
    return f"({', '.join(['%s'] * len(values))})"
