"""The country of a seat, by what a profile says."""

import pytest

from members.parsing.seats import home_country, seat_country


@pytest.mark.parametrize(
    ("place", "postal_code", "home", "country"),
    [
        ("BE-VAN", "", "", "BE"),
        ("FR-IDF", "B-1000", "BE", "FR"),
        ("LU", "", "BE", "LU"),
        ("", "F-75002", "BE", "FR"),
        ("", "NL-1234 AB", "BE", "NL"),
        ("", "L 1234", "BE", "LU"),
        ("", "1000", "NL", "NL"),
        (None, None, "", "BE"),
        ("flanders", "", "NL", "NL"),
    ],
)
def test_the_country_of_a_seat(place, postal_code, home, country):
    assert seat_country(place, postal_code, home) == country


def test_home_is_where_most_places_are():
    assert home_country(["NL-NH", "NL-ZH", "BE-VAN"]) == "NL"
    assert home_country(["coast", "hills"]) == "BE"
