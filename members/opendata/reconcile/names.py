"""Every name by which the public knows a member, in memory while the directory stays as it is."""

from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz, process

from members.core.text import fold
from members.freshness.quality.names import bare_name
from members.models import Member
from members.presenting import listed, public_view

_BATCH = 500
MOST = 20_000  # of more members only those that the search finds are compared
_NEAREST, _LEAST = 12, 45


@dataclass
class Names:
    """The names of all members.

    Attributes:
        bare: the names without their legal forms, folded.
        compact: the same without spaces.
        ids: the member of each.
        hosts: {host of a website: ids}.
    """

    bare: list = field(default_factory=list)
    compact: list = field(default_factory=list)
    ids: list = field(default_factory=list)
    hosts: dict = field(default_factory=dict)

    def add(self, view):
        """Take in a PublicMember."""
        for name in names_of(view):
            bare = bare_name(name)
            self.bare.append(bare)
            self.compact.append(bare.replace(" ", ""))
            self.ids.append(view.id)
        if view.website_label:
            self.hosts.setdefault(view.website_label, []).append(view.id)

    def near(self, text):
        """Return the ids of the members whose names are nearest to a text."""
        bare = bare_name(text)
        ids = []
        for names, form, scorer in (
            (self.bare, bare, fuzz.token_sort_ratio),
            (self.compact, bare.replace(" ", ""), fuzz.ratio),
            (self.bare, bare, fuzz.token_set_ratio),
        ):
            nearest = process.extract(
                form, names, scorer=scorer, limit=_NEAREST, score_cutoff=_LEAST, processor=None
            )
            ids += [self.ids[place] for _name, _score, place in nearest]
        return list(dict.fromkeys(ids))


def names_of(view):
    """Return all names of a PublicMember, its main one first."""
    others = view.in_all_languages("other_names").values()
    names = [view.name, *others, *view.aliases, *view.former_names, view.abbreviation]
    return list(dict.fromkeys(name for name in names if name and fold(name)))


@lru_cache(maxsize=1)  # a Site is another object at each version
def known_names(site):
    """Return the Names of a Site's members; none where they are too many to compare each."""
    names, ids = Names(), list(Member.objects.published().values_list("pk", flat=True)[: MOST + 1])
    if len(ids) > MOST:
        return names
    for start in range(0, len(ids), _BATCH):
        for row in listed(ids[start : start + _BATCH], site).values():
            view = public_view(row, site.languages[0], site)
            if view is not None:
                names.add(view)
    return names
