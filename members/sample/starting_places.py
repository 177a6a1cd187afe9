"""Places and working areas that a new site can begin with (places by ISO 3166-2)."""

import json
from pathlib import Path

from members.models import Area, Place
from members.publishing import change_setting

_FILE = Path(__file__).with_name("starting_places.json")
COUNTRIES = ("BE", "NL", "FR")


def add_places(country):
    """Add a country's provinces or regions, and working areas; what is there stays as it is.

    Args:
        country: one of COUNTRIES.

    Returns:
        How many terms were added.
    """
    terms = json.loads(_FILE.read_text(encoding="utf-8"))[country]
    return change_setting(lambda: _add(Place, terms["places"]) + _add(Area, terms["areas"]))


def _add(model, terms):
    existing, added = model.objects.count(), 0
    for term in terms:
        fresh = {"name": term["name"], "position": existing + added}
        added += model.objects.get_or_create(slug=term["slug"], defaults=fresh)[1]
    return added
