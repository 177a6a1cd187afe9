"""Concepts: other words for the same, in four languages, below what the words themselves find."""

from collections import Counter

import pytest

from members.search.question import neighbours, thesaurus
from tests.helpers import ask, make_member, names

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("vets", "Dierenartsen in Afrika."),
        ("eye care", "Wij opereren staar."),
        ("soins oculaires", "Oogzorg voor iedereen."),
        ("microfinance", "Microkredieten voor boerinnen."),
        ("pesten", "Stop het gepest, samen tegen pesterijen."),
        ("FGM", "Tegen genitale verminking."),
        ("thuislozen", "A bus for homeless people."),
        ("ontmijning", "We clear land mines."),
        ("oogoperaties", "Cataract surgery."),
    ],
)
def test_a_concept_is_found_in_other_words(typed, text):
    make_member("Alpha", summary={"nl": text})
    make_member("Beta", summary={"nl": "Iets heel anders."})
    assert names(f"q={typed}") == ["Alpha"]


def test_the_word_itself_stands_before_the_concept():
    make_member("Alpha", summary={"en": "Homeless people."})
    make_member("Beta", mission={"nl": "Thuislozen."})
    assert names("q=thuislozen") == ["Beta", "Alpha"]


def test_a_narrow_word_does_not_widen_to_its_whole_theme():
    make_member("Alpha", summary={"en": "Against all violence."})
    make_member("Beta", summary={"en": "Health for all."})
    assert names("q=FGM") == []
    assert names("q=dentist") == []


@pytest.mark.parametrize(
    ("typed", "summary"),
    [
        ("my boy has not come home", {"nl": "Zoekt mee naar vermiste kinderen."}),
        ("ze lachen met mij", {"nl": "Tegen pesten op school."}),
        ("dormir sous les ponts", {"en": "Homeless people."}),
        ("leerer Magen", {"fr": "Contre la faim."}),
    ],
)
def test_what_people_say_leads_to_the_concept(typed, summary):
    make_member("Alpha", summary=summary)
    make_member("Beta", summary={"en": "A new home, under the sea, not far from school."})
    assert names(f"q={typed}")[0] == "Alpha"


def test_no_text_is_searched_for_what_people_say():
    make_member("Alpha", summary={"en": "Has not come home."})
    assert names("q=vermist") == []


def test_about_600_concepts_are_there():
    assert len(thesaurus.concepts()) >= 600


def test_a_result_by_concept_says_why():
    make_member("Alpha", summary={"nl": "Dierenartsen in Afrika."})
    member = ask("q=vets").members[0]
    assert "<mark>Dierenartsen</mark>" in member.excerpt.html
    assert member.why or "<mark>" in member.excerpt.html


def test_a_word_near_in_meaning_counts_where_nobody_has_the_word():
    make_member("Alpha", summary={"en": "Nurses for remote villages."})
    make_member("Beta", summary={"en": "Music in remote valleys."})
    found = names("q=infirmier+remote")
    assert found[0] == "Alpha"


def test_every_concept_has_its_words_in_four_languages():
    for concept in thesaurus.concepts().values():
        for language in ("nl", "fr", "en", "de"):
            assert concept.labels[language], concept.key
        for key in (*concept.broader, *concept.related):
            assert key in thesaurus.concepts(), concept.key


def test_no_concept_is_wider_than_itself():
    for key in thesaurus.concepts():
        seen, above = set(), {key}
        while above:
            above = set(thesaurus.broader(tuple(above))) - seen
            assert key not in above
            seen |= above


def test_codes_are_of_the_lists_they_name():
    codes = Counter(
        code.rstrip("0123456789.abcd")
        for concept in thesaurus.concepts().values()
        for code in concept.codes
    )
    assert set(codes) == {"SDG", "DAC", "ICNPO"}


def test_neighbours_are_near_the_nearest_first():
    found = neighbours.neighbours("nurse")
    assert found[0][0] == "nurses"
    rates = [nearness for _word, nearness in found]
    assert rates == sorted(rates, reverse=True)
    assert neighbours.neighbours("xyzzyqwv") == ()


def test_frequent_words_tell_less_than_rare_ones():
    assert neighbours.rarity("people") < neighbours.rarity("leprosy") <= 1
    assert neighbours.is_word("gepest")
    assert not neighbours.is_word("vluchtelinegn")
