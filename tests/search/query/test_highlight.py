"""Each result says why it was found, with the words of the search marked in its best sentence."""

import re

import pytest

from members.core.text import fold
from tests.helpers import ask, make_member, make_place, make_theme
from tests.search import judged as judging
from tests.search.judged import JUDGED

pytestmark = pytest.mark.django_db
MARKED = re.compile(r"<mark>(.*?)</mark>")


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    return judging.answers(django_db_blocker)


def explained(query, language="en"):
    """Return the first result of a query."""
    return ask(query, language).members[0]


def marks(member):
    """Return the marked words of the name and of the excerpt, folded."""
    html = f"{member.marked_name} {member.excerpt.html if member.excerpt else ''}"
    return [fold(word) for word in MARKED.findall(html)]


def test_every_result_of_the_judged_set_says_why_it_was_found(answers):
    worded = [j["query"] for j in JUDGED if j["kind"] != "exclusion"]
    results = [(query, member) for query in worded for member in answers[query].members]
    assert len(results) > 1500
    silent = [(query, one.slug) for query, one in results if not (one.why or marks(one))]
    assert silent == []


def test_every_result_marks_a_word_or_names_a_term_or_place(answers):
    silent = [
        (judged["query"], member.slug, member.why)
        for judged in JUDGED
        if judged["kind"] != "exclusion"
        for member in answers[judged["query"]].members
        if not (marks(member) or member.why)
    ]
    assert silent == []


@pytest.mark.parametrize("judged", [j for j in JUDGED if j["kind"] == "text"], ids=judging.name_of)
def test_the_marks_are_on_what_was_asked_for(judged, answers):
    asked = {word[:2] for word in fold(judged["query"]).split()}
    for member in answers[judged["query"]].members[:1]:
        assert asked.intersection(mark[:2] for mark in marks(member))


@pytest.mark.parametrize(
    ("language", "typed", "summary", "marked"),
    [
        ("fr", "foret", "Sauver la Forêt, les forêts.", ["Forêt", "forêts"]),
        ("fr", "l'eau", "L’eau pour tous.", ["eau"]),
        ("fr", "ÉCOLE", "Des écoles d'été.", ["écoles"]),
        ("nl", "stad", "Steden en één stad.", ["Steden", "stad"]),
        ("nl", "rechten", "Voor kinderrechten, recht en plicht.", ["kinderrechten", "recht"]),
        ("nl", "kin", "Kinderen en keuzes.", ["Kinderen"]),
        ("en", "watre", "Water, not wine.", ["Water"]),
    ],
)
def test_words_are_marked_as_they_are_written(language, typed, summary, marked):
    make_member("Alpha", summary={language: summary})
    assert MARKED.findall(explained(f"q={typed}").excerpt.html) == marked


@pytest.mark.parametrize("field", ["name", "summary"])
def test_what_a_member_wrote_stays_text(field):
    wrote = "<script>alert('water')</script> & <mark>water</mark>"
    make_member(**{field: wrote if field == "name" else {"en": wrote}}, slug="evil")
    member = explained("q=water")
    html = member.marked_name if field == "name" else member.excerpt.html
    assert html == (
        "&lt;script&gt;alert(&#x27;<mark>water</mark>&#x27;)&lt;/script&gt; &amp; "
        "&lt;mark&gt;<mark>water</mark>&lt;/mark&gt;"
    )


def test_a_word_of_the_search_never_becomes_markup(client):
    make_member(summary={"en": "Script for water"})
    page = client.get("/en/", {"q": "<script>alert(1)</script> water"}).content.decode()
    assert "<script>alert" not in page


def test_the_line_names_theme_country_place_and_where_the_words_stand():
    make_theme("water", en="Water")
    make_place("BE-VOV", en="East Flanders")
    make_member(
        "Wells",
        themes=["water"],
        countries=["SN"],
        place="BE-VOV",
        legal_form="vzw",
        summary={"en": "Clean water."},
        city="Ghent",
        website="https://www.wells.example/",
        postal_code="9000",
        enterprise_number="0546740696",
    )
    line = explained("q=wells+water+senegal+flanders+asbl+9000+0546740696").why
    assert line == (
        "Theme: Water · Works in Senegal · Based in East Flanders · "
        "Legal form: Non-profit association · Based in 9000 Ghent · Website: wells.example · "
        "Enterprise number: 0546.740.696"
    )


def test_the_best_sentence_holds_the_most_words():
    mission = "Water is life. We dig wells for clean water. Wells need care."
    make_member(mission={"en": mission})
    excerpt = explained("q=water+wells").excerpt
    assert excerpt.text == "We dig wells for clean water."


def test_a_sentence_in_the_readers_language_is_taken_first():
    make_member(summary={"nl": "Water voor dorpen.", "en": "Water for villages."})
    assert explained("q=water", "en").excerpt.text == "Water for villages."
    assert explained("q=water", "nl").excerpt.text == "Water voor dorpen."
    assert explained("q=dorpen", "en").excerpt.language == "nl"


def test_a_slogan_in_two_languages_is_shown_in_the_readers():
    make_member(summary={"nl": "Water!", "fr": "Water!"}, mission={"fr": "L’eau et la vie."})
    assert explained("q=water", "nl").excerpt.language == "nl"
    assert explained("q=water", "fr").excerpt.language == "fr"


def test_a_slogan_with_other_signs_is_shown_in_the_readers_language_too():
    make_member(summary={"fr": "Water.", "nl": "Water!"})
    assert explained("q=water", "nl").excerpt.language == "nl"


def test_a_beginning_in_the_texts_is_shown_of_who_has_the_word_in_its_name():
    make_member("Act Now", mission={"en": "We are activists."})
    member = explained("q=act")
    assert member.why == ""
    assert MARKED.findall(member.excerpt.html) == ["activists"]


def test_a_name_that_is_the_same_in_another_language_counts_once():
    make_member("Oxfam", other_names={"nl": "Oxfam"}, abbreviation="OXFAM")
    assert explained("q=oxfam").why == ""
    make_member("Doctors", former_names=["Medics"], summary={"en": "Care."})
    assert explained("q=medics").why == "Also called Medics"


def test_the_same_words_in_two_places_count_in_both():
    make_member("Wells", summary={"en": "Wells"}, mission={"en": "Wells"})
    assert (explained("q=wells").why, explained("q=wells").excerpt.text) == ("", "Wells")


def test_a_part_of_a_compound_is_found_in_whichever_language_it_stands():
    make_member("Alpha", summary={"en": "For everybody.", "nl": "Voor kinderrechten."})
    make_member("Beta", mission={"nl": "Eerst dit. Dan kinderrechten en meer.", "en": "For all."})
    found = {member.name: member.excerpt for member in ask("q=rechten", "en").members}
    assert {name: excerpt.language for name, excerpt in found.items()} == {
        "Alpha": "nl",
        "Beta": "nl",
    }
    assert found["Beta"].text == "Dan kinderrechten en meer."


def test_the_line_speaks_the_readers_language_whichever_is_active():
    make_member("Alpha", countries=["SN"])
    assert explained("q=senegal", "nl").why == "Werkt in Senegal"
    assert explained("q=senegal", "en").why == "Works in Senegal"


def test_a_long_sentence_is_cut_around_the_word():
    make_member(mission={"en": f"{'before ' * 90}needle {'after ' * 90}"})
    text = explained("q=needle").excerpt.text
    assert text.startswith("… before")
    assert text.endswith(" …")
    assert "needle" in text
    assert len(text) < 300


def test_what_is_hidden_is_never_shown_as_a_reason():
    make_theme("water", en="Water")
    make_member(
        "Wells",
        themes=["water"],
        summary={"en": "Wells of water."},
        mission={"en": "Wells."},
        hidden_fields=["themes", "summary"],
    )
    member = explained("q=wells")
    assert member.why == ""
    assert member.excerpt.text == "Wells."
    assert ask("q=water").total == 0


def test_a_list_without_words_explains_nothing():
    make_member(summary={"en": "Water."})
    assert (explained("").why, explained("").excerpt) == ("", None)
