"""A published member as its profile needs it: its own row, and one query more for its focus areas.

What it works on, where and in which languages publish() keeps beside the row (`search_terms`, by
the names of the filters), without what the member hides; names of terms are the Site's.
"""

from typing import NamedTuple

from django.utils.functional import cached_property

from members.models import Member

from .list_rows import RowList, focus_areas_of

_COLUMNS = frozenset(field.attname for field in Member._meta.concrete_fields)


class _Coded(NamedTuple):
    """A row of a code: a country or a language."""

    code: str


class ProfileRow:
    """What public_view() reads of a published Member; nothing else of it can be asked for.

    Args:
        member: the Member, as it was read without its parts.
        site: the Site with the vocabularies.
    """

    Status = Member.Status

    def __init__(self, member, site):
        self._member, self._site, self.pk = member, site, member.pk
        self.is_public, self.website_host = member.is_public, member.website_host

    def __getattr__(self, name):
        if name not in _COLUMNS:
            raise AttributeError(f"a profile’s row has no {name}", name=name)
        return getattr(self._member, name)

    @property
    def themes(self):
        """Its themes, in the vocabulary's order."""
        terms = self._site.vocabularies["theme"]
        themes = [terms[slug] for slug in self._codes("theme") if slug in terms]
        return RowList(sorted(themes, key=lambda theme: (theme.position, theme.slug)))

    @property
    def works_in(self):
        """The countries that it works in."""
        return RowList(map(_Coded, self._codes("country")))

    @property
    def speaks(self):
        """The languages that its office speaks."""
        return RowList(map(_Coded, self._codes("speaks")))

    @cached_property
    def focus_areas(self):
        """Its ways of working, in order."""
        return focus_areas_of([self.pk])[self.pk]

    def _codes(self, group):
        return self._member.search_terms.get(group, ())
