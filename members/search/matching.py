"""What one part of the index answers to a search: who matches, how well, and how many each."""

from dataclasses import dataclass
from functools import reduce

from pyroaring import BitMap

from .documents import FOCUS, MISSION, NAME, NAMES, REST, SUMMARY
from .segment import EMPTY, EXACT, STEM, key_of

# How far from the best a match is, by form and place: name, then names and abbreviations, town
# and domain, themes, summary, focus areas, mission; as typed before other forms before
# beginnings. Of the members with a theme, those that write about it stand first.
_EXACT = {NAME: 0, NAMES: 1, REST: 2, SUMMARY: 8, FOCUS: 9, MISSION: 10}
_FORMS = {NAME: 2, NAMES: 2, REST: 3, SUMMARY: 9, FOCUS: 10, MISSION: 11}
_TERM_EXACT = {SUMMARY: 3, FOCUS: 4, MISSION: 5}
_TERM_FORMS = {SUMMARY: 4, FOCUS: 5, MISSION: 6}
_TERM, _BEGUN_NAME, _BEGUN = 7, 11, 12
LEVELS = 13


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
    held = segment.postings(list(_keys((*asked.meanings, *asked.excluded))))
    levels = [_levels(segment, held, meaning) for meaning in asked.meanings]
    worded = segment.live.copy()
    for word in levels:
        worded &= BitMap.union(*word)
    worded &= asked.phrases(segment)
    for meaning in asked.excluded:
        worded -= BitMap.union(*_levels(segment, held, meaning))
    members = reduce(BitMap.__and__, groups.values(), worded)
    scores = _scores(levels, members) if ranked and levels else [(0, members)]
    counts = _counts(segment, worded, members, groups) if counted else {}
    return Answer(scores, members, counts)


def _keys(meanings):
    """Yield the keys of all that some Meanings are looked up under."""
    for meaning in meanings:
        words = " ".join((meaning.word, *meaning.kin)).split()
        for place in _EXACT:
            yield from (key_of(EXACT, place, word) for word in words)
            yield from (key_of(STEM, place, form) for form in meaning.stems)
        for place in (NAME, NAMES):
            yield from (key_of(EXACT, place, word) for word in meaning.begun)


def _levels(segment, held, meaning):
    """Return the BitMap of members for each level, best first; a member may be in several."""
    found = [[] for _level in range(LEVELS)]
    terms = _holders(segment, meaning.terms)
    for place, level in _EXACT.items():
        exact, forms = _in_place(held, meaning, place)
        found[level].append(exact)
        found[_FORMS[place]] += forms
        if terms and place in _TERM_EXACT:
            found[_TERM_EXACT[place]].append(terms & exact)
            found[_TERM_FORMS[place]] += (terms & form for form in forms)
        if place in (NAME, NAMES):
            begun = (held.get(key_of(EXACT, place, word)) for word in meaning.begun)
            found[_BEGUN_NAME] += (members for members in begun if members is not None)
    found[_TERM].append(terms)
    if not meaning.is_term:
        if meaning.begun:
            found[_BEGUN].append(segment.anywhere(meaning.begun))
        found[_BEGUN].append(_holders(segment, meaning.terms_begun))
    return [BitMap.union(*sets) if sets else EMPTY for sets in found]


def _in_place(held, meaning, place):
    """Return (who has the word as it is, [who has one of its other forms]) in one place."""
    get = lambda kind, form: held.get(key_of(kind, place, form), EMPTY)  # noqa: E731
    forms = [get(STEM, form) for form in meaning.stems]
    kin = ([get(EXACT, word) for word in words.split()] for words in meaning.kin)
    forms += (reduce(BitMap.__and__, words) for words in kin)
    return get(EXACT, meaning.word), forms


def _holders(segment, terms):
    held = [segment.terms.get(f"{group}:{value}", EMPTY) for group, value in terms]
    return BitMap.union(*held) if held else EMPTY


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
