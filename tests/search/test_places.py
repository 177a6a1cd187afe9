"""Towns: one by all its names and codes, who has a seat there first, then who is near."""

import pytest

from members.search.question import towns
from tests.helpers import edit, make_member, names

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats():
    """Members with seats at growing distances from Ghent, their names in another order."""
    make_member("Zeta", city="Gent", postal_code="9000")
    make_member("Epsilon", city="Melle", postal_code="9090")
    make_member("Delta", city="Lokeren", postal_code="9160")
    make_member("Alpha", city="Liège", postal_code="4000")


@pytest.mark.parametrize("typed", ["Gent", "Ghent", "Gand", "9000", "9000 Gent", "9050"])
def test_a_town_is_one_by_all_its_names_and_codes(seats, typed):
    assert names(f"q={typed}") == ["Zeta"]


@pytest.mark.parametrize("typed", ["near Ghent", "in de buurt van Gent", "près de Gand"])
def test_near_a_town_the_nearest_stand_first(seats, typed):
    assert names(f"q={typed}") == ["Zeta", "Epsilon", "Delta"]


def test_where_nobody_has_a_seat_the_nearest_are_shown(seats):
    assert names("q=Wetteren")[0] == "Epsilon"
    assert names("q=Sint-Martens-Latem")[0] == "Zeta"


@pytest.mark.parametrize("typed", ["Sint Niklaas", "St. Niklaas", "st-niklaas", "Saint-Nicolas"])
def test_saint_is_written_in_any_way(typed):
    make_member("Alpha", city="Sint-Niklaas")
    make_member("Beta", city="Gent")
    assert names(f"q={typed}")[0] == "Alpha"


def test_a_hidden_town_is_near_to_nothing(seats):
    member = make_member("Hidden", city="Gent", postal_code="9000")
    edit(member, hidden_fields=["city", "postal_code"])
    assert "Hidden" not in names("q=Gent")
    assert "Hidden" not in names("q=near+Gent")


def test_distances_grow_and_begin_with_the_town_itself():
    found = towns.distances("gent")
    assert found[0] == (0.0, "gent")
    assert [km for km, _key in found] == sorted(km for km, _key in found)
    assert {key: km for km, key in found}["brussel"] == pytest.approx(50, abs=2)


def test_every_town_has_a_point_in_belgium():
    for town in towns.towns().values():
        assert 49.4 < town.latitude < 51.6, town
        assert 2.5 < town.longitude < 6.5, town


def test_every_municipality_has_its_codes():
    codes = [code for town in towns.towns().values() for code in town.codes]
    assert sum(bool(town.codes) for town in towns.towns().values()) == 565
    assert len(set(codes)) > 1100
    assert towns.seat_of("9000", "Gand") == ["gent"]
    assert towns.seat_of("", "Nowhere") == []
