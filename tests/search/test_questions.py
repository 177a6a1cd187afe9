"""A sentence is a search: what asks carries no demand, and what nothing has empties no page."""

from io import StringIO

import pytest
from django.core.management import call_command

from members.search.question.question_words import demands, question_phrases
from tests.helpers import ask, make_member, names

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("members")]


def asked(text):
    words = tuple(text.split())
    return [words[at] for at in demands(words)[0]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("who helps refugees in ghent", ["refugees", "ghent"]),
        ("wie helpt vluchtelingen in de buurt van gent", ["vluchtelingen", "gent"]),
        ("je cherche une association pour les enfants", ["enfants"]),
        ("wer hilft kindern in der nahe von gent", ["kindern", "gent"]),
        ("kwil iet geven voor de kindjes", ["iet", "kindjes"]),
        ("i want to donate to children in congo", ["children", "congo"]),
    ],
)
def test_words_of_asking_carry_no_demand(text, words):
    assert asked(text) == words


def test_each_language_has_its_words_of_asking():
    for phrase in (("op", "zoek"), ("est", "ce", "que"), ("looking", "for"), ("ich", "suche")):
        assert phrase in question_phrases() or (phrase[-1],) in question_phrases()


@pytest.mark.parametrize("text", ["near ghent", "in de buurt van gent", "pres de gand"])
def test_what_asks_for_the_surroundings_is_told(text):
    assert demands(tuple(text.split()))[1]


def test_words_of_asking_alone_are_searched_for():
    make_member("Help", summary={"en": "We help."})
    assert names("q=help") == ["Help"]


def test_a_name_of_such_words_stands_first():
    make_member("Help Africa", countries=["SN"])
    make_member("Africa", countries=["SN"])
    assert names("q=help+africa")[0] == "Help Africa"


def test_a_word_that_nobody_has_is_left_out_and_named():
    query = ask("q=zwoefels+alpha")
    assert [member.name for member in query.members] == ["Alpha Clinics"]
    assert (query.is_relaxed, query.left_out) == (True, "zwoefels")


@pytest.mark.parametrize("typed", ["%22zwoefels%22+alpha", "alpha+wells+-zwoefels", "zwoefels"])
def test_quotes_and_minus_stay_strict_and_nothing_alone_stays_nothing(typed):
    assert names(f"q={typed}") == []


def test_who_has_less_than_half_is_not_shown():
    make_member("Delta", summary={"en": "Pumps, wells and latrines."})
    make_member("Epsilon", summary={"en": "Nothing but latrines."})
    found = names("q=pumps+wells+latrines+alpha")
    assert "Delta" in found
    assert "Epsilon" not in found


def test_a_word_that_is_left_out_is_named_as_it_was_typed():
    make_member("Alpha", summary={"fr": "Le climat"})
    assert ask("q=climat+à+Zwœfelsé?").left_out == "Zwœfelsé"


def test_the_words_of_a_name_are_left_out_together():
    make_member("Delta", summary={"en": "From the south."}, countries=["TZ"])
    assert names("q=South+Africa") == []


def test_at_most_a_screenful_has_only_most_of_it():
    for number in range(30):
        make_member(f"Pump {number}")
    query = ask("q=pump+wells")
    assert query.total == 24
    assert query.members[0].name == "Beta Wells" or query.members[0].name.startswith("Pump")


@pytest.mark.parametrize("narrowing", ["theme=health", "country=SN", "place=BE-VOV"])
@pytest.mark.parametrize("typed", ["alpha+wells", "zwoefels+wells", "clinics+schools+water"])
def test_a_filter_shows_nobody_that_the_search_without_it_did_not_have(typed, narrowing):
    assert set(names(f"q={typed}&{narrowing}")) <= set(names(f"q={typed}"))
    assert set(names(f"q=%22{typed.replace('+', '%22+')}")) <= set(names(f"q={typed}"))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Africa", ["Alpha Clinics", "Beta Wells"]),
        ("Afrique de l'Ouest", ["Alpha Clinics", "Beta Wells"]),
        ("Central Africa", ["Alpha Clinics"]),
        ("Grote Meren", ["Alpha Clinics"]),
        ("Congolese", ["Alpha Clinics"]),
        ("congolaises", ["Alpha Clinics"]),
        ("Senegalezen", ["Alpha Clinics", "Beta Wells"]),
        ("Latijns-Amerika", []),
        ("South African", []),
    ],
)
def test_regions_and_demonyms_mean_their_countries(typed, found):
    for language in ("nl", "en"):
        assert sorted(names(f"q={typed}", language)) == found


def test_who_writes_about_a_region_stands_before_who_works_in_its_countries():
    make_member("Zeta", summary={"en": "Wells all over Africa."})
    assert names("q=africa")[0] == "Zeta"


def test_the_page_says_what_was_left_out(client):
    page = client.get("/en/?q=zwoefels+alpha").text
    assert "These are the results without <strong>zwoefels</strong>" in page


def test_a_command_tells_what_was_understood():
    out = StringIO()
    call_command("explain_search", "who helps zwoefels in Africa with alpha", stdout=out)
    said = out.getvalue()
    assert "Passed over: who helps in with" in said
    assert "region africa: country AO" in said
    assert "Without: zwoefels" in said
    assert "Alpha Clinics" in said


def test_few_who_have_all_of_a_sentence_are_followed_by_who_has_most_of_it(client):
    make_member("Delta", summary={"en": "Pumps, wells and latrines for remote villages."})
    make_member("Epsilon", summary={"en": "Pumps, wells and latrines."})
    query = ask("q=who+has+pumps+wells+latrines+in+remote+villages")
    assert [member.name for member in query.members][:2] == ["Delta", "Epsilon"]
    assert (query.is_relaxed, query.whole) == (True, 1)
    page = client.get("/en/?q=who+has+pumps+wells+latrines+in+remote+villages").text
    assert "The first member has all you asked for" in page


def test_a_name_is_followed_by_nobody():
    make_member("Light for all the World", summary={"en": "Light."})
    make_member("World of Light", summary={"en": "All for light in the world."})
    assert names("q=light+for+all+the+world")[0] == "Light for all the World"
    assert not ask("q=light+for+all+the+world").is_relaxed
