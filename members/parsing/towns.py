"""Towns with their names, postal codes and points, as far as Koepel knows them: Belgium's.

The names are read by searches, imports and pages alike; a file data/towns_<country>.txt adds those
of another country.
"""

import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from members.core.text import fold

_FOLDER = Path(__file__).parent / "data"
_SIGN = re.compile(r"^\D+")  # of a country before the postal code: "B-9000"
_LANGUAGES = ("nl", "fr", "en")
# Belgium's postal codes by province (bpost).
_PROVINCES = {
    "BE-BRU": (range(1000, 1300),),
    "BE-WBR": (range(1300, 1500),),
    "BE-VBR": (range(1500, 2000), range(3000, 3500)),
    "BE-VAN": (range(2000, 3000),),
    "BE-VLI": (range(3500, 4000),),
    "BE-WLG": (range(4000, 5000),),
    "BE-WNA": (range(5000, 6000),),
    "BE-WHT": (range(6000, 6600), range(7000, 8000)),
    "BE-WLX": (range(6600, 7000),),
    "BE-VWV": (range(8000, 9000),),
    "BE-VOV": (range(9000, 10000),),
}


class Town(NamedTuple):
    """A municipality or a village.

    Attributes:
        key: what it is called in an address.
        names: its names, the Dutch and the French one first.
        codes: its postal codes; a village has none.
        latitude, longitude: a point in its middle, in degrees (WGS 84).
        country: ISO 3166-1.
        called: {language: its name there}; other languages read the name as it is stored.
    """

    key: str
    names: tuple
    codes: tuple
    latitude: float
    longitude: float
    country: str
    called: dict


@lru_cache(maxsize=1)
def towns():
    """Return {key: Town} of every country that has a file towns_<country>.txt in data/."""
    by_key = {}
    for path in sorted(_FOLDER.glob("towns_*.txt")):
        country = path.stem.rpartition("_")[2].upper()
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                town = _town(line, country)
                by_key[town.key] = town
    return by_key


def _town(line, country):
    key, dutch, french, english, others, codes, point = map(str.strip, line.split("|"))
    called = dict(zip(_LANGUAGES, (dutch, french or dutch, english or dutch), strict=True))
    names = (*called.values(), *map(str.strip, others.split(";")))
    latitude, longitude = map(float, point.split())
    names = tuple(dict.fromkeys(filter(None, names)))
    return Town(key, names, tuple(codes.split()), latitude, longitude, country, called)


@lru_cache(maxsize=1)
def _by_name():
    """Return {a name, folded: towns of that name}."""
    named_towns = defaultdict(list)
    for town in towns().values():
        for name in dict.fromkeys(map(fold, town.names)):
            named_towns[name].append(town)
    return named_towns


@lru_cache(maxsize=1)
def _by_code():
    coded_towns = defaultdict(list)
    for town in towns().values():
        for code in town.codes:
            coded_towns[town.country, code].append(town)
    return coded_towns


def town_name(town, language, country="BE"):
    """Return a town's name in a language ("Gent", "fr": "Gand"); one that is not known, as it is.

    Args:
        town: its name in any language.
        language: a language code.
        country: ISO 3166-1; towns of countries without a file keep their names ("Bergen" in
            Norway).
    """
    folded = fold(town or "")
    matches = [
        one
        for one in _by_name().get(folded, ())
        # By a name that it has besides ("Brussel-Stad") it keeps being called.
        if one.country == country and folded in map(fold, one.called.values())
    ]
    # Of a municipality and a village of one name the municipality is meant.
    matches = [one for one in matches if one.codes] or matches
    return matches[0].called.get(language, town) if len(matches) == 1 else town


def is_town(name):
    """Whether a text is the name of a town that is known."""
    return fold(name) in _by_name()


def towns_of(city, postal_code, country):
    """Return the Towns that a seat may be in: those of its name, else those of its postal code."""
    matches = [town for town in _by_name().get(fold(city or ""), ()) if town.country == country]
    return matches or _by_code().get((country, _SIGN.sub("", postal_code or "")), [])


@lru_cache(maxsize=32)
def towns_in(place):
    """Return the Towns of a province by its ISO 3166-2 code ("BE-VAN"); none of another country."""
    codes = _PROVINCES.get(place, ())
    return [
        town
        for town in towns().values()
        if town.country == "BE" and any(int(code) in part for code in town.codes for part in codes)
    ]
