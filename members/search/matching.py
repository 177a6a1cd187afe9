"""What one part of the index answers to a search: who matches, how well, and how many each."""

from dataclasses import dataclass
from functools import reduce

from pyroaring import BitMap

from .documents import FOCUS, MISSION, NAME, NAMES, REST, SUMMARY
from .segment import EMPTY, EXACT, STEM

# How far from the best a match is, by form and place: name, then names and abbreviations,
# themes, summary, focus areas, mission; as typed before other forms before beginnings.
_EXACT = {NAME: 0, NAMES: 1, SUMMARY: 4, FOCUS: 5, MISSION: 6, REST: 6}
_FORMS = {NAME: 2, NAMES: 2, SUMMARY: 5, FOCUS: 6, MISSION: 7, REST: 7}
_BEGUN = {NAME: 7, NAMES: 7, SUMMARY: 8, FOCUS: 8, MISSION: 8, REST: 8}
_TERM, _TERM_BEGUN = 3, 8
LEVELS = 9


@dataclass(frozen=True)
class Answer:
    """What a segment found.

    Attributes:
        ranked: (score, BitMap) pairs without overlap, the best (lowest) score first.
        members: the BitMap of all that match.
        counts: {group: {value: number}} with each group's own choice left out.
    """

    ranked: list
    members: BitMap
    counts: dict


def answer(segment, asked, groups, *, ranked=True, counted=True):
    """Return the Answer of a segment.

    Args:
        segment: a MemorySegment or FileSegment.
        asked: the Asked words, with their Meanings.
        groups: {group: the BitMap of members that its choice lets through}.
        ranked: whether scores are wanted.
        counted: whether counts by filter value are wanted.
    """
    levels = [_levels(segment, meaning) for meaning in asked.meanings]
    worded = segment.live.copy()
    for word in levels:
        worded &= BitMap.union(*word)
    worded &= asked.phrases(segment)
    for meaning in asked.excluded:
        worded -= BitMap.union(*_levels(segment, meaning))
    members = reduce(BitMap.__and__, groups.values(), worded)
    scores = _scores(levels, members) if ranked and levels else [(0, members)]
    counts = _counts(segment, worded, members, groups) if counted else {}
    return Answer(scores, members, counts)


def _levels(segment, meaning):
    """Return the BitMap of members for each level, best first; a member may be in several."""
    found = [[] for _level in range(LEVELS)]
    for place, level in _EXACT.items():
        found[level].append(segment.posting(EXACT, place, meaning.word))
        for form in meaning.stems:
            found[_FORMS[place]].append(segment.posting(STEM, place, form))
        for word in meaning.kin:
            found[_FORMS[place]].append(segment.posting(EXACT, place, word))
    for group, value in meaning.terms:
        found[_TERM].append(segment.terms.get(f"{group}:{value}", EMPTY))
    if meaning.begun:
        for word in meaning.begun:
            for place in (NAME, NAMES):
                found[_BEGUN[place]].append(segment.posting(EXACT, place, word))
        found[_BEGUN[MISSION]].append(segment.anywhere(meaning.begun))
    for group, value in meaning.terms_begun:
        found[_TERM_BEGUN].append(segment.terms.get(f"{group}:{value}", EMPTY))
    return [BitMap.union(*sets) if sets else EMPTY for sets in found]


def _scores(levels, members):
    """Return the members by the sum of their words' best levels, best first."""
    scored = {0: members}
    for word in levels:
        following = {}
        for score, reached in scored.items():
            rest = reached
            for level, holders in enumerate(word):
                here = rest & holders
                if here:
                    known = following.get(score + level)
                    following[score + level] = known | here if known else here
                    rest = rest - here
                if not rest:
                    break
        scored = following
    return sorted(scored.items())


def _counts(segment, worded, members, groups):
    without = {}
    for group in groups:
        others = [choice for name, choice in groups.items() if name != group]
        without[group] = reduce(BitMap.__and__, others, worded)
    counts = {}
    for key, holders in segment.terms.items():
        group, _colon, value = key.partition(":")
        number = holders.intersection_cardinality(without.get(group, members))
        if number:
            counts.setdefault(group, {})[value] = number
    return counts
