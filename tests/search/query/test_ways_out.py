"""An empty result says what to leave out, with the number that it then gives."""

import cProfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers import ask, make_member

from .test_facets import QUERY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("members")]


def ways(query):
    return {way.label: way.total for way in ask(query).ways_out}


@settings(max_examples=12)
@given(QUERY, st.sampled_from(["nl", "en"]))
def test_a_way_out_gives_the_number_it_names(query, language):
    asked = ask(query, language)
    for way in asked.ways_out:
        assert way.total == ask(way.url, language).total > 0
    assert asked.is_empty or asked.ways_out == []


def test_each_word_and_each_filter_can_be_left_out():
    assert ways("q=alpha+%22nothingatall%22") == {'without the word “"nothingatall"”': 1}
    assert ways("theme=water&country=CD") == {
        "without the filter “Theme: Water”": 1,
        "without the filter “Active in: DR Congo”".replace(
            "DR Congo", "Democratic Republic of the Congo"
        ): 1,
    }


def test_a_phrase_is_left_out_whole():
    assert ways("q=alpha+%22nothing+at+all%22") == {'without the word “"nothing at all"”': 1}


def calls(words):
    """Return how many functions it takes to find the ways out of so many unknown words."""
    query = ask("q=" + "+".join(f"%22nothing{number}%22" for number in range(words)))
    assert query.is_empty
    profile = cProfile.Profile()
    profile.runcall(lambda: query.ways_out)
    return sum(entry.callcount for entry in profile.getstats())


def test_more_words_than_anybody_types_are_not_tried_in_every_set():
    calls(1)  # what is read once
    assert calls(26) < 1.3 * calls(14)


def test_the_best_way_stands_first():
    totals = [way.total for way in ask("q=wells&theme=health&country=CD").ways_out]
    assert totals == sorted(totals, reverse=True)
    assert totals


def test_words_or_filters_can_be_left_out_altogether():
    labels = ways("q=nothingatall&theme=water")
    assert labels["without the search text"] == 1


def test_a_result_has_no_ways_out():
    assert ask("q=wells").ways_out == []


def test_names_of_several_words_count_with_the_words_that_stay():
    make_member("Delta", countries=["BF"], summary={"en": "Schools in the dry north."})
    make_member("Damiaanactie", summary={"en": "Against leprosy."})
    nothing = "%22nothingatall%22"
    for query in (
        f"q=burkina+faso+{nothing}",
        f"q=faso+{nothing}+burkina+schools",
        f"q=damiaan+actie+{nothing}",
        f"q=damiaan+{nothing}+actie",
    ):
        asked = ask(query)
        assert asked.is_empty
        for way in asked.ways_out:
            assert way.total == ask(way.url).total
    assert ways("q=burkina+faso+%22nothingatall%22") == {'without the word “"nothingatall"”': 1}
    assert ways("q=damiaan+actie+%22nothingatall%22") == {'without the word “"nothingatall"”': 1}


def test_where_one_part_does_not_help_two_are_left_out_together():
    nothing, other = '"nothingatall"', '"norisit"'
    found = ways("q=alpha+%22nothingatall%22+%22norisit%22")
    assert found == {f"without the word “{nothing}”, without the word “{other}”": 1}


def test_no_two_ways_lead_to_the_same_search():
    for query in (
        "q=%22nothingatall%22&theme=water",
        "q=wells&theme=health&country=CD",
        "q=alpha+%22nothingatall%22&theme=water",
    ):
        addresses = [way.url for way in ask(query).ways_out]
        assert addresses
        assert len(set(addresses)) == len(addresses)
