"""Filters by where: near a town, and continents; and members with all of what is chosen."""

import pytest

from members.search.query import directory_query
from tests.helpers import ask, facet_options, make_member, make_theme, names
from tests.search.indexing.building import build

pytestmark = pytest.mark.django_db
TOWNS = {"Gent": "9000", "Melle": "9090", "Wetteren": "9230", "Brugge": "8000", "Oostende": "8400"}


@pytest.fixture(params=["memory", "file", "database"])
def towns(request):
    """A member in each of some towns, in an index or in the database alone."""
    if request.param != "memory":
        request.getfixturevalue("in_file")
    for town, code in TOWNS.items():
        make_member(f"In {town}", city=town, postal_code=code)
    make_member("Nowhere")
    if request.param == "file":
        build()
    return request.param


def _towns(query):
    return [name.removeprefix("In ") for name in names(query)]


def test_who_is_near_stands_by_distance(towns):
    assert _towns("near=Gent") == ["Gent", "Melle", "Wetteren"]
    assert _towns("near=9000&km=10") == ["Gent", "Melle"]
    assert _towns("near=Gand&km=50") == ["Gent", "Melle", "Wetteren", "Brugge"]
    assert _towns("near=51.21,3.22&km=50")[0] == "Brugge"
    assert _towns("near=Gent&sort=name") == ["Gent", "Melle", "Wetteren"]


def test_a_larger_radius_shows_all_that_a_smaller_one_does(towns):
    shown = [set(names(f"near=Gent&km={km}")) for km in (10, 25, 50)]
    assert shown[0] < shown[1] < shown[2]


def test_it_is_a_filter_with_a_chip_and_an_address():
    query = ask("near=gand&km=10")
    assert [chip.label for chip in query.chips] == ["Ghent, up to 10 km"]
    assert query.selection.querystring() == "near=gent&km=10"
    assert query.chips[0].url == "?"
    assert ask("near=gent&km=25").selection.querystring() == "near=gent"
    assert [option.value for option in query.sorts] == ["near", "name", "-confirmed"]


def test_a_place_that_nobody_knows_is_named_and_narrows_nothing():
    make_member("Alpha")
    assert names("near=Atlantis&km=10") == ["Alpha"]
    assert ask("near=Atlantis").unknown == ("Atlantis",)
    assert names("near=99.9,200&sort=near") == ["Alpha"]


def test_a_town_that_nobody_knows_is_called_a_town_and_stays_in_its_box(client):
    make_member("Alpha")
    page = client.get("/en/?near=Atlantis&km=10&theme=gone").content.decode()
    assert "no town or postal code “Atlantis”" in page
    assert "was not applied: gone. The link" in page
    assert 'name="near" value="Atlantis"' in page
    assert '<option value="10" selected>' in page
    assert "no town" not in client.get("/en/?near=Gent&theme=gone").content.decode()


def test_words_stay_in_the_order_of_relevance():
    make_member("Water", city="Melle")
    make_member("Alpha", city="Gent", mission={"en": "Water"})
    assert names("q=water&near=gent") == ["Water", "Alpha"]
    assert names("q=water&near=gent&sort=near") == ["Alpha", "Water"]


def test_a_hidden_seat_is_near_to_nothing(towns):
    make_member("Secret", city="Gent", postal_code="9000", hidden_fields=["city", "postal_code"])
    assert "Secret" in names("")
    assert "Secret" not in names("near=gent")


def test_a_continent_means_its_countries(towns):
    make_member("Congo", countries=["CD", "RW"])
    make_member("Peru", countries=["PE"])
    make_member("Secret", countries=["CD"], hidden_fields=["countries"])
    assert names("country=002") == ["Congo"]
    assert names("country=002&country=PE&sort=name") == ["Congo", "Peru"]
    assert ask("country=002").chips[0].label == "Africa"


def test_a_continent_is_counted_once_a_member():
    make_member("Congo", countries=["CD", "RW"])
    make_member("Peru", countries=["PE"])
    group = next(group for group in ask().facets if group.name == "country")
    counts = {option.label: option.count for option in group.wider}
    assert counts["Africa"] == 1
    assert counts["South America"] == 1
    assert "Asia" not in counts
    assert not {"Africa", "002"} & {option.label for option in group.options}
    assert ask().counts("country") == {"CD": 1, "RW": 1, "PE": 1}


@pytest.fixture
def themed(towns):
    make_theme("health", en="Health")
    make_theme("water", en="Water")
    make_member("Both", themes=["health", "water"])
    make_member("Health only", themes=["health"])
    if towns == "file":
        build()


@pytest.mark.usefixtures("themed")
def test_all_of_the_chosen_can_be_asked_for():
    chosen = "theme=health&theme=water"
    assert names(f"{chosen}&sort=name") == ["Both", "Health only"]
    query = ask(f"{chosen}&theme-all=1")
    assert [member.name for member in query.members] == ["Both"]
    assert "all of these" in query.chips[0].group
    assert query.selection.querystring() == "theme=health&theme=water&theme-all=1"
    assert facet_options(query, "theme")["health"].count == 1


@pytest.mark.usefixtures("themed")
def test_one_value_alone_is_all_of_it():
    assert ask("theme=health&theme-all=1").selection.querystring() == "theme=health"
    assert names("theme=health&theme-all=1&sort=name") == ["Both", "Health only"]


@pytest.mark.usefixtures("themed")
@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("theme=health", "theme=health&theme=water&theme-all=1"),
        ("theme=health&theme=water", "theme=health&theme=water&theme-all=1"),
        ("q=health", "q=health&theme=water"),
        ("q=health+only", 'q="health+only"'),
        ("q=in", "q=in&near=gent"),
        ("near=gent", "near=gent&q=melle"),
        ("", "donation=1"),
    ],
)
def test_what_narrows_never_shows_anybody_else(wide, narrow):
    pages = [ask(query).total <= directory_query.PAGE_SIZE for query in (wide, narrow)]
    assert all(pages)
    assert set(names(narrow)) <= set(names(wide))


def test_the_page_says_it(client):
    make_theme("health", en="Health")
    make_theme("water", en="Water")
    make_member("Both", themes=["health", "water"], countries=["CD"], city="Gent")
    page = client.get("/en/?theme=health&theme=water&theme-all=1&near=gent").content.decode()
    assert 'name="theme-all" value="1" checked' in page
    assert 'id="near" name="near" value="Ghent"' in page
    assert "Continents and regions" in page


def test_only_the_list_may_ask_for_the_position(client):
    assert "geolocation=(self)" in client.get("/en/")["Permissions-Policy"]
