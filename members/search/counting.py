"""How many of some members have each filter value, also where the directory is large.

The sets are roaring bitmaps in containers of 65,536 numbers. Two dense containers are compared a
word at a time, but a thin one is looked up in a dense one number by number: to count a few ten
thousand of a million members took most of a search's time. So a thin set is made dense with noise,
every twelfth number, of which it is known how much each value has (inclusion and exclusion):

    |A ∩ V| = |(A ∪ N) ∩ V| - |N ∩ V| + |(A ∩ N) ∩ V|
"""

from pyroaring import BitMap

_CONTAINER, _DENSE = 1 << 16, 1 << 12  # numbers in a container, and above how many it is dense
_STEP = 12  # so that the noise is dense: 65,536 / 12 > 4,096
_WORTHWHILE = 200  # members in a container, below which looking up is as quick


class Counter:
    """Counts the members of one part of the index by filter value.

    Args:
        terms: {group: {value: BitMap}}, which do not change.
        size: how many numbers there are.
    """

    def __init__(self, terms, size):
        containers = -(-size // _CONTAINER)
        self._terms, self._noise = terms, BitMap(range(0, size, _STEP))
        self._thin = range(_WORTHWHILE * containers, _DENSE * containers)
        # {(group, value): how much noise the values with dense sets have}
        self._noisy = {
            (group, value): holders.intersection_cardinality(self._noise)
            for group, values in terms.items()
            for value, holders in values.items()
            if len(holders) > _DENSE * containers
        }

    def counts(self, group, among):
        """Return {value: number} of those of some members, a BitMap, that have each value."""
        among = _Noisy(among, self._noise) if len(among) in self._thin else _Plain(among)
        held = (
            (value, among.number(holders, self._noisy.get((group, value))))
            for value, holders in self._terms.get(group, {}).items()
        )
        return {value: number for value, number in held if number}


class _Plain:
    def __init__(self, members):
        self._members = members

    def number(self, holders, _noise):
        return holders.intersection_cardinality(self._members)


class _Noisy(_Plain):
    def __init__(self, members, noise):
        super().__init__(members)
        self._with_noise, self._in_noise = members | noise, members & noise

    def number(self, holders, noise):
        if noise is None:
            return holders.intersection_cardinality(self._members)
        found = holders.intersection_cardinality(self._with_noise) - noise
        return found + holders.intersection_cardinality(self._in_noise)
