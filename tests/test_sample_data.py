"""The sample federation's file: whole, resolvable, and true to what is known."""

import json
from collections import Counter
from importlib.resources import files

import pytest
from django_countries import countries

from members.parsing.languages import is_language

DATA = json.loads((files("members.sample") / "federation.json").read_text(encoding="utf-8"))
MEMBERS = DATA["members"]
LANGUAGES = {"nl", "fr", "en"}
every_member = pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member["slug"])


def sos():
    return next(member for member in MEMBERS if member["slug"] == "sos-kinderdorpen")


def is_whole(texts):
    return set(texts) == LANGUAGES and all(text.strip() for text in texts.values())


def luminance(colour):
    """Return the relative luminance of "#rrggbb", as WCAG 2.2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_it_has_42_members_with_slugs_of_their_own():
    assert len({member["slug"] for member in MEMBERS}) == len(MEMBERS) == 42


@pytest.mark.parametrize("part", ["name", "introduction", "about"])
def test_the_federation_speaks_three_languages(part):
    assert is_whole(DATA["federation"][part])


def test_the_accent_colour_is_readable_on_white():
    assert 1.05 / (luminance(DATA["federation"]["accent_colour"]) + 0.05) >= 4.5


def test_the_about_page_says_that_the_data_are_a_sample():
    about = DATA["federation"]["about"]
    assert "## Voorbeeldgegevens" in about["nl"]
    assert "## Des données d’exemple" in about["fr"]
    assert "## Sample data" in about["en"]


@pytest.mark.parametrize(
    ("kind", "key"), [("themes", "slug"), ("places", "code"), ("areas", "slug")]
)
def test_vocabularies_are_whole_and_without_doubles(kind, key):
    terms = DATA[kind]
    assert all(is_whole(term["name"]) for term in terms)
    assert max(Counter(term[key] for term in terms).values()) == 1
    for language in LANGUAGES:
        assert max(Counter(term["name"][language] for term in terms).values()) == 1


@pytest.mark.parametrize("theme", DATA["themes"], ids=lambda theme: theme["slug"])
def test_a_theme_has_four_to_eight_synonyms_a_language(theme):
    assert set(theme["synonyms"]) == LANGUAGES
    for language, words in theme["synonyms"].items():
        assert 4 <= len(set(words)) == len(words) <= 8
        assert theme["name"][language] not in words


def test_the_places_are_the_provinces_and_brussels():
    assert len(DATA["places"]) == 11
    assert all(place["code"].startswith("BE-") for place in DATA["places"])


@every_member
def test_a_member_refers_to_terms_that_exist(member):
    assert set(member["themes"]) <= {theme["slug"] for theme in DATA["themes"]}
    assert member["themes"]
    assert member["place"] in {None, *(place["code"] for place in DATA["places"])}
    assert member["area"] in {None, *(area["slug"] for area in DATA["areas"])}
    assert set(member["countries"]) <= {country.code for country in countries}
    assert all(map(is_language, member["languages"]))


@every_member
def test_a_member_is_told_of_in_three_languages(member):
    assert is_whole(member["summary"])
    assert is_whole(member["mission"])
    assert max(map(len, member["summary"].values())) <= 160
    for focus_area in member["focus_areas"]:
        assert is_whole(focus_area["title"])
        assert is_whole(focus_area["description"])


@every_member
def test_a_member_repeats_nothing(member):
    for part in ("themes", "countries", "languages", "sources"):
        assert len(set(member[part])) == len(member[part]), part


@every_member
def test_a_member_states_no_fewer_countries_than_it_names(member):
    total = member["countries_total"]
    assert total is None or total >= len(member["countries"])


@every_member
def test_coordinates_come_with_their_precision(member):
    known = [member[part] is not None for part in ("latitude", "longitude", "precision")]
    assert all(known) or not any(known)


@every_member
def test_a_member_names_its_sources(member):
    assert member["sources"]
    assert all(0 < len(source) <= 300 for source in member["sources"])


def test_sos_kinderdorpen_has_everything_of_its_page():
    member = sos()
    assert member["name"] == "SOS Kinderdorpen België"
    assert member["other_names"] == {
        "fr": "SOS Villages d’Enfants Belgique",
        "en": "SOS Children’s Villages Belgium",
    }
    assert member["website"] == "https://www.sos-kinderdorpen.be/"
    assert member["countries_total"] == 138
    assert [focus_area["title"]["en"] for focus_area in member["focus_areas"]] == [
        "Strengthening families under pressure",
        "Providing a new family",
        "Helping young adults become independent",
        "Helping to improve youth care in Belgium",
        "Standing up for children’s rights worldwide",
        "Resilience in disasters and war",
        "Preventing violence against children",
    ]


def test_former_names_are_not_other_names():
    former = {member["slug"]: member["former_names"] for member in MEMBERS}
    assert {slug: names for slug, names in former.items() if names} == {
        "join-for-water": ["Protos"],
        "rikolto": ["Vredeseilanden"],
    }


def test_the_sample_writes_apostrophes_as_the_screens_do():
    assert "'" not in json.dumps(DATA, ensure_ascii=False)
