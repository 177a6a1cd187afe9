"""Maps: which shapes lead where, with which numbers, and what they do not tell."""

import gzip
import re
import time
from html import unescape
from pathlib import Path

import pytest

from members.parsing.country_data import CONTINENT_OF
from members.web.maps.drawing import Map
from members.web.maps.shapes import shapes_of
from tests.helpers import edit, make_member, make_place

pytestmark = pytest.mark.django_db
SHAPES = Path(__file__).resolve().parents[3] / "static" / "koepel" / "maps"
_PROVINCES = "BRU VAN VBR VLI VOV VWV WBR WHT WLG WLX WNA"


@pytest.fixture(autouse=True)
def fresh_shapes():
    shapes_of.cache_clear()
    yield
    shapes_of.cache_clear()


def page_of(client, address):
    return unescape(client.get(address).content.decode())


def areas(page):
    """Return {what is said of an area: where it leads} of the maps on a page."""
    found = re.findall(r'<a href="([^"]*)" class="map-\d" aria-label="([^"]*)"', page)
    return {said.strip(): address for address, said in found}


def test_each_country_leads_to_its_members_and_says_how_many(client, directory):
    assert areas(page_of(client, "/en/?view=map")) == {
        "Senegal: 2 members": "?country=SN",
        "Democratic Republic of the Congo: 1 member": "?country=CD",
        "Flemish Brabant: 1 member": "?place=BE-VBR",
    }


def test_it_counts_what_the_other_filters_leave(client, directory):
    make_member("Bread", countries=["ML"])
    found = areas(page_of(client, "/en/?view=map&theme=water&country=CD"))
    assert found["Senegal: 2 members"] == "?theme=water&country=SN"
    assert not [said for said in found if said.startswith("Mali")]


def test_the_numbers_stand_in_a_list_beside_it(client, directory):
    page = page_of(client, "/en/?view=map")
    words = page[page.index('id="list-country"') :]
    assert '<a href="?country=SN">Senegal</a>' in words
    assert 'href="#list-country"' in page


def test_filters_keep_the_map_and_downloads_leave_it(client, directory):
    page = page_of(client, "/en/?view=map&theme=water")
    assert '<input type="hidden" name="view" value="map">' in page
    assert 'href="?theme=water"' in page  # the same as a list
    assert "download.csv?theme=water" in page
    assert "view=map" not in re.search(r'href="(print/.*?)"', page)[1]


def test_a_view_that_does_not_exist_is_the_list(client, directory):
    assert 'class="cards"' in page_of(client, "/en/?view=globe")


def test_what_is_hidden_is_on_no_map(client, directory):
    member = make_member("Shy", countries=["ML", "PE"], place="BE-VBR")
    pages = ["/en/?view=map", "/en/", "/en/members/shy/", "/en/places/be-vbr/"]
    assert all("#ML" in page_of(client, address) for address in pages)
    edit(member, hidden_fields=["countries"])
    assert not any("#ML" in page_of(client, address) for address in pages)
    edit(member, hidden_fields=[], status="hidden")
    pages.remove("/en/members/shy/")
    assert not any("#ML" in page_of(client, address) for address in pages)


def test_a_profile_has_a_map_of_its_countries_unless_it_works_at_home_alone(client, directory):
    make_member("Neighbours", countries=["BE"])
    assert "#SN" in page_of(client, "/en/members/water-for-all/")
    assert "map-land" not in page_of(client, "/en/members/neighbours/")


def test_a_page_about_a_country_shows_the_seats_of_its_members(client, directory):
    assert areas(page_of(client, "/en/countries/cd/")) == {
        "Flemish Brabant: 1 member": "/en/?country=CD&place=BE-VBR"
    }


def test_five_steps_by_equal_factors():
    counts = {"BE": 100, "CD": 40, "SN": 10, "ML": 5, "PE": 1}
    drawn = Map("country", counts, str, {code: code for code in counts})
    assert [area.step for area in drawn.areas] == [5, 4, 3, 2, 1]
    assert [(step.least, step.most) for step in drawn.legend] == [
        (1, 1),
        (5, 5),
        (10, 10),
        (40, 40),
        (100, 100),
    ]


def test_every_country_and_every_province_has_a_shape_or_a_dot():
    world = shapes_of("country")
    without = {code for code in CONTINENT_OF if not world.pieces(code)}
    # Antarctica, and overseas parts that the source draws with their state.
    assert without <= set("AQ BQ BV CC CX GF GI GP MQ RE SJ TK TV UM YT".split())
    assert all(shapes_of("place").pieces(f"BE-{code}") for code in _PROVINCES.split())


@pytest.mark.parametrize(("name", "most"), [("world.svg", 25_000), ("belgium.svg", 7_000)])
def test_the_shapes_are_light(name, most):
    assert len(gzip.compress((SHAPES / name).read_bytes())) <= most


def test_another_federation_names_its_own_shapes(client, directory, settings, tmp_path):
    file = tmp_path / "own.svg"
    path = '<path id="NL-UT" d="M0 0h9v9z"/>'
    file.write_text(f'<svg viewBox="0 0 1000 900"><g id="all">{path}</g></svg>')
    settings.PLACE_SHAPES = str(file)
    make_place("NL-UT", en="Utrecht")
    make_member("Dykes", place="NL-UT")
    page = page_of(client, "/en/?view=map")
    assert areas(page)["Utrecht: 1 member"] == "?place=NL-UT"
    response = client.get(re.search(r'href="(/shapes/.*?)#NL-UT"', page)[1])
    assert response["Content-Type"] == "image/svg+xml"
    assert path in response.content.decode()


@pytest.mark.parametrize("members", [1, 8])
def test_its_queries_do_not_grow(client, directory, members, django_assert_max_num_queries):
    for number in range(members):
        make_member(f"Well {number}", countries=["SN", "ML"])
    client.get("/en/")
    with django_assert_max_num_queries(6):
        client.get("/en/?view=map&country=SN")


def test_a_map_of_every_country_is_drawn_in_time(client, directory):
    make_member("Everywhere", countries=sorted(CONTINENT_OF))
    client.get("/en/?view=map")
    begun = time.process_time()
    client.get("/en/?view=map&theme=water&theme=water")
    client.get("/en/?view=map&confirmed=1")
    assert time.process_time() - begun < 1
