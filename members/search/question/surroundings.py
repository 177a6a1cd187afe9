"""A place to be near to: a town, a postal code or a point, and what is around it."""

import re
from functools import lru_cache

from members.core.text import words_of
from members.parsing.towns import towns

from .towns import distances, distances_from, town_names

_POINT = re.compile(r"(-?\d{1,2}(?:\.\d+)?),\s?(-?\d{1,3}(?:\.\d+)?)")
_DIGITS = 2  # of a point's degrees: about a kilometre, which tells nobody's house


@lru_cache(maxsize=1000)
def place_of(text):
    """Return a place in its one form: a town's key, a name or code, "50.85,4.35"; None for none."""
    text = " ".join(text.split())
    if point := _point(text):
        return ",".join(f"{degrees:.{_DIGITS}f}" for degrees in point)
    keys = _keys(text)
    if not keys:
        return None
    return min(keys) if len(keys) == 1 and not text.isdigit() else " ".join(words_of(text))


@lru_cache(maxsize=200)
def around(place, most):
    """Return ((kilometres, town's key), …) within a distance of a place, the nearest first.

    Args:
        place: as place_of() gives it.
        most: kilometres.
    """
    point = _point(place)
    lists = [distances_from(*point)] if point else [distances(key) for key in _keys(place)]
    nearest = {}
    for km, key in (pair for pairs in lists for pair in pairs if pair[0] <= most):
        nearest[key] = min(km, nearest.get(key, km))
    return tuple(sorted((km, key) for key, km in nearest.items()))


def called(place, language):
    """Return what a place is called in a language, or a point as it is."""
    town = towns().get(place)
    if town is None:
        keys = _keys(place)
        town = towns()[min(keys)] if len(keys) == 1 and not place.isdigit() else None
    return town.called.get(language, town.names[0]) if town else place


def _point(text):
    match = _POINT.fullmatch(text)
    point = (float(match[1]), float(match[2])) if match else (91, 0)
    return point if abs(point[0]) <= 90 and abs(point[1]) <= 180 else None


def _keys(text):
    if text in towns():
        return frozenset([text])
    words = tuple(words_of(text))
    return (words and town_names().get(words)) or frozenset()
