"""Who has most of what was asked, where nobody has all of it."""

from functools import reduce
from math import log
from typing import NamedTuple

import numpy as np
from pyroaring import BitMap

from members.search.index.documents import FOCUS, MISSION, NAME, NAMES, REST, SUMMARY
from members.search.index.segment import EMPTY
from members.search.index.words import ANYWHERE, LEVELS, MEANT, among
from members.search.question.neighbours import rarity

MOST = 24  # one screenful: what has only parts of a question is no list to page through
# What a word counts by its level, from the name down to what is only begun.
_WORTH = np.linspace(1.0, 0.4, LEVELS)
# What a word means tells more here than where it stands: nobody has all words as they are.
_WORTH[MEANT] = 0.8
# What a word near in meaning counts at the most: as much as the word in a text.
_NEAR = 0.65
# Where it stands, from the long texts to the names.
_PLACES = {MISSION: 0.7, FOCUS: 0.85, ANYWHERE: 0.9, REST: 0.9, SUMMARY: 0.95, NAMES: 1, NAME: 1}
# The share of what is asked that a member has at the least; of a single thing it must be all.
_LEAST, _LEAST_OF_ONE = 0.42, 0.75
# How much of what is asked a word is that nobody has, beside one that somebody has.
_UNKNOWN = 0.1
_SOFTER = 0.25
_WHOLE = 1000  # more than any score


def keep_partial_matches(worded, whole):
    """Set `members`, `whole` and `scores` of the Worded parts to who has most of what is asked.

    Who has all of it stands first. A word that nobody has is passed over. Of the others a rare
    one counts more than one that many have, the words of one name count together, and the best
    MOST members are kept.

    Args:
        worded: the Worded of each part of the index.
        whole: of each part the BitMap of who has all of it; a few at the most.
    """
    demands = _weighed(worded)
    rated = [_rated(part, which, demands) for which, part in enumerate(worded)]
    best = sorted((score for scores, _numbers in rated for score in scores), reverse=True)
    least = best[:MOST][-1] if best else 0
    for part, first, (scores, numbers) in zip(worded, whole, rated, strict=True):
        pairs = {}
        for score, number in zip(scores, numbers, strict=True):
            if score >= least or number in first:
                pairs.setdefault(-score - (number in first) * _WHOLE, BitMap()).add(number)
        part.scores, part.whole = sorted(pairs.items()), first
        part.members = BitMap.union(BitMap(), *pairs.values())


def left_out(worded):
    """Return the Meanings of words that none of the members shown has; none where all have all."""
    if not worded or worded[0].scores is None:
        return ()
    missing = []
    for demands in zip(*(_demands(part.words) for part in worded), strict=True):
        pairs = zip(demands, worded, strict=True)
        if not any(_holders(words).intersect(part.members) for words, part in pairs):
            missing += [word.meaning for word in demands[0]]
    return tuple(missing)


def _holders(words):
    """Return the BitMap of members who have each of some Words, or words near in meaning."""
    return reduce(BitMap.__and__, (_of_word(word) for word in words))


def _of_word(word):
    near = (members for _other, sets in word.kindred for members in sets.values())
    return BitMap.union(word.members, *near)


def _demands(words):
    """Return lists of the Words that are asked for together."""
    together = {}
    for word in words:
        together.setdefault(word.meaning.name or word.meaning.typed, []).append(word)
    return list(together.values())


class _Demand(NamedTuple):
    """What is asked for together: the _worths() of each part, its weight, and how much it tells."""

    parts: list
    weight: float
    telling: float


def _weighed(worded):
    """Return the _Demands: a rare word weighs more, one that nobody has or means nothing."""
    total, demands = sum(len(part.segment.live) for part in worded), []
    for parts in zip(*(_demands(part.words) for part in worded), strict=True):
        rated = [
            _worths(words, part.segment, len(part.segment.pks))
            for words, part in zip(parts, worded, strict=True)
        ]
        # Who has only what is near counts as a part of one who has the word.
        holders = sum(float(near.sum()) for _worth, near in rated)
        telling = max(rarity(word.meaning.word) for word in parts[0])
        length = max(word.meaning.word.count(" ") + 1 for word in parts[0])
        weight = length * telling * log(1 + total / holders) if holders else 0.0
        telling_weight = length * telling**_SOFTER * (1 if holders else _UNKNOWN)
        demands.append(_Demand(rated, weight, telling_weight))
    return demands


def _rated(part, which, demands):
    """Return ([score, …], [number, …]) of those members of a part who have enough of it all."""
    size = len(part.segment.pks)
    scores, share = np.zeros(size), np.zeros(size)
    for demand in demands:
        if demand.weight:
            worth, near = demand.parts[which]
            scores += demand.weight * worth
            share += demand.telling * near
    numbers = np.flatnonzero(share >= _least(demands))
    if len(numbers) > MOST:
        numbers = numbers[np.argsort(-scores[numbers], kind="stable")[:MOST]]
    return scores[numbers].round(6).tolist(), numbers.tolist()


def _least(demands):
    """Return how much of what is asked a member has at the least."""
    telling = [demand.telling for demand in demands if demand.weight]
    if len(telling) == 1:
        return telling[0] * _LEAST_OF_ONE
    return max(_LEAST * sum(demand.telling for demand in demands), 1e-6)


def _worths(words, segment, size):
    """Return arrays of how much a demand counts for each member, and of how much of it is met."""
    rated = [_worth(word, segment, size) for word in words]
    return tuple(np.minimum.reduce(arrays) for arrays in zip(*rated, strict=True))


def _worth(word, segment, size):
    """Return arrays of how much a word counts for each member, and of how near it is held.

    It counts more in a name than in a text; near is 1 for the word itself in any form.
    """
    worth, near = np.zeros(size), np.zeros(size)
    for other, sets in word.kindred:
        here = np.zeros(size)
        for place, share in _PLACES.items():
            here[_numbers(sets.get(place, EMPTY) & segment.live)] = share
        # Two words near in meaning tell more than one.
        worth = 1 - (1 - worth) * (1 - here * other.nearness * _NEAR)
        near = np.maximum(near, (other.meets or other.nearness) * (here > 0))
    for level, sets, terms in reversed(word.levels):
        numbers = _numbers(among(segment.live if terms is None else segment.live & terms, sets))
        worth[numbers], near[numbers] = _WORTH[level], 1
    return worth, near


def _numbers(members):
    return np.array(members, dtype=np.int64)
