"""A facet's count is the number of members that a click shows, for any data and any filter."""

from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.parsing.country_data import CONTINENT_OF
from members.search.query.filter_groups import HEAD
from members.templatetags.pieces import filter_groups
from tests.helpers import ask, edit, facet_options, make_member, rolled_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vocabularies")]

VALUES = {
    "theme": ["health", "water", "nonsense"],
    "country": ["SN", "CD", "BE"],
    "place": ["BE-VOV", "BE-WLG"],
    "area": ["flanders", "world"],
    "speaks": ["nl", "fr", "ar"],
    "category": ["full", "associate"],
    "confirmed": ["1"],
}
some = lambda values: st.lists(st.sampled_from(values), unique=True)  # noqa: E731
MEMBER = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["Alpha", "Beta", "Gamma"]),
        "status": st.sampled_from(["published"] * 5 + ["hidden", "former", "draft"]),
        "themes": some(["health", "water"]),
        "countries": some(VALUES["country"]),
        "languages": some(VALUES["speaks"]),
        "place": st.sampled_from([None, *VALUES["place"]]),
        "area": st.sampled_from([None, *VALUES["area"]]),
        "category": st.sampled_from(VALUES["category"]),
        "confirmed_at": st.sampled_from(
            [None, "2020-01-01T00:00:00+00:00", "2026-11-01T00:00:00+00:00"]
        ),
        "hidden_fields": st.just([]) | some(["themes", "countries", "place", "languages"]),
    }
)
PARAMS = st.fixed_dictionaries(
    {}, optional={group: some(values) for group, values in VALUES.items()}
)
TYPED = st.sampled_from(["", "", "alpha", "senegal", "health beta", "nothingatall"])
SORT = st.sampled_from(["", "name", "-confirmed", "relevance"])
QUERY = st.builds(
    lambda params, q, sort: urlencode({**params, "q": q, "sort": sort}, doseq=True),
    PARAMS,
    TYPED,
    SORT,
)


def check_counts(members, queries, language):
    for number, values in enumerate(members):
        make_member(**values, slug=f"member-{number}")
    for query in queries:
        for facet in ask(query, language).facets:
            for option in facet.options:
                clicked = ask(option.url, language)
                chosen = clicked.selection.groups.get(facet.name, ())
                if not option.selected and len(chosen) == 1:
                    assert option.count == clicked.total, (query, option)
                    assert option.more is None
                elif not option.selected or chosen:
                    assert option.more == clicked.total - ask(query).total, (query, option)
                else:
                    assert option.more is None
                assert (option.value in chosen) != option.selected


@settings(max_examples=10)
@given(
    st.lists(MEMBER, max_size=6), st.lists(QUERY, max_size=2), st.sampled_from(["nl", "fr", "en"])
)
def test_a_count_is_what_a_click_gives(members, queries, language):
    with rolled_back():
        check_counts(members, queries, language)


@pytest.mark.slow
@settings(max_examples=80)
@given(
    st.lists(MEMBER, max_size=8), st.lists(QUERY, max_size=4), st.sampled_from(["nl", "fr", "en"])
)
def test_a_count_is_what_a_click_gives_at_length(members, queries, language):
    with rolled_back():
        check_counts(members, queries, language)


@settings(max_examples=10)
@given(st.lists(MEMBER, max_size=6), QUERY)
def test_more_ticks_in_a_group_never_show_less(members, query):
    with rolled_back():
        for number, values in enumerate(members):
            make_member(**values, slug=f"member-{number}")
        asked = ask(query)
        for facet in asked.facets:
            for option in facet.options:
                if not option.selected and facet.chosen:
                    assert ask(option.url).total >= max(asked.total, option.count)


def test_one_of_twenty_is_counted_as_the_few_and_the_many_are():
    # A set of that share is counted by its complement; who left the index since is in neither.
    for number in range(40):
        word = "Alpha" if number % 20 == 0 else "Beta"
        member = make_member(f"{word} {number}", themes=["water"], countries=["SN"])
    assert facet_options(ask("q=alpha"), "theme")["water"].count == 2
    edit(member, status="hidden")
    for word, total in (("alpha", 2), ("beta", 37)):
        found = ask(f"q={word}")
        assert found.total == total
        assert facet_options(found, "theme")["water"].count == total
        assert facet_options(found, "theme")["health"].count == 0
        assert [o.count for o in facet_options(found, "country").values()] == [total]


def test_counts_leave_the_groups_own_choice_out(members):
    options = facet_options(ask("theme=water"), "theme")
    assert {value: option.count for value, option in options.items()} == {"health": 2, "water": 1}
    assert options["water"].selected
    assert not options["health"].selected
    assert facet_options(ask("theme=water"), "country")["SN"].count == 1


def test_a_count_of_nothing_stays_visible(members):
    options = facet_options(ask("country=CD"), "theme")
    assert options["water"].count == 0


def test_an_unknown_value_counts_as_the_click_does(members):
    asked = ask("theme=nonsense")
    for option in facet_options(asked, "speaks").values():
        assert option.count == ask(option.url).total
    assert facet_options(asked, "theme")["health"].count == 2


def test_a_value_beside_another_says_how_many_it_adds(members):
    options = facet_options(ask("theme=water"), "theme")
    assert (options["water"].more, options["health"].more) == (None, 1)
    options = facet_options(ask("theme=water"), "country")
    assert options["SN"].more is None


def test_one_of_several_that_are_ticked_says_how_many_go_with_it(members):
    asked = ask("theme=water&theme=health")
    options = facet_options(asked, "theme")
    for option in options.values():
        assert option.more == ask(option.url).total - asked.total
    assert "\N{MINUS SIGN}1<" in filter_groups(asked.facets)


def test_of_more_ticks_than_anybody_sets_none_has_a_number(members):
    ticked = urlencode({"country": list(CONTINENT_OF)[:30]}, doseq=True)
    options = facet_options(ask(ticked), "country").values()
    assert {option.count for option in options if option.selected} == {None}


def test_a_group_of_thousands_shows_the_most_used_and_leads_to_all(members, monkeypatch):
    monkeypatch.setattr("members.search.query.filter_groups.LONG", 1)
    themes = next(f for f in ask("q=alpha").facets if f.name == "theme")
    assert [option.value for option in themes.options] == ["health", "water"]
    monkeypatch.setattr("members.search.query.filter_groups.HEAD", 1)
    themes = next(f for f in ask("theme=water").facets if f.name == "theme")
    assert [option.value for option in themes.options] == ["health", "water"]
    assert (themes.rest, themes.all_total, themes.all_query) == ([], 2, "theme=water")
    assert len(next(f for f in ask().facets if f.name == "theme").options) == 1


def test_a_second_click_unticks(members):
    option = facet_options(ask("theme=water&q=wells&page=1"), "theme")["water"]
    assert option.selected
    assert option.url == "?q=wells"


CODES = ["AO", "BE", "BF", "BI", "BJ", "CD", "CI", "CM", "ET", "GH", "KE", "SN"]


def test_a_long_group_shows_eight_and_opens_where_another_is_ticked(members):
    make_member("Many", countries=CODES)
    countries = next(f for f in ask().facets if f.name == "country")
    assert len(countries.options) == len(CODES)
    assert [len(countries.head), len(countries.rest)] == [HEAD, len(CODES) - HEAD]
    assert not countries.is_open
    last = countries.rest[-1]
    ticked = next(f for f in ask(last.url).facets if f.name == "country")
    assert ticked.is_open
    assert ticked.chosen == 1


def test_the_order_of_a_group_is_the_same_for_every_search(members):
    make_member("Many", countries=CODES)
    orders = {
        tuple(option.value for option in facet_options(ask(query), "country").values())
        for query in ("", "country=ET", "theme=water", "q=many", "q=nothingatall")
    }
    assert len(orders) == 1


def test_countries_stand_by_use_then_by_name(members):
    countries = next(f for f in ask().facets if f.name == "country")
    assert [option.value for option in countries.options] == ["SN", "CD"]


@pytest.mark.parametrize(("language", "label"), [("nl", "Luik"), ("fr", "Liège"), ("en", "Liège")])
def test_labels_are_in_the_readers_language(language, label, members):
    assert facet_options(ask("", language), "place")["BE-WLG"].label == label
