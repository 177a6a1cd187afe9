"""One page of what several parts of the index found, in one order."""

from array import array
from heapq import merge, nlargest, nsmallest
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from pyroaring import BitMap

_FEW = 800


class SegmentView:
    """One segment's numbers among those of all: who comes first by name.

    Args:
        segment: the segment.
        places: for each number of it, its place among the numbers of the first segment, as a
            pair that sorts; None for the first segment itself.
    """

    def __init__(self, segment, places=None):
        self.segment, self.places = segment, places
        self.derived = {}  # what Facets make of its sets, which never change
        self._by_day = None
        self._since = None, BitMap()  # the last answer of confirmed_since: a day has only one

    def place(self, number):
        """Return what the number sorts by, by name."""
        return (number, "") if self.places is None else self.places[number]

    @property
    def by_day(self):
        """{day of confirmation: BitMap}, the latest day first; who never confirmed is in none."""
        if self._by_day is None:
            numbers_of = {}
            for number, day in enumerate(self.segment.days):
                if day:
                    numbers_of.setdefault(day, array("I")).append(number)
            self._by_day = {
                day: BitMap(numbers_of[day]) for day in sorted(numbers_of, reverse=True)
            }
        return self._by_day

    def confirmed_since(self, day):
        """Return the BitMap of members that were confirmed on a day or later."""
        if self._since[0] != day:
            sets = (members for at, members in self.by_day.items() if at >= day)
            self._since = day, BitMap.union(BitMap(), *sets)
        return self._since[1]


class Hit(NamedTuple):
    """A member found: the Placed segment that has it, and its number there."""

    placed: SegmentView
    number: int

    @property
    def pk(self):
        """The member's primary key."""
        return self.placed.segment.pks[self.number]


def ranked_page(ranked, offset, limit, *, by_day):
    """Return the Spots of one slice of members in the order of their scores.

    Args:
        ranked: iterables of (score, Placed, BitMap), each with the best (lowest) score first.
        offset: how many to pass over.
        limit: how many to return at the most.
        by_day: whether of equals the last confirmed come first; otherwise they stand by name.
    """
    spots, by_score = [], itemgetter(0)
    for _score, equals in groupby(merge(*ranked, key=by_score), by_score):
        sets = [(part, members) for _score, part, members in equals]
        spots += page(sets, offset, limit - len(spots), by_day=by_day)
        offset = max(0, offset - sum(len(members) for _part, members in sets))
        if len(spots) == limit:
            break
    return spots


def page(parts, offset, limit, *, by_day):
    """Return the Spots of one slice of the members in some sets.

    Args:
        parts: (Placed, BitMap) pairs.
        offset: how many to pass over.
        limit: how many to return at the most.
        by_day: whether the last confirmed come first; otherwise the order is by name.
    """
    total = sum(len(members) for _placed, members in parts)
    if offset >= total or limit <= 0:
        return []
    if not by_day:
        return _names(parts, offset, limit)
    return _few(parts, offset, limit) if total <= _FEW else _days(parts, offset, limit)


def _few(parts, offset, limit):
    """As page() by day, for so few members that all are sorted."""
    sets = [(placed, members) for placed, members in parts if members]
    if len(sets) == 1:
        # The numbers of one part stand in the order of names already, and equals stay in it.
        placed, members = sets[0]
        first = nlargest(offset + limit, members, key=placed.segment.days.__getitem__)
        return [Hit(placed, number) for number in first[offset:]]
    rows = []
    for placed, members in sets:
        days, place, pks = placed.segment.days, placed.place, placed.segment.pks
        rows += [(-days[n], place(n), pks[n], placed, n) for n in members]
    return [Hit(*row[3:]) for row in nsmallest(offset + limit, rows, key=_order)[offset:]]


def _order(row):
    return row[:3]


def _days(parts, offset, limit):
    """As page() by day, for many members: day by day, until the page is full."""
    spots = []
    days = merge(*(placed.by_day for placed, _members in parts), reverse=True)
    for day in dict.fromkeys(days):
        sets = [(placed, members & placed.by_day.get(day, BitMap())) for placed, members in parts]
        spots += page(sets, offset, limit - len(spots), by_day=False)
        offset = max(0, offset - sum(len(members) for _placed, members in sets))
        if len(spots) == limit:
            return spots
    never = [
        (placed, members - BitMap.union(BitMap(), *placed.by_day.values()))
        for placed, members in parts
    ]
    return spots + page(never, offset, limit - len(spots), by_day=False)


def _names(parts, offset, limit):
    """As page() by name: a window of the largest part, the others whole.

    However the others' members are spread, no more of them than there are stand before the
    window, so the window needs to begin only that much earlier.
    """
    (base, members), *others = sorted(parts, key=lambda part: -len(part[1]))
    late = sum(len(numbers) for _placed, numbers in others)
    start = max(0, offset - late)
    window = members[start : offset + limit]
    if not late:
        return [Hit(base, number) for number in window]
    rows = [(base.place(n), base.segment.pks[n], base, n) for n in window]
    first = rows[0][0] if rows else None
    before = 0
    for placed, numbers in others:
        for number in numbers:
            place = placed.place(number)
            if start and first is not None and place < first:
                before += 1
            else:
                rows.append((place, placed.segment.pks[number], placed, number))
    rows.sort(key=lambda row: row[:2])
    skip = offset - start - before
    return [Hit(*row[2:]) for row in rows[skip : skip + limit]]
