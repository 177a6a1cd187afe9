"""Chips, toggles and the canonical query string: the address is the state of the search."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from members.presenting import current_site
from members.search.query.selection import PageNotFound, Selection
from tests.helpers import ask, names

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("members")]


def canonical(query):
    return Selection.parse(QueryDict(query), current_site()).querystring()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", ""),
        ("page=1&sort=name", ""),
        ("q=++water++wells+", "q=water+wells"),
        ("q=water&sort=relevance", "q=water"),
        ("q=water&sort=name", "q=water&sort=name"),
        ("sort=-confirmed", "sort=-confirmed"),
        ("sort=nonsense&utm_source=x", ""),
        ("sort=relevance", ""),
        ("theme=water&theme=health&theme=water", "theme=health&theme=water"),
        ("page=2&country=SN&theme=water", "theme=water&country=SN&page=2"),
        ("q=%00water", "q=water"),
    ],
)
def test_the_same_search_has_one_address(given, expected):
    assert canonical(given) == expected


QUERIES = st.lists(
    st.tuples(
        st.sampled_from(["q", "theme", "country", "speaks", "sort", "confirmed", "x"]),
        st.sampled_from(["water", "health", "SN", "nl", "1", "name", "", "é ü", "-confirmed"])
        | st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
    ),
    max_size=8,
)


@given(QUERIES)
def test_a_canonical_address_is_its_own_canonical_address(pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    once = canonical(query.urlencode())
    assert canonical(once) == once


@pytest.mark.parametrize("length", [199, 200, 201, 5000])
def test_a_long_text_is_cut_and_keeps_its_address(length):
    once = canonical("q=" + "a" * (length - 2) + "+b")
    assert canonical(once) == once
    assert len(once) <= 202


def test_each_filter_is_a_chip_that_takes_it_away():
    asked = ask("q=wells&theme=water&country=SN&page=1")
    assert [(chip.label, chip.url) for chip in asked.chips] == [
        ("Water", "?q=wells&country=SN"),
        ("Senegal", "?q=wells&theme=water"),
    ]
    assert ask("q=wells").chips == []


def test_filters_are_cleared_without_the_words_and_the_other_way_round():
    asked = ask("q=wells&theme=water&sort=-confirmed")
    assert asked.clear_url == "?q=wells&sort=-confirmed"
    assert asked.clear_words_url == "?theme=water&sort=-confirmed"
    assert ask("q=wells&theme=water").clear_words_url == "?theme=water"


@pytest.mark.parametrize(
    ("query", "narrowed"),
    [
        ("", False),
        ("sort=-confirmed", False),
        ("q=!", True),
        ("q=a", True),
        ("theme=water", True),
        ("theme=nonsense", False),
    ],
)
def test_it_knows_whether_anything_is_asked(query, narrowed):
    assert ask(query).is_narrowed is narrowed


@pytest.mark.parametrize(
    "page", ["0", "-1", "9e99", "1.5", "x", "", "٣", "1_0", "+1", " 1", "9" * 40, "2", "100"]
)
def test_a_page_that_does_not_exist_is_not_found(page):
    if page in ("", " 1", "+1"):
        page = "%20" + page
    with pytest.raises(PageNotFound):
        names(f"page={page}")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Alpha Clinics", "Beta Wells", "Gamma Schools"]),
        ("sort=-confirmed", ["Alpha Clinics", "Beta Wells", "Gamma Schools"]),
        ("q=wells", ["Beta Wells"]),
    ],
)
def test_orders(query, found):
    assert names(query) == found


def test_relevance_is_offered_where_there_are_words():
    assert [option.value for option in ask("").sorts] == ["name", "-confirmed"]
    sorts = ask("q=wells").sorts
    assert [option.value for option in sorts if option.selected] == ["relevance"]
    assert ask("q=wells&sort=name").sort_label == "Name, A to Z"
