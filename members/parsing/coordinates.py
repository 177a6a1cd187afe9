"""Degrees of latitude and longitude as people write them, and whether they can be right."""

import math
import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .country_boxes import BOXES
from .localized_names import country_names
from .text import one_line

_SIDES = {"N": 1, "S": -1, "Z": -1, "E": 1, "O": 1, "W": -1}
_LIMITS = {"latitude": 90, "longitude": 180}
_SIDES_OF = {"latitude": "NSZ", "longitude": "EOW"}
_DEGREES = re.compile(
    r"^(?P<side>[NSZEOW])?\s*(?P<sign>[-+−]?)\s*(?P<degrees>\d{1,3}(?:[.,]\d+)?)\s*(?:°|º|d|deg)?\s*"
    r"(?:(?<=[\s°ºdg])(?P<minutes>\d{1,2}(?:[.,]\d+)?)\s*['′’m]?\s*)?"
    r"(?:(?<=[\s'′’m])(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|''|”|s)?\s*)?(?P<end>[NSZEOW])?(?:B|L|BR|LEN)?\.?$",
    re.IGNORECASE,
)
_PAIR = re.compile(r"^\s*(-?\d{1,3}\.\d+)\s*[,;/ ]\s*(-?\d{1,3}\.\d+)\s*$")
_NEAR = 0.3  # degrees beyond a country's box that still count as there
_EARTH = 6371
# Kilometres from the middle of a town: the largest municipalities reach that far.
_TOWN = 12


def degrees(text, name):
    """Return the degrees that somebody wrote: "50.8466", "50,8466", "50° 50′ 48″ N".

    Args:
        text: as it was written; a number is taken as it is.
        name: "latitude" or "longitude".

    Raises:
        ValidationError: what is wrong with it, and how to mend it.
    """
    if isinstance(text, int | float):
        number = float(text)
    else:
        line = one_line(unicodedata.normalize("NFC", text))
        if match := _PAIR.match(line):
            raise ValidationError(
                _(
                    "“%(value)s” is two numbers. Write %(first)s under latitude and %(second)s "
                    "under longitude."
                ),
                params={"value": text[:80], "first": match[1], "second": match[2]},
                code="several",
            )
        number = _number(line, text, name)
    if not math.isfinite(number):
        raise _wrong(_("“%(value)s” is not a number of degrees. Write it as 50.8466."), text)
    if abs(number) > _LIMITS[name]:
        raise ValidationError(
            _("“%(value)s” is too much: %(name)s lies between -%(limit)d and %(limit)d."),
            params={"value": str(text)[:80], "name": _called(name), "limit": _LIMITS[name]},
            code="invalid",
        )
    return number


def _number(line, text, name):
    try:
        return float(line.replace(",", "."))
    except ValueError:
        match = _DEGREES.match(line)
    if not match:
        raise _wrong(_("“%(value)s” is not a number of degrees. Write it as 50.8466."), text)
    side = (match["side"] or match["end"] or "").upper()
    if side and side not in _SIDES_OF[name]:
        raise ValidationError(
            _("“%(value)s” is no %(name)s: latitude and longitude seem to be exchanged."),
            params={"value": text[:80], "name": _called(name)},
            code="invalid",
        )
    names = ("degrees", "minutes", "seconds")
    parts = [float((match[part] or "0").replace(",", ".")) for part in names]
    if parts[1] >= 60 or parts[2] >= 60:
        raise _wrong(_("“%(value)s” is not a number of degrees. Write it as 50.8466."), text)
    size = round(parts[0] + parts[1] / 60 + parts[2] / 3600, 7)
    return size * _SIDES.get(side, 1) * (-1 if match["sign"] in ("-", "−") else 1)


def warning(latitude, longitude, country, towns=(), name=""):
    """Return a sentence about a point that is likely to be wrong, or "".

    Args:
        latitude: degrees north.
        longitude: degrees east.
        country: the country of the seat (ISO 3166-1 alpha-2).
        towns: the Towns that the seat may be in, or those of its province.
        name: what they are called together.
    """
    if latitude is None or longitude is None or country not in BOXES:
        return ""
    if _lies_in(latitude, longitude, country):
        return _far_from(latitude, longitude, towns, name)
    name = country_names(get_language() or "en")[country]
    if latitude == longitude == 0:
        return _("The coordinates are 0 and 0: a point in the sea. Leave both empty.")
    if _lies_in(longitude, latitude, country):
        words = _(
            "Latitude and longitude seem to be exchanged: the other way round the point is in "
            "%(country)s."
        )
        return words % {"country": name}
    return _("The point of the coordinates is not in %(country)s, about %(distance)d km off.") % {
        "country": name,
        "distance": _distance(latitude, longitude, country),
    }


def _lies_in(latitude, longitude, country):
    south, west, north, east = BOXES[country]
    return south - _NEAR <= latitude <= north + _NEAR and west - _NEAR <= longitude <= east + _NEAR


def _far_from(latitude, longitude, towns, name):
    """Return a sentence about a point that is too far from all of some towns, or ""."""
    here = (latitude, longitude)
    distance = min((_kilometres(here, (t.latitude, t.longitude)) for t in towns), default=0)
    if distance <= _TOWN:
        return ""
    return _("The point of the coordinates is about %(distance)d km from %(name)s.") % {
        "distance": round(distance),
        "name": name,
    }


def _distance(latitude, longitude, country):
    """Return the kilometres from a point to the nearest edge of a country's box."""
    south, west, north, east = BOXES[country]
    there = min(max(latitude, south), north), min(max(longitude, west), east)
    return round(_kilometres((latitude, longitude), there))


def _kilometres(here, there):
    """Return the kilometres between two points (haversine)."""
    one, other = math.radians(here[0]), math.radians(there[0])
    across = math.radians(there[1] - here[1])
    half = math.sin((other - one) / 2) ** 2
    half += math.cos(one) * math.cos(other) * math.sin(across / 2) ** 2
    return 2 * _EARTH * math.asin(math.sqrt(min(1, half)))


def _called(name):
    return {"latitude": _("latitude"), "longitude": _("longitude")}[name]


def _wrong(words, text):
    return ValidationError(words, params={"value": str(text)[:80]}, code="invalid")
