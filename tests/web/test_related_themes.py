"""Themes that are near to a profile's or to a theme: by the thesaurus, and by who works on them."""

import pytest

from tests.helpers import make_member, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def directory():
    """Health is near to disability by the thesaurus, and to zwoefels by its members."""
    make_theme("health", en="Health")
    make_theme("disability", en="Disability", nl="Handicap")
    make_theme("zwoefels", en="Zwoefels")
    make_theme("elsewhere", en="Elsewhere")
    make_theme("unused", en="Blindness")
    make_member("Alpha", themes=["health"])
    make_member("Beta", themes=["health", "zwoefels"])
    make_member("Gamma", themes=["disability"])
    make_member("Delta", themes=["elsewhere"])


def related(client, slug):
    links = client.get(f"/en/members/{slug}/").context["related_themes"]
    return [(link.label, link.members) for link in links]


def test_a_profile_leads_to_near_themes_with_members(client):
    assert related(client, "alpha") == [("Disability", 1), ("Zwoefels", 1)]
    assert related(client, "gamma") == [("Health", 2)]


def test_its_own_themes_are_not_among_them(client):
    assert related(client, "beta") == [("Disability", 1)]


def test_nothing_near_is_no_heading(client):
    assert related(client, "delta") == []
    assert "Related themes" not in client.get("/en/members/delta/").text


def test_hidden_members_count_nowhere(client):
    make_member("Secret", themes=["elsewhere", "health"], status="hidden")
    assert related(client, "delta") == []


def test_each_link_leads_to_a_page(client):
    page = client.get("/en/members/alpha/")
    for link in page.context["related_themes"]:
        assert f'href="{link.url}"' in page.text
        assert client.get(link.url).status_code == 200


def test_a_theme_page_names_near_themes_that_its_members_do_not_have(client):
    sections = client.get("/en/themes/health/").context["page"].neighbours
    labels = {links.title: [link.label for link in links.links] for links in sections}
    assert labels["What else they work on"] == ["Zwoefels"]
    assert labels["Related themes"] == ["Disability"]
