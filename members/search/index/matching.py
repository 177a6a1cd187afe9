"""What one part of the index answers to a search: who matches, how well, and how many each."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from heapq import heappop, heappush
from itertools import count
from operator import itemgetter

from pyroaring import BitMap

from .documents import FOCUS, MISSION, NAME, NAMES, REST, SUMMARY
from .filters import GROUPS
from .segment import EMPTY, EXACT, STEM, holders_of, key_of

# How far from the best a match is, by form and place: name, then names and abbreviations, town
# and domain, themes, summary, focus areas, mission; as typed before other forms before
# beginnings. Of the members with a theme, those that write about it stand first.
_EXACT = {NAME: 0, NAMES: 1, REST: 2, SUMMARY: 8, FOCUS: 9, MISSION: 10}
_FORMS = {NAME: 2, NAMES: 2, REST: 3, SUMMARY: 9, FOCUS: 10, MISSION: 11}
_TERM_EXACT = {SUMMARY: 3, FOCUS: 4, MISSION: 5}
_TERM_FORMS = {SUMMARY: 4, FOCUS: 5, MISSION: 6}
_TERM, _BEGUN_NAME, _BEGUN = 7, 11, 12
LEVELS = 13
PROSE = frozenset((SUMMARY, FOCUS, MISSION))
# The shares of all members from which a set is a long list of numbers, and then a table of bits.
_LONG_LIST, _TABLE = 0.025, 0.0625
ANYWHERE = None  # the place of a word that is known to be there, and not where


@dataclass(frozen=True)
class Answer:
    """What a segment found.

    Attributes:
        ranked: (score, BitMap) pairs without overlap, the best (lowest) score first; worked out
            as they are read, and but once.
        members: the BitMap of all that match.
        counts: {group: {value: number}} with each group's own choice left out.
        within: the same of the groups in which something is chosen, their own choice counted.
        words: the _Words of the search, which know who has them where.
    """

    ranked: Iterable
    members: BitMap
    counts: dict
    within: dict
    words: list

    def places(self, numbers):
        """Return {number: {(place, language): {numbers of the words there}}} of some members.

        A language of None is not known, and of ANYWHERE the place is not either.
        """
        found, page = {number: {} for number in numbers}, BitMap(numbers)
        for which, word in enumerate(self.words):
            for where, members in word.places(page):
                for number in members:
                    found[number].setdefault(where, set()).add(which)
        return found


def answer(segment, asked, groups, *, ranked=True, counted=True):
    """Return the Answer of a segment.

    Args:
        segment: a MemorySegment or FileSegment.
        asked: the Asked words, with their Meanings.
        groups: {group: the BitMap of members that its choice lets through}.
        ranked: whether scores are wanted.
        counted: whether counts by filter value are wanted.
    """
    words = [_Word(meaning) for meaning in asked.meanings]
    excluded = [_Word(meaning) for meaning in asked.excluded]
    held = segment.postings([key for word in (*words, *excluded) for key in word.all_keys()])
    for word in (*words, *excluded):
        word.look_up(segment, held)
    worded = segment.live.copy()
    for word in words:
        worded &= word.members
    worded &= asked.phrases(segment)
    for word in excluded:
        worded -= word.members
    members = reduce(BitMap.__and__, groups.values(), worded)
    scores = _ranked(words, members) if ranked and words else [(0, members)]
    counts, within = _counts(segment, worded, members, groups) if counted else ({}, {})
    return Answer(scores, members, counts, within, words)


class _Word:
    """One word of a search: the keys of all its forms, and then who has them.

    Attributes:
        meaning: its Meaning.
        levels: (level, [BitMap, …], terms) of each level that members have it at, best first;
            terms is the BitMap of those who count there, None for all. A member may be at several.
        members: the BitMap of all who have it.
    """

    def __init__(self, meaning):
        self.meaning, self.levels, self.members = meaning, [], EMPTY
        self._held, self._begun = {}, EMPTY
        kin = [words.split() for words in meaning.kin]
        begun = {NAME: meaning.begun, NAMES: meaning.begun}
        # For each place the keys of the word as it is, of its stems, of its kin (each a list of
        # words that must all be there), and of the words that it begins.
        self._keys = {
            place: (
                key_of(EXACT, place, meaning.word),
                [key_of(STEM, place, form) for form in meaning.stems],
                [[key_of(EXACT, place, word) for word in words] for words in kin],
                [key_of(EXACT, place, word) for word in begun.get(place, ())],
            )
            for place in _EXACT
        }

    def all_keys(self):
        """Yield the keys of all that it is looked up under."""
        for exact, stems, kin, begun in self._keys.values():
            yield exact
            yield from stems
            for words in kin:
                yield from words
            yield from begun

    def look_up(self, segment, held):
        """Set `levels` and `members` from {key: BitMap} of the keys that are held."""
        found, with_terms = ([[] for _level in range(LEVELS)] for _kind in range(2))
        terms = _holders(segment, self.meaning.terms)
        for place, level in _EXACT.items():
            exact, stems, kin, begun = self._held[place] = self._in_place(held, place)
            forms = [*stems.values(), *kin]
            found[level] += exact
            found[_FORMS[place]] += forms
            if terms and place in _TERM_EXACT:
                with_terms[_TERM_EXACT[place]] += exact
                with_terms[_TERM_FORMS[place]] += forms
            found[_BEGUN_NAME] += begun
        found[_TERM] += [terms] if terms else []
        if not self.meaning.is_term:
            if self.meaning.begun:
                self._begun = segment.anywhere(self.meaning.begun)
                found[_BEGUN].append(self._begun)
            found[_BEGUN].append(_holders(segment, self.meaning.terms_begun))
        levels = [(level, sets, None) for level, sets in enumerate(found) if sets]
        levels += [(level, sets, terms) for level, sets in enumerate(with_terms) if sets]
        self.levels = sorted(levels, key=itemgetter(0))
        self.members = BitMap.union(EMPTY, *(held for sets in found for held in sets))

    def _in_place(self, held, place):
        """Return ([who has it as it is], {stem: who}, [who has each kin], [who each begun])."""
        exact, stems, kin, begun = self._keys[place]
        by_stem = {form: held[key] for form, key in zip(self.meaning.stems, stems, strict=True)
                   if key in held}  # fmt: skip
        alike = (reduce(BitMap.__and__, (held.get(key, EMPTY) for key in keys)) for keys in kin)
        return (
            [held[exact]] if exact in held else [],
            by_stem,
            [members for members in alike if members],
            [held[key] for key in begun if key in held],
        )

    def places(self, page):
        """Yield ((place, language), those of a page's members, a BitMap, who have it there)."""
        # Who has a word that it begins, and of whose texts nothing better is known.
        elsewhere = page & self._begun
        for place, (exact, stems, kin, begun) in self._held.items():
            unknown = BitMap.union(EMPTY, *(page & members for members in exact))
            for form, members in stems.items():  # a stem tells the language, other forms do not
                here = page & members
                unknown -= here
                elsewhere -= here if place in PROSE else EMPTY
                yield (place, form[:2]), here
            unknown |= BitMap.union(EMPTY, *(page & members for members in (*kin, *begun)))
            elsewhere -= unknown if place in PROSE else EMPTY
            yield (place, None), unknown
        yield (ANYWHERE, None), elsewhere


def _holders(segment, terms):
    held = [holders_of(segment, group, value) for group, value in terms]
    return BitMap.union(*held) if held else EMPTY


def _ranked(words, members):
    """Yield (score, BitMap) pairs: members by the sum of their words' best levels, best first.

    Best-first search: of all sets that wait, the one that can still reach the lowest score is
    divided next, into who has the word at its next level and who has not. So a page is full
    before most of a million are looked at.

    Args:
        words: the _Words; each of the members has them all.
        members: their BitMap.
    """
    turns = count()  # of two sets with one score the earlier goes first; sets do not compare
    waiting, done = [], []

    def wait(base, which, at, rest):
        levels = words[which].levels
        if rest and at < len(levels):
            heappush(waiting, (base + levels[at][0], next(turns), base, which, at, rest))

    wait(0, 0, 0, members)
    while waiting:
        score, _turn, base, which, at, rest = heappop(waiting)
        _level, sets, terms = words[which].levels[at]
        here = _among(rest if terms is None else rest & terms, sets)
        wait(base, which, at + 1, rest - here)
        if which + 1 < len(words):
            wait(score, which + 1, 0, here)
        elif here:
            done.append(here)
        if done and (not waiting or waiting[0][0] > score):
            yield score, BitMap.union(*done)
            done = []


def _among(members, sets):
    """Return those of some members who are in any of some sets."""
    return BitMap.union(*(members & held for held in sets))


def _counts(segment, worded, members, groups):
    without = {}
    for group in groups:
        others = [choice for name, choice in groups.items() if name != group]
        without[group] = reduce(BitMap.__and__, others, worded)
    counts, within, size = {}, {}, len(segment.pks)
    for group in GROUPS:
        values = segment.terms.get(group, {})
        counts[group] = _counted(values, without.get(group, members), size)
        if group in groups:
            within[group] = _counted(values, members, size)
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
        numbers = [len(held) - held.intersection_cardinality(others) for held in values.values()]
    else:
        numbers = [held.intersection_cardinality(among) for held in values.values()]
    return {value: number for value, number in zip(values, numbers, strict=True) if number}
