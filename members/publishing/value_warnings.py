"""Values that are kept and yet are likely to be wrong: said to whoever wrote them."""

from members.parsing import coordinates, web_addresses
from members.parsing.seats import home_country, seat_country
from members.parsing.towns import towns_in, towns_of

from .terms import Terms

_ADDRESSES = ("website", "donation_link", "social_links")


def warnings(changes, live, vocabularies=None):
    """Return {kind: sentence} about new values that a person should look at again.

    Args:
        changes: {field: plain value} of what changes.
        live: the plain values of the whole profile as they are.
        known: what known_terms() returned, where many members are looked at.

    Returns:
        The kinds are "coordinates" (far from the seat, or exchanged) and "scripts" (a host's name
        that mixes letters of several scripts).
    """
    now, sentences = {**live, **changes}, {}
    if {"latitude", "longitude"} & set(changes) and now["latitude"] is not None:
        places = vocabularies["place"] if vocabularies else Terms("place")
        sentences["coordinates"] = _about_the_point(now, places)
    addresses = [changes.get(name) or [] for name in _ADDRESSES]
    links = [link for value in addresses for link in ([value] if isinstance(value, str) else value)]
    sentences["scripts"] = next(filter(None, map(web_addresses.warning, links)), "")
    return {kind: sentence for kind, sentence in sentences.items() if sentence}


def _about_the_point(now, places):
    seat = seat_country(now["place"], now["postal_code"], home_country(places.slugs))
    towns, name = towns_of(now["city"], now["postal_code"], seat), now["city"]
    if not towns and now["place"]:
        towns, name = towns_in(now["place"]), places.called(now["place"])
    name = name or now["postal_code"]
    return coordinates.warning(now["latitude"], now["longitude"], seat, towns, name)
