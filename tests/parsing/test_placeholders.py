"""What only says that there is nothing to say counts as empty."""

import pytest

from members.parsing.placeholders import is_placeholder, is_spreadsheet_error


@pytest.mark.parametrize(
    "text",
    "n.v.t. N.V.T. nvt onbekend Onbekend geen n/a N/A - -- – — / ? ... … . 0 néant NÉANT nihil "
    "#N/A NULL null 0000-00-00 unknown none inconnu s.o. unbekannt k.A. tbd XXX (null) Aucun n.b. "
    "#N/B niet_van_toepassing sans_objet keine_Angabe not_applicable _n/a_ n/a\u00a0 "
    "(leeg) (vide) geen_website pas_de_site_web en_construction te_bepalen".split(" "),
)
def test_it_is_one(text):
    assert is_placeholder(text.replace("_", " "), "city")


@pytest.mark.parametrize(
    "text",
    [
        "Gent",
        "",
        "C+",
        "01",
        "Neant sur Yvel",
        "Geen grenzen vzw",
        "Aucune école",
        "+++",
        "#1",
        "Nulpunt",
        "x.com",
        "-1",
        "0475",
    ],
)
def test_it_is_none(text):
    assert not is_placeholder(text, "city")


@pytest.mark.parametrize("text", ["Geen", "None", "Nil", "0", "Rien", "NA", "Niets"])
def test_a_name_may_be_a_word_that_elsewhere_says_nothing(text):
    assert not is_placeholder(text, "name")


@pytest.mark.parametrize("text", ["n/a", "-", "#N/A", "n.v.t.", "Onbekend", "?"])
def test_a_name_is_never_a_sign_for_nothing(text):
    assert is_placeholder(text, "name")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("countries", "NA"),
        ("countries", "NO"),
        ("languages", "no"),
        ("languages", "so"),
        ("abbreviation", "NA"),
        ("countries_total", "0"),
        ("latitude", "0"),
    ],
)
def test_a_code_or_a_number_of_its_own_is_none(field, text):
    assert not is_placeholder(text, field)


@pytest.mark.parametrize(
    "text", ["#REF!", "#NAME?", "#NAAM?", "########", "###", "#DIV/0!", "#VALEUR!", "#WERT!"]
)
def test_a_spreadsheet_s_error_is_known(text):
    assert is_spreadsheet_error(text)


@pytest.mark.parametrize("text", ["#N/A", "#1", "##", "#metoo", "REF!"])
def test_a_sign_is_no_error(text):
    assert not is_spreadsheet_error(text)
