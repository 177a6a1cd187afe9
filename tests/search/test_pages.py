"""Pages, the pagination, and the neighbours of a profile in its result."""

import pytest
from django.http import QueryDict

from members.search.query.selection import PageNotFound
from tests.helpers import ask, make_member, make_theme

pytestmark = pytest.mark.django_db


PAGE_SIZE = 4


@pytest.fixture(autouse=True)
def small_pages(monkeypatch):
    monkeypatch.setattr("members.search.query.directory_query.PAGE_SIZE", PAGE_SIZE)


@pytest.fixture
def eleven(db):
    make_theme("health")
    for n in range(11):
        make_member(f"Member {n:02}", themes=["health"] if n % 2 else [])


def test_each_member_stands_on_one_page(eleven):
    pages = [ask(f"page={n}") for n in (1, 2, 3)]
    found = [member.name for page in pages for member in page.members]
    assert found == [f"Member {n:02}" for n in range(11)]
    assert [(page.first, page.last) for page in pages] == [(1, 4), (5, 8), (9, 11)]
    assert {page.total for page in pages} == {11}
    with pytest.raises(PageNotFound):
        ask("page=4").members  # noqa: B018


def test_previous_and_next(eleven):
    asked = ask("theme=health&page=2")
    assert (asked.previous_url, asked.next_url) == ("?theme=health", None)
    assert ask("theme=health").next_url == "?theme=health&page=2"
    assert ask("theme=health").previous_url is None


@pytest.mark.parametrize(
    ("page", "total", "expected"),
    [
        (1, 1, "[1]"),
        (1, 2, "[1] 2"),
        (2, 3, "1 [2] 3"),
        (1, 9, "[1] 2 … 9"),
        (4, 9, "1 2 3 [4] 5 … 9"),
        (5, 9, "1 … 4 [5] 6 … 9"),
        (9, 9, "1 … 8 [9]"),
    ],
)
def test_the_pagination_shows_where_one_is(page, total, expected, monkeypatch):
    asked = ask(f"page={page}")
    monkeypatch.setattr(type(asked), "total", total * PAGE_SIZE)
    shown = [f"[{link.number}]" if link.current else link.number or "…" for link in asked.pages]
    assert " ".join(map(str, shown)) == expected


def test_an_empty_result_has_one_page():
    asked = ask("q=nothing")
    assert (asked.page_count, asked.total, asked.next_url) == (1, 0, None)
    assert [link.number for link in asked.pages] == [1]


def neighbours(query, position):
    asked = ask(query)
    page = ask(asked.page_of(position)).members
    member = page[(position - 1) % PAGE_SIZE]
    around = asked.around(member, position)
    return [other.name if other else None for other in (around[0], member, around[1])]


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (1, [None, "Member 01", "Member 03"]),
        (4, ["Member 05", "Member 07", "Member 09"]),
        (5, ["Member 07", "Member 09", None]),
    ],
)
def test_neighbours_follow_the_result_across_pages(eleven, position, expected):
    assert neighbours("theme=health", position) == expected


def test_neighbours_carry_the_search_and_their_place(eleven):
    asked = ask("theme=health")
    before, after = asked.around(asked.members[1], 2)
    assert before.query == "theme=health&at=1"
    assert QueryDict(after.query)["at"] == "3"


def test_there_are_no_neighbours_where_the_result_has_moved(eleven):
    asked = ask("theme=health")
    assert asked.around(asked.members[1], 3) == (None, None)
    assert asked.around(asked.members[1], 99) == (None, None)


def test_members_of_the_whole_list_keep_their_plain_addresses(eleven):
    assert ask().members[0].url.endswith("/members/member-00/")
    assert ask("q=member").members[0].url.endswith("?q=member&at=1")
    assert ask("sort=-confirmed&page=2").members[0].url.endswith("?sort=-confirmed&at=5")


def test_ties_are_in_a_stable_order():
    for n in range(7):
        make_member("Same Name", slug=f"same-{n}")
    slugs = [m.slug for page in (1, 2) for m in ask(f"page={page}").members]
    assert slugs == [f"same-{n}" for n in range(7)]


def test_results_that_were_cleared_are_found_again():
    make_member("Alpha", summary={"en": "Water."})
    asked = ask("q=water")
    first = [member.why for member in asked.members], asked.total
    asked.clear_results()
    assert not {"_found", "members", "facets"} & vars(asked).keys()
    assert ([member.why for member in asked.members], asked.total) == first
