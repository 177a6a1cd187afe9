"""A town's name in the reader's language."""

import pytest

from members.parsing.towns import town_name
from members.presenting.public_view import public_view
from tests.helpers import make_member, make_place


@pytest.mark.parametrize(
    ("town", "language", "expected"),
    [
        ("Gent", "fr", "Gand"),
        ("GAND", "nl", "Gent"),
        ("Brussel", "en", "Brussels"),
        ("Leuven", "en", "Leuven"),
        ("Braine-l’Alleud", "nl", "Eigenbrakel"),
        ("Genk", "fr", "Genk"),
        ("Elsene", "en", "Ixelles"),
        ("Tongeren", "fr", "Tongres"),
        ("Sint-Niklaas", "fr", "Sint-Niklaas"),
        ("Brussel-Stad", "fr", "Brussel-Stad"),
        ("Brussel", "de", "Brussel"),
        ("", "fr", ""),
    ],
)
def test_a_town_is_called_as_the_reader_calls_it(town, language, expected):
    assert town_name(town, language) == expected


def test_a_town_elsewhere_keeps_its_name():
    assert town_name("Bergen", "fr", "NO") == "Bergen"


@pytest.mark.django_db
def test_list_and_profile_show_it(client):
    member = make_member("Water for All", city="Gent", postal_code="9000")
    assert public_view(member, "fr").town == "Gand"
    assert "Gand" in client.get("/fr/").content.decode()
    assert "9000 Gand" in client.get("/fr/members/water-for-all/").content.decode()
    assert "9000 Gent" in client.get("/nl/members/water-for-all/").content.decode()


@pytest.mark.django_db
def test_the_towns_of_a_list_cost_no_query_each(client, django_assert_max_num_queries):
    make_place("BE-VOV", en="East Flanders")
    for number in range(12):
        make_member(f"Member {number}", city="Gent", place="BE-VOV", postal_code="9000")
    client.get("/en/")
    with django_assert_max_num_queries(6):
        page = client.get("/fr/").content.decode()
    assert page.count("Gand") >= 12
