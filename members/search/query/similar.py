"""Members that share the most terms with one, counted by sets instead of by rows."""

from pyroaring import BitMap

from members.search.index.ordering import page
from members.search.index.segment import EMPTY, holders_of
from members.search.indexing.reader import locked_index

_WEIGHTS = {"theme": 2, "country": 1}


def alike(pk, terms, site, limit):
    """Return ids of the members that share most with a member, or None while there is no index.

    A shared theme counts twice, a shared country once; who shares no theme is left out. Equals
    stand in the order of names.

    Args:
        pk: the member's primary key.
        terms: its {group: [value, …]}, as facets.terms_of() gives them.
        site: the Site to answer from.
        limit: how many ids to give at the most.
    """
    with locked_index(site) as index:
        if index is not None:
            return _best(index.parts, pk, terms, limit)
    return None


def shares(group, value, site):
    """Return {other value of a group: share of the members with one value that have it too}.

    There is none while there is no index.
    """
    members, common = 0, {}
    with locked_index(site) as index:
        for part in index.parts if index is not None else ():
            holders = holders_of(part.segment, group, value) & part.segment.live
            members += len(holders)
            for other, sets in part.segment.terms.get(group, {}).items():
                common[other] = common.get(other, 0) + holders.intersection_cardinality(sets)
    return {other: number / members for other, number in common.items() if number}


def _best(parts, pk, terms, limit):
    scored = [(part, _scored(part.segment, pk, terms)) for part in parts]
    spots = []
    for score in range(max(len(sets) for _part, sets in scored) - 1, 0, -1):
        matches = [(part, sets[score]) for part, sets in scored]
        spots += page(matches, 0, limit - len(spots), by_day=False)
        if len(spots) == limit:
            break
    return [spot.pk for spot in spots]


def _scored(segment, pk, terms):
    """Return [BitMap of the members with a score of 0, of 1, …] of one part."""
    themes, reached = _holders(segment, terms, "theme"), [segment.live]
    for group, weight in _WEIGHTS.items():
        for holders in _holders(segment, terms, group):
            reached = _raised(reached, holders, weight)
    related = BitMap.union(EMPTY, *themes) - BitMap(_number(segment, pk))
    return [
        (members - (reached[score + 1] if score + 1 < len(reached) else EMPTY)) & related
        for score, members in enumerate(reached)
    ]


def _raised(reached, holders, weight):
    """Return [BitMap of those with a score of 0 or more, …] after some members' score rose."""
    higher = reached + [EMPTY] * weight
    for score, members in enumerate(reached):
        higher[score + weight] = higher[score + weight] | (members & holders)
    return higher


def _holders(segment, terms, group):
    return [holders_of(segment, group, value) for value in terms.get(group, ())]


def _number(segment, pk):
    number = segment.number_of(pk)
    return [] if number is None else [number]
