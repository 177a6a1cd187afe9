"""The grid of themes and countries or places: its numbers, what is behind them, and its files."""

import csv
import io
import re
from html import unescape

import pytest
from django.http import QueryDict

from members.search.indexing import reader
from members.search.query import crossing
from members.search.query.directory_query import DirectoryQuery
from members.web.grid.table import Grid
from tests.helpers import ask, edit, make_member, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def others(directory):
    """A member for another theme, in one of the same countries."""
    make_theme("health", en="Health", nl="Gezondheid")
    return make_member("Nurses", themes=["health"], countries=["SN", "ML"])


def grid_of(query=""):
    params = QueryDict(query)
    return Grid(DirectoryQuery(params, "en"), params)


def numbers(grid):
    """Return {theme: [numbers]}."""
    return {head.label: [cell.members for cell in cells] for head, cells in grid.rows}


def page_of(client, address):
    return unescape(client.get(address).content.decode())


def rows_of(client, address, separator=","):
    response = client.get(address)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def test_gaps_are_seen(others):
    grid = grid_of()
    assert [head.value for head in grid.columns] == ["SN", "CD", "ML"]
    assert numbers(grid) == {"Water": [2, 1, 0], "Health": [1, 0, 1]}


@pytest.mark.parametrize(
    "query", ["", "country=SN&country=CD", "theme=health", "q=water", "country=002"]
)
@pytest.mark.parametrize("across", ["country", "place"])
def test_each_number_is_what_its_link_shows(others, query, across):
    grid = grid_of(f"{query}&view=grid&across={across}")
    for head, cells in grid.rows:
        assert ask(head.url).total == head.members
        for cell in cells:
            assert not cell.members or ask(cell.url).total == cell.members
    assert all(ask(head.url).total == head.members for head in grid.columns)


def test_a_choice_leaves_only_its_own_columns(others):
    assert [head.value for head in grid_of("country=ML&view=grid").columns] == ["ML"]


def test_a_continent_leaves_its_countries(others):
    make_member("Andes", themes=["water"], countries=["PE"])
    assert [head.value for head in grid_of("country=002&view=grid").columns] == ["SN", "CD", "ML"]


def test_rows_stand_by_number_by_name_or_by_a_column(others):
    assert list(numbers(grid_of())) == ["Water", "Health"]
    assert list(numbers(grid_of("by=ML"))) == ["Health", "Water"]
    make_theme("animals", en="Animals")
    make_member("Vets", themes=["animals"])
    assert list(numbers(grid_of("by=name"))) == [
        "Water",
        "Health",
        "Animals",
    ]  # as staff order them
    assert list(numbers(grid_of("by=nonsense&across=nowhere"))) == ["Water", "Health", "Animals"]


def test_the_database_counts_the_same_while_the_index_is_built(others, monkeypatch):
    pairs = ("theme", ["water", "health"]), ("country", ["SN", "CD", "ML"])
    query = ask()
    counted = crossing.crossed(query.selection, query.site, *pairs)
    by_database = crossing._by_database(query.selection, query.site, *pairs)
    assert (
        counted
        == by_database
        == {
            ("water", "SN"): 2,
            ("water", "CD"): 1,
            ("health", "SN"): 1,
            ("health", "ML"): 1,
        }
    )
    reader.forget()


@pytest.mark.parametrize("hidden", [{"hidden_fields": ["countries"]}, {"status": "hidden"}])
def test_what_is_hidden_is_in_no_grid_and_no_file(client, others, hidden):
    edit(others, **hidden)
    assert "ML" not in [head.value for head in grid_of().columns]
    assert "Mali" not in page_of(client, "/en/?view=grid")
    files = [rows_of(client, "/en/grid.csv"), rows_of(client, "/en/3w.csv")]
    assert "Mali" not in str(files)


def test_the_page_names_rows_and_columns_and_how_they_are_ordered(client, others):
    page = page_of(client, "/en/?view=grid&by=ML")
    assert '<th scope="row">Water</th>' in page
    assert re.search(r'aria-sort="descending">\s*<a href="[^"]*by=ML"', page)
    assert '<a href="?theme=health&country=ML">1</a>' in page
    assert '<span class="vh">none</span>' in page


def test_the_grid_is_a_file(client, others):
    assert rows_of(client, "/en/grid.csv") == [
        ["Theme", "Senegal", "Democratic Republic of the Congo", "Mali"],
        ["Water", "2", "1", "0"],
        ["Health", "1", "0", "1"],
    ]
    assert rows_of(client, "/nl/grid.csv?across=place", ";")[0] == ["Thema", "Vlaams-Brabant"]


def test_who_does_what_where_has_hashtags_below_its_headings(client, others):
    headings, hashtags, *rows = rows_of(client, "/nl/3w.csv?theme=health")
    assert headings[0] == "Organisatie"
    assert hashtags[:4] == ["#org+name", "#org+acronym", "#org+id", "#sector+name"]
    assert [(row[0], row[3], row[6]) for row in rows] == [
        ("Nurses", "Gezondheid", "ML"),
        ("Nurses", "Gezondheid", "SN"),
    ]
    assert rows[0][7] == "http://testserver/nl/members/nurses/"


def test_an_empty_directory_has_an_empty_grid(client):
    make_member("Alone")
    assert "<table" not in page_of(client, "/en/?view=grid")
    assert len(rows_of(client, "/en/grid.csv")) == 1


@pytest.mark.parametrize("members", [1, 8])
def test_its_queries_do_not_grow(client, directory, members, django_assert_max_num_queries):
    for number in range(members):
        make_member(f"Well {number}", themes=["water"], countries=["SN", "ML"])
    client.get("/en/")
    with django_assert_max_num_queries(6):
        client.get("/en/?view=grid&country=SN")
