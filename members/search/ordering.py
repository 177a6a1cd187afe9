"""One page of what several parts of the index found, in one order."""

from array import array
from heapq import merge, nsmallest

from pyroaring import BitMap

_FEW = 800


class Placed:
    """One segment's numbers among those of all: who comes first by name.

    Args:
        segment: the segment.
        places: for each number of it, its place among the numbers of the first segment, as a
            pair that sorts; None for the first segment itself.
    """

    def __init__(self, segment, places=None):
        self.segment, self.places = segment, places
        self._by_day = None
        self._since = None, BitMap()  # the last answer of confirmed_since: a day has only one

    def place(self, number):
        """Return what the number sorts by, by name."""
        return (number, "") if self.places is None else self.places[number]

    @property
    def by_day(self):
        """{day of confirmation: BitMap}, the latest day first; who never confirmed is in none."""
        if self._by_day is None:
            found = {}
            for number, day in enumerate(self.segment.days):
                if day:
                    found.setdefault(day, array("I")).append(number)
            self._by_day = {day: BitMap(found[day]) for day in sorted(found, reverse=True)}
        return self._by_day

    def confirmed_since(self, day):
        """Return the BitMap of members that were confirmed on a day or later."""
        if self._since[0] != day:
            sets = (held for at, held in self.by_day.items() if at >= day)
            self._since = day, BitMap.union(BitMap(), *sets)
        return self._since[1]


def page(parts, offset, limit, *, by_day):
    """Return the primary keys of one slice of the members in some sets.

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
    rows = []
    for placed, members in parts:
        days, place, pks = placed.segment.days, placed.place, placed.segment.pks
        rows += [(-days[number], place(number), pks[number]) for number in members]
    return [pk for _day, _place, pk in nsmallest(offset + limit, rows)[offset:]]


def _days(parts, offset, limit):
    """As page() by day, for many members: day by day, until the page is full."""
    ids = []
    days = merge(*(placed.by_day for placed, _members in parts), reverse=True)
    for day in dict.fromkeys(days):
        held = [(placed, members & placed.by_day.get(day, BitMap())) for placed, members in parts]
        ids += page(held, offset, limit - len(ids), by_day=False)
        offset = max(0, offset - sum(len(members) for _placed, members in held))
        if len(ids) == limit:
            return ids
    never = [
        (placed, members - BitMap.union(BitMap(), *placed.by_day.values()))
        for placed, members in parts
    ]
    return ids + page(never, offset, limit - len(ids), by_day=False)


def _names(parts, offset, limit):
    """As page() by name: a window of the largest part, the others whole.

    However the others' members are spread, no more of them than there are stand before the
    window, so the window needs to begin only that much earlier.
    """
    (base, members), *others = sorted(parts, key=lambda part: -len(part[1]))
    late = sum(len(held) for _placed, held in others)
    start = max(0, offset - late)
    window = members[start : offset + limit]
    rows = [(base.place(number), base.segment.pks[number]) for number in window]
    first = rows[0][0] if rows else None
    before = 0
    for placed, held in others:
        for number in held:
            place = placed.place(number)
            if start and first is not None and place < first:
                before += 1
            else:
                rows.append((place, placed.segment.pks[number]))
    rows.sort()
    skip = offset - start - before
    return [pk for _place, pk in rows[skip : skip + limit]]
