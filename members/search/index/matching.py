"""What one part of the index answers to a search: who matches, how well, and how many each."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from heapq import heappop, heappush
from itertools import count

from pyroaring import BitMap

from .naming import by_name
from .segment import EMPTY
from .words import Word, among

# After the name of a group of terms: counts of its wider values, which are no values like the
# others.
WIDER = "*"
# The shares of all members from which a set is a long list of numbers, and then a table of bits.
_LONG_LIST, _TABLE = 0.025, 0.0625


@dataclass(frozen=True)
class Answer:
    """What a segment found.

    Attributes:
        ranked: (score, BitMap) pairs without overlap, the best (lowest) score first; worked out
            as they are read, and but once.
        members: the BitMap of all that match.
        counts: {group: {value: number}} with each group's own choice left out.
        within: the same of the groups in which something is chosen, their own choice counted.
    """

    ranked: Iterable
    members: BitMap
    counts: dict
    within: dict


class Worded:
    """What the words of a search find in one segment, before any filter.

    Args:
        segment: a MemorySegment or FileSegment.
        asked: the Asked words, with their Meanings.

    Attributes:
        words: the Words, which know who has them where.
        members: the BitMap of all who have every word and none that is excluded.
        whole: the BitMap of those of them who have every word, where others were added.
        scores: (score, BitMap) pairs, where other members are shown than those; else None.
    """

    def __init__(self, segment, query):
        self.segment, self.scores, self._names = segment, None, query.names
        self.whole = EMPTY
        self.words = [Word(meaning) for meaning in query.meanings]
        self._soft = [Word(meaning) for meaning in query.soft]
        excluded = [Word(meaning) for meaning in query.excluded]
        every = (*self.words, *self._soft, *excluded)
        postings = segment.postings([key for word in every for key in word.all_keys()])
        for word in every:
            word.look_up(segment, postings)
        for word in self._soft:
            word.soften(segment)
        matches = reduce(BitMap.__and__, (word.members for word in self.words), segment.live)
        matches = EMPTY if query.wording.is_void else matches & query.phrases(segment)
        self.members = reduce(BitMap.__sub__, (word.members for word in excluded), matches)

    def ranked(self, members):
        """Return (score, BitMap) pairs of some of the members, the best first."""
        if self.scores is not None:
            pairs = ((score, holders & members) for score, holders in self.scores)
            return [(score, holders) for score, holders in pairs if holders]
        words = [*self.words, *self._soft]
        ranked = _ranked(words, members) if words else [(0, members)]
        return by_name(self.segment, self._names, members, ranked) if self._names else ranked

    def is_name(self):
        """Whether any of the members is called what was typed."""
        return bool(self._names and self.segment.called(self._names).intersect(self.members))

    def places(self, numbers):
        """Return {number: {(place, language): {numbers of the words there}}} of some members.

        A language of None is not known, and of ANYWHERE the place is not either.
        """
        places_of, page = {number: {} for number in numbers}, BitMap(numbers)
        for which, word in enumerate(self.words):
            for where, members in word.places(page):
                for number in members:
                    places_of[number].setdefault(where, set()).add(which)
        return places_of


def answer(worded, groups, *, ranked=True, counted, all_of=frozenset()):
    """Return the Answer of a segment.

    Args:
        worded: the Worded of the segment.
        groups: {group: the BitMap of members that its choice lets through}.
        ranked: whether scores are wanted.
        counted: {group: {value: the BitMap of all who have it}} of the groups to count by.
        all_of: groups of which all values are asked for: another value narrows what is found.
    """
    members = reduce(BitMap.__and__, groups.values(), worded.members)
    scores = worded.ranked(members) if ranked else [(0, members)]
    counts, within = _counts(worded, members, groups, counted, all_of)
    return Answer(scores, members, counts, within)


def _ranked(words, members):
    """Yield (score, BitMap) pairs: members by the sum of their words' best levels, best first.

    Best-first search: of all sets that wait, the one that can still reach the lowest score is
    divided next, into who has the word at its next level and who has not. So a page is full
    before most of a million are looked at.

    Args:
        words: the Words; each of the members has them all.
        members: their BitMap.
    """
    turns = count()  # of two sets with one score the earlier goes first; sets do not compare
    waiting, complete = [], []

    def wait(base, which, at, rest):
        levels = words[which].levels
        if rest and at < len(levels):
            heappush(waiting, (base + levels[at][0], next(turns), base, which, at, rest))

    wait(0, 0, 0, members)
    while waiting:
        score, _turn, base, which, at, rest = heappop(waiting)
        _level, sets, terms = words[which].levels[at]
        here = among(rest if terms is None else rest & terms, sets)
        wait(base, which, at + 1, rest - here)
        if which + 1 < len(words):
            wait(score, which + 1, 0, here)
        elif here:
            complete.append(here)
        if complete and (not waiting or waiting[0][0] > score):
            yield score, BitMap.union(*complete)
            complete = []


def _counts(worded, members, groups, counted, all_of):
    without = {}
    for group in groups.keys() - all_of:
        others = [choice for name, choice in groups.items() if name != group]
        without[group] = reduce(BitMap.__and__, others, worded.members)
    counts, within, size = {}, {}, len(worded.segment.pks)
    for name, values in counted.items():
        group = name.removesuffix(WIDER)
        counts[name] = _counted(values, without.get(group, members), size)
        if group in groups:
            within[name] = _counted(values, members, size)
    return counts, within


def _counted(values, among, size):
    """Return {value: how many of some members have it}, without those that nobody has.

    A set of many members is a table of bits, one of few a list of numbers, and to compare two
    long lists takes up to twice as long as to look one up in a table. Members whose list would
    be long are counted as all who have a value less those who have it and are not among them.

    Args:
        values: {value: the BitMap of all who have it}.
        among: the BitMap of the members to count.
        size: how many numbers there are.
    """
    if _LONG_LIST * size < len(among) < _TABLE * size:
        others = among.flip(0, size)
        numbers = [
            len(holders) - holders.intersection_cardinality(others) for holders in values.values()
        ]
    else:
        numbers = [holders.intersection_cardinality(among) for holders in values.values()]
    return {value: number for value, number in zip(values, numbers, strict=True) if number}
