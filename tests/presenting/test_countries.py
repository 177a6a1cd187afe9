"""Names, continents and synonyms of countries."""

import pytest
from django.utils.translation import override
from django_countries import countries

from members.parsing.country_data import BETTER_NAMES, CONTINENT_OF, SYNONYMS
from members.parsing.localized_names import search_names
from members.presenting.countries import (
    CONTINENTS,
    continent,
    country_name,
    language_name,
)

CODES = {country.code for country in countries}


def test_every_country_has_one_continent():
    assert set(CONTINENT_OF) == CODES
    assert set(CONTINENT_OF.values()) == set(CONTINENTS)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("BE", "europe"),
        ("CD", "africa"),
        ("CA", "north-america"),
        ("HT", "central-america-caribbean"),
        ("PE", "south-america"),
        ("PS", "asia"),
        ("FJ", "oceania"),
        ("AQ", "other"),
        ("XX", "other"),
    ],
)
def test_it_follows_the_regions_of_m49(code, expected):
    assert continent(code) == expected


@pytest.mark.parametrize(
    ("code", "dutch", "french", "english"),
    [
        ("BE", "België", "Belgique", "Belgium"),
        ("BJ", "Benin", "Bénin", "Benin"),
        ("CG", "Congo-Brazzaville", "Congo-Brazzaville", "Republic of the Congo"),
        (
            "CD",
            "Democratische Republiek Congo",
            "République démocratique du Congo",
            "Democratic Republic of the Congo",
        ),
        ("GY", "Guyana", "Guyana", "Guyana"),
        ("KH", "Cambodja", "Cambodge", "Cambodia"),
        ("PS", "Palestina", "Palestine", "Palestine"),
        ("SS", "Zuid-Soedan", "Soudan du Sud", "South Sudan"),
    ],
)
def test_it_names_a_country_in_each_language(code, dutch, french, english):
    names = [country_name(code, language) for language in ("nl", "fr", "en")]
    assert names == [dutch, french, english]


def test_the_active_language_does_not_matter():
    with override("fr"):
        assert country_name("DE", "nl") == "Duitsland"
        assert language_name("de", "nl") == "Duits"


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_no_two_countries_share_a_name(language):
    assert len({country_name(code, language) for code in CODES}) == len(CODES)


def test_an_unknown_code_stands_for_itself():
    assert country_name("XX", "nl") == "XX"
    assert language_name("xx", "nl") == "xx"
    assert search_names("XX") == frozenset()


def test_it_names_languages():
    assert [language_name("nl", code) for code in ("nl", "fr", "en")] == [
        "Nederlands",
        "Néerlandais",
        "Dutch",
    ]
    assert language_name("no", "fr") == "Norvégien"


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("CD", {"RDC", "DRC", "Congo", "Zaïre", "Kongo-Kinshasa"}),
        ("CG", {"Congo", "Congo-Brazzaville"}),
        ("CI", {"Ivoorkust", "Ivory Coast", "Côte d’Ivoire", "Elfenbeinküste"}),
        ("GB", {"UK", "Engeland", "Écosse", "Vereinigtes Königreich"}),
        ("NL", {"Holland", "Nederland", "Pays-Bas"}),
        ("PS", {"Gaza", "Palestina", "Cisjordanie", "Westelijke Jordaanoever"}),
        ("US", {"VS", "USA", "États-Unis", "Amerika"}),
    ],
)
def test_what_people_type_is_a_search_name(code, typed):
    assert typed <= search_names(code)


def test_guyana_is_not_found_by_the_name_of_french_guiana():
    assert "Guyane" in search_names("GF")
    assert "Guyane" not in search_names("GY")


def test_synonyms_and_better_names_are_of_known_countries():
    better = {code for names in BETTER_NAMES.values() for code in names}
    assert set(SYNONYMS) | better <= CODES
    assert all(len(set(names)) == len(names) for names in SYNONYMS.values())
    assert all(name.strip() == name != "" for names in SYNONYMS.values() for name in names)
