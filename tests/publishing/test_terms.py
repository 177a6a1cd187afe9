"""Themes, places, areas and choices by short name, label or synonym in any language."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from members.publishing import values
from members.publishing.terms import choice_of
from tests.helpers import make_area, make_place, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vocabularies():
    """Two themes, a place and an area."""
    make_theme("health", nl="Gezondheid", fr="Santé", synonyms={"en": ["Health care"]})
    make_theme("family", nl="Gezin, jeugd en opvang", fr="Famille")
    make_place("BE-BRU", nl="Brussels Hoofdstedelijk Gewest", en="Brussels")
    make_place("BE-VAN", nl="Provincie Antwerpen", fr="Anvers")
    make_area("world", nl="De hele wereld", en="Worldwide")


@pytest.mark.parametrize(
    ("written", "slugs"),
    [
        (["health"], ["health"]),
        (["GEZONDHEID"], ["health"]),
        (["sante"], ["health"]),
        (["Health-care; famille"], ["health", "family"]),
        (["Gezin, jeugd en opvang, Santé"], ["health", "family"]),
        (["family", "health", "Santé"], ["health", "family"]),
        (["1. Gezondheid", "b) Famille"], ["health", "family"]),
        (["n.v.t."], []),
        ([], []),
        (None, []),
    ],
)
def test_themes(written, slugs):
    assert values.clean({"themes": written}) == {"themes": slugs}


@pytest.mark.parametrize(
    ("name", "written", "slug"),
    [
        ("place", "brussels", "BE-BRU"),
        ("place", "be-bru", "BE-BRU"),
        ("place", "Gewest Brussels", "BE-BRU"),
        ("place", "Région de Brussels", "BE-BRU"),
        ("place", "bru", "BE-BRU"),
        ("place", "prov. Anvers", "BE-VAN"),
        ("place", "Province d’Anvers", "BE-VAN"),
        ("place", "Antwerpen", "BE-VAN"),
        ("place", "", None),
        ("area", "Worldwide ", "world"),
        ("area", "onbekend", None),
        ("area", None, None),
    ],
)
def test_place_and_area(name, written, slug):
    assert values.clean({name: written}) == {name: slug}


def refusal(name, value):
    """Return the words with which a value is refused, in English."""
    with override("en"), pytest.raises(ValidationError) as refused:
        values.clean({name: value})
    return refused.value.message_dict[name][0]


def test_an_unknown_theme_names_the_nearest():
    assert refusal("themes", ["Gezondhied"]) == (
        "“Gezondhied” does not stand in the list “themes”. Is it Gezondheid?"
    )
    assert refusal("themes", ["Qqq"]) == (
        "“Qqq” does not stand in the list “themes”. Add it there first."
    )


def test_known_terms_are_read_once(django_assert_num_queries):
    known = values.known_terms()
    with django_assert_num_queries(0):
        for _n in range(3):
            values.clean({"themes": ["Santé"], "place": "Brussels", "area": "world"}, known)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("vzw", "vzw"),
        ("ASBL", "vzw"),
        (" npo ", "vzw"),
        ("v.z.w.", "vzw"),
        ("VZW/ASBL", "vzw"),
        ("AISBL", "ivzw"),
        ("Association sans but lucratif", "vzw"),
        ("cvba-so", "cv"),
        ("Stichting van openbaar nut", "son"),
        ("fondation privée", "ps"),
        ("feitelijke vereniging", "fv"),
        ("Association de fait", "fv"),
    ],
)
def test_a_legal_form_by_any_name(written, code):
    assert choice_of("legal_form", written) == code
    assert values.clean({"legal_form": written}) == {"legal_form": code}


def test_a_foundation_could_be_two():
    words = refusal("legal_form", "Fondation")
    assert "(son)" in words
    assert "(ps)" in words


def test_a_status_by_its_word_in_any_language():
    assert values.clean({"status": "Gepubliceerd"}) == {"status": "published"}
    assert refusal("status", "x!").startswith("“x!” is not one of the choices.")
