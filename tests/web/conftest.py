"""A small directory with a page of each kind."""

import pytest

from members.models import Member
from tests.helpers import edit, make_area, make_member, make_place, make_theme, standing_rows

# Every kind of public page that a browser shows, with the status it answers.
PAGES = {
    "/en/": 200,
    "/fr/?theme=water&q=eau&sort=-confirmed": 200,
    "/en/?q=nothingatall&theme=water": 200,
    "/en/?theme=nonsense": 200,
    "/en/?view=map": 200,
    "/nl/?view=grid&across=place&by=BE-VBR": 200,
    "/fr/?theme=water&view=map": 200,
    "/en/about/": 200,
    "/en/themes/": 200,
    "/nl/themes/water/": 200,
    "/fr/countries/": 200,
    "/en/countries/sn/": 200,
    "/en/countries/xx/": 404,
    "/en/places/be-vbr/": 200,
    "/en/members/water-for-all/": 200,
    "/nl/members/water-for-all/?q=water&at=1": 200,
    "/en/members/water-for-all/report/": 200,
    "/en/members/water-for-all/report/thanks/": 200,
    "/en/members/former-friends/": 410,
    "/en/members/secret/": 404,
    "/en/nowhere/": 404,
    "/en/?page=99": 404,
}


@pytest.fixture
def directory(db):
    """A federation with one full profile and members of every status."""
    return _write()


@pytest.fixture(scope="module")
def _written(django_db_setup, django_db_blocker):
    with standing_rows(django_db_blocker):
        yield _write()


@pytest.fixture
def standing_directory(_written, db):
    """The same, for modules whose tests all begin with it: written once for all of them."""
    return _written


def _write():
    make_theme("water", {"nl": ["sanitair"]}, en="Water", fr="Eau", nl="Water")
    make_place("BE-VBR", en="Flemish Brabant", nl="Vlaams-Brabant")
    make_area("world", en="Worldwide")
    make_member(
        "Water for All",
        themes=["water"],
        countries=["SN", "CD"],
        countries_total=12,
        place="BE-VBR",
        area="world",
        languages=["nl", "fr"],
        legal_form="vzw",
        enterprise_number="0546740696",
        founded_year=1992,
        category="associate",
        other_names={"fr": "De l'eau pour tous"},
        former_names=["Wells"],
        abbreviation="WFA",
        summary={"nl": "Drinkbaar water"},
        mission={"en": "Wells & *taps*", "fr": "Puits"},
        focus_areas=[{"title": {"fr": "Puits"}, "description": {"fr": "Profonds"}}],
        website="https://water.example/",
        email="info@water.example",
        phone="+32 2 123 45 67",
        donation_link="https://water.example/give",
        social_links=["https://x.com/water"],
        street_address="Street 1",
        postal_code="3000",
        city="Leuven",
        latitude=50.88,
        longitude=4.7,
        sources=["https://water.example/2025"],
        joined_on="2001-02-03",
    )
    make_member("Wells Together", themes=["water"], countries=["SN"])
    for name, status in (("Secret", "hidden"), ("Draft", "draft"), ("Former Friends", "former")):
        edit(make_member(name, themes=["water"], countries=["SN"]), status=status)
    return Member.objects.get(slug="water-for-all")


@pytest.fixture
def pages(directory, client):
    """{address: response} of every kind of public page."""
    return {address: client.get(address) for address in PAGES}
