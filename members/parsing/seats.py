"""The country of a seat, by what a profile says of it."""

import re
from collections import Counter

from .country_data import CONTINENT_OF

# Postal codes with the sign of their country before them: "B-1000", "NL-1234 AB".
_PREFIX = re.compile(r"([A-Z]{1,3})[ -]+\d", re.IGNORECASE)
_SIGNS = {
    "B": "BE",
    "F": "FR",
    "L": "LU",
    "D": "DE",
    "A": "AT",
    "I": "IT",
    "E": "ES",
    "P": "PT",
    "FL": "LI",
    "S": "SE",
    "N": "NO",
    "FIN": "FI",
}
_DEFAULT = "BE"


def seat_country(place="", postal_code="", home=""):
    """Return the ISO 3166-1 code of the country that a seat is in.

    Args:
        place: the slug of its place, an ISO 3166-2 code such as "BE-VAN", or a country's.
        postal_code: as somebody wrote it.
        home: the country of most seats, which counts where nothing else says it.
    """
    code = (place or "").upper().partition("-")[0]
    if code in CONTINENT_OF:
        return code
    if match := _PREFIX.match(postal_code or ""):
        sign = match[1].upper()
        code = _SIGNS.get(sign, sign)
        if code in CONTINENT_OF:
            return code
    return home or _DEFAULT


def home_country(places):
    """Return the country of most of a federation's places, by their slugs; Belgium's for none."""
    codes = [slug.upper().partition("-")[0] for slug in places]
    countries = Counter(code for code in codes if code in CONTINENT_OF)
    return countries.most_common(1)[0][0] if countries else _DEFAULT
