"""Regions and towns that a name typed so far may mean, for suggestions."""

from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from members.core.text import fold
from members.parsing.towns import towns
from members.search.facets import BY_NAME
from members.search.facets.places import value_of
from members.search.question.geography import regions

_SHORTEST = 3  # letters; fewer begin too many names
_MOST = 3  # of each kind
_LAST = "\U0010ffff"


class Place(NamedTuple):
    """A region or a town as a filter's value.

    Attributes:
        kind: "region" or "town".
        group: the filter.
        value: its value there.
        label: its name.
        note: what it is, in the reader's language.
        names: all its names.
    """

    kind: str
    group: str
    value: str
    label: str
    note: str
    names: tuple


def places_begun(typed, language):
    """Return the Places with a name that begins as a folded text, in the order of names."""
    if len(typed) < _SHORTEST:
        return []
    names = _names()
    begun = names[bisect_left(names, (typed,)) : bisect_left(names, (typed + _LAST,))]
    keys = dict.fromkeys((kind, key) for _name, kind, key in begun)
    places = []
    for kind, make in (("region", _region), ("town", _town)):
        some = [key for one, key in keys if one == kind][:_MOST]
        places += [make(key, language) for key in some]
    return places


@lru_cache(maxsize=1)
def _names():
    """Return [(folded name, kind, key), …] of regions and municipalities, sorted."""
    names = {
        (fold(name), "region", key)
        for key, (_codes, by_language) in regions().items()
        for some in by_language.values()
        for name in some[:1]
    }
    # Villages would come before the members that people look for.
    names |= {
        (fold(name), "town", town.key)
        for town in towns().values()
        for name in town.names
        if town.codes
    }
    return sorted(names)


def _region(key, language):
    names = tuple(name for some in regions()[key][1].values() for name in some)
    label = BY_NAME["country"].called(key, language)
    return Place("region", "country", key, label, _("Region"), names)


def _town(key, language):
    town = towns()[key]
    label = town.called.get(language, town.names[0])
    return Place("town", "near", value_of(key), label, _("Town and around"), town.names)
