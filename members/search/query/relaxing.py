"""Who has most of what was asked, where nobody has all of it."""

from functools import reduce
from math import log

import numpy as np
from pyroaring import BitMap

from members.search.index.words import LEVELS, among

MOST = 24  # one screenful: what has only parts of a question is no list to page through
# What a word counts by its level, from the name down to what is only begun.
_WORTH = np.linspace(1.0, 0.4, LEVELS)


def relax(worded):
    """Set `members` and `scores` of the Worded parts to who has at least half of what is asked.

    A word that nobody has is passed over. Of the others a rare one counts more than one that
    many have, the words of one name count together, and the best MOST members are kept.

    Args:
        worded: the Worded of each part of the index.
    """
    weights = _weights(worded)
    rated = [_rated(found, weights) for found in worded]
    best = sorted((score for scores, _numbers in rated for score in scores), reverse=True)
    least = best[:MOST][-1] if best else 0
    for found, (scores, numbers) in zip(worded, rated, strict=True):
        pairs = {}
        for score, number in zip(scores, numbers, strict=True):
            if score >= least:
                pairs.setdefault(-score, BitMap()).add(number)
        found.scores = sorted(pairs.items())
        found.members = BitMap.union(BitMap(), *pairs.values())


def left_out(worded):
    """Return the Meanings of words that none of the members shown has; none where all have all."""
    if not worded or worded[0].scores is None:
        return ()
    missing = []
    for demands in zip(*(_demands(found.words) for found in worded), strict=True):
        shown = zip(demands, worded, strict=True)
        if not any(_holders(words).intersect(found.members) for words, found in shown):
            missing += [word.meaning for word in demands[0]]
    return tuple(missing)


def _holders(words):
    """Return the BitMap of members who have each of some Words."""
    return reduce(BitMap.__and__, (word.members for word in words))


def _demands(words):
    """Return lists of the Words that are asked for together."""
    together = {}
    for word in words:
        together.setdefault(word.meaning.name or word.meaning.typed, []).append(word)
    return list(together.values())


def _weights(worded):
    """Return the weight of each demand, by how few meet it; 0 for one that nobody does."""
    total = sum(len(found.segment.live) for found in worded)
    weights = []
    for demands in zip(*(_demands(found.words) for found in worded), strict=True):
        holders = sum(
            _holders(words).intersection_cardinality(found.segment.live)
            for words, found in zip(demands, worded, strict=True)
        )
        weights.append(log(1 + total / holders) if holders else 0.0)
    return weights


def _rated(found, weights):
    """Return ([score, …], [number, …]) of those members of a part who have half of the demands."""
    size = len(found.segment.pks)
    scores, met = np.zeros(size), np.zeros(size)
    for words, weight in zip(_demands(found.words), weights, strict=True):
        if weight:
            worth = np.minimum.reduce([_worth(word, found.segment, size) for word in words])
            scores += weight * worth
            met += worth > 0
    asked = sum(weight > 0 for weight in weights)
    numbers = np.flatnonzero((met >= asked / 2) & (met > 0))
    if len(numbers) > MOST:
        numbers = numbers[np.argsort(-scores[numbers], kind="stable")[:MOST]]
    return scores[numbers].round(6).tolist(), numbers.tolist()


def _worth(word, segment, size):
    """Return an array of how much a word counts for each member: more in a name than in a text."""
    worth = np.zeros(size)
    for level, sets, terms in reversed(word.levels):
        holders = among(segment.live if terms is None else segment.live & terms, sets)
        worth[np.array(holders, dtype=np.int64)] = _WORTH[level]
    return worth
