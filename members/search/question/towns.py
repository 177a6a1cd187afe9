"""Towns with their names, postal codes and points: where a seat is, and what is near to it."""

from collections import defaultdict
from functools import lru_cache
from itertools import product

import numpy as np

from members.core.text import fold, is_stop_word, words_of
from members.parsing.towns import towns

from .neighbours import rarity
from .phrases import Phrases
from .question_words import is_asking

# Kilometres, and how near to a town a seat counts that is within them.
RINGS = ((3, 0.97), (7, 0.93), (12, 0.89), (18, 0.84), (25, 0.75), (40, 0.6), (60, 0.5))
_KM_A_DEGREE = 111.2
_SAINTS = dict.fromkeys(("sint", "saint", "sankt", "st"), ("sint", "saint", "st"))
_SAINTS |= dict.fromkeys(("sainte", "ste"), ("sainte", "ste", "sint"))
# A village of a name that is so common a word is hardly ever meant by it.
_COMMON = 0.93


@lru_cache(maxsize=1)
def town_names():
    """Return the Phrases of towns' names and postal codes; each value is a frozenset of keys."""
    keys_of = defaultdict(set)
    for town in towns().values():
        for name in town.names:
            for words in _spellings(tuple(words_of(name))):
                if len(words) > 1 or _is_telling(words[0], town):
                    keys_of[words].add(town.key)
        for code in town.codes:
            keys_of[code,].add(town.key)
    return Phrases({words: frozenset(keys) for words, keys in keys_of.items()})


def _spellings(words):
    """Yield a name with each way to write Saint in it."""
    return product(*(_SAINTS.get(word, (word,)) for word in words))


def _is_telling(word, town):
    if len(word) < 3 or is_stop_word(word) or is_asking(word):
        return False
    return bool(town.codes) or rarity(word) > _COMMON


def seat_of(postal_code, city):
    """Return the keys of the towns that a seat is in: by its postal code, and by its name."""
    names = town_names()
    by_code = names.get((fold(postal_code),)) if postal_code else None
    by_name = names.get(tuple(words_of(city))) if city else None
    return sorted((by_code or frozenset()) | (by_name or frozenset()))


@lru_cache(maxsize=1)
def _points():
    keys = list(towns())
    points = np.array([[towns()[key].latitude, towns()[key].longitude] for key in keys])
    return keys, points


def distances(key):
    """Return ((kilometres, key), …) of all towns by their distance from one, the nearest first."""
    town = towns()[key]
    return distances_from(town.latitude, town.longitude)


def distances_from(latitude, longitude):
    """Return ((kilometres, key), …) of all towns by their distance from a point, nearest first.

    On the flat: within a country the error is less than a point in a town's middle has.
    """
    keys, points = _points()
    scale = np.array([1.0, np.cos(np.radians(latitude))])
    offsets = (points - (latitude, longitude)) * scale
    km = np.hypot(offsets[:, 0], offsets[:, 1]) * _KM_A_DEGREE
    order = np.argsort(km, kind="stable")
    return tuple((round(float(km[at]), 1), keys[at]) for at in order)


@lru_cache(maxsize=1)
def _terms():
    # The sets around many towns share these.
    return {key: ("town", key) for key in towns()}


@lru_cache(maxsize=128)  # of up to 30 kB each
def rings(keys):
    """Return ((nearness, frozenset of ("town", key)), …) around some towns, the nearest first."""
    farthest, _nearness = RINGS[-1]
    near = [(km, other) for key in keys for km, other in distances(key) if km <= farthest]
    result, inside = [], set(keys)
    for most, nearness in RINGS:
        around = {other for km, other in near if km <= most} - inside
        inside |= around
        result.append((nearness, frozenset(_terms()[key] for key in around)))
    return tuple(result)
