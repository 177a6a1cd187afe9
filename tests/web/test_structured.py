"""A profile as schema.org tells it."""

import json
import re

import pytest

from tests.helpers import make_member

pytestmark = pytest.mark.django_db


def graph_of(client, address):
    """Return {type: thing} of what a page tells machines."""
    page = client.get(address).content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(blocks) == 1
    data = json.loads(blocks[0])
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def data_of(client, slug="water-for-all", language="en"):
    return graph_of(client, f"/{language}/members/{slug}/")["NGO"]


def test_it_is_an_ngo_with_all_that_is_known(client, directory):
    data = data_of(client)
    assert data["@id"] == "http://testserver/en/members/water-for-all/"
    assert data["alternateName"] == ["De l'eau pour tous", "Wells", "WFA"]
    assert data["url"] == "https://water.example/"
    assert data["mainEntityOfPage"] == "http://testserver/en/members/water-for-all/#page"
    assert [identifier["value"] for identifier in data["identifier"]] == [
        str(directory.uuid),
        "BE-BCE_KBO-0546740696",
    ]
    assert (data["geo"]["latitude"], data["geo"]["longitude"]) == (50.88, 4.7)
    assert data["address"]["addressCountry"] == "BE"
    assert {c["identifier"] for c in data["areaServed"]} == {"SN", "CD"}
    assert data["memberOf"]["name"] == "Our members"


def test_what_is_unknown_is_left_out(client):
    make_member()
    assert set(data_of(client)) == {
        "@type",
        "@id",
        "identifier",
        "name",
        "mainEntityOfPage",
        "memberOf",
    }


def test_no_text_ends_the_script(client):
    nasty = "</script><script>alert(1)</script><!-- & \u2028."
    make_member(nasty, slug="nasty", summary={"en": nasty}, former_names=[nasty])
    data = data_of(client, "nasty")
    assert data["name"] == data["description"] == nasty.replace(" \u2028", " ")
    assert b"<script>alert" not in client.get("/en/members/nasty/").content


def test_a_profile_says_when_it_changed_and_in_which_language_it_is(client, directory):
    page = graph_of(client, "/fr/members/water-for-all/")["ProfilePage"]
    assert page["inLanguage"] == "fr"
    assert page["dateModified"] == directory.updated_at.date().isoformat()
    assert page["mainEntity"]["@id"] == "http://testserver/fr/members/water-for-all/"


def test_the_home_tells_how_it_is_searched_and_whom_it_lists(client, directory):
    graph = graph_of(client, "/en/")
    search = graph["WebSite"]["potentialAction"]["target"]["urlTemplate"]
    assert search == "http://testserver/en/?q={search_term_string}"
    names = [item["name"] for item in graph["CollectionPage"]["mainEntity"]["itemListElement"]]
    assert names == ["Water for All", "Wells Together"]


def test_a_page_about_a_theme_lists_its_members_and_says_where_it_stands(client, directory):
    graph = graph_of(client, "/en/themes/water/")
    assert graph["CollectionPage"]["mainEntity"]["numberOfItems"] == 2
    trail = graph["BreadcrumbList"]["itemListElement"]
    assert [(step["name"], step.get("item")) for step in trail] == [
        ("Members", "http://testserver/en/"),
        ("Themes", "http://testserver/en/themes/"),
        ("Water", None),
    ]
