"""A member's page: all of it for the public, nothing for those who have no page."""

import re

import pytest

from tests.helpers import edit, make_member, path_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_directory")]
ADDRESS = "/en/members/water-for-all/"


def test_it_shows_everything(client):
    page = client.get(ADDRESS).content.decode()
    for part in (
        "Water for All",
        "Drinkbaar water",
        "Wells &amp; <em>taps</em>",
        "Puits",
        "Leuven",
        "Street 1",
        "3000",
        "Flemish Brabant",
        "0546.740.696",
        "1992",
        "https://water.example/",
        "info@water.example",
        "tel:+3221234567",
        "https://water.example/give",
        "x.com/water",
        "Senegal",
        "Democratic Republic of the Congo",
        "12 countries",
        "Dutch",
        "French",
        "Worldwide",
        "Associate",
        "WFA",
        "Wells",
        "Wells Together",
    ):
        assert part in page, part


def test_a_text_in_another_language_is_marked_and_labelled(client):
    page = client.get(ADDRESS).content.decode()
    assert re.search(r'lang="nl"[^>]*>\s*Drinkbaar water', page)
    assert re.search(r'lang="fr"', page)
    assert "Dutch" in page


def test_a_profile_that_was_never_confirmed_says_so(client):
    member = make_member("Fresh", confirmed_at="2026-11-01T00:00:00+00:00")
    assert b"ot yet confirmed" in client.get(ADDRESS).content
    assert b"ot yet confirmed" not in client.get(member.get_absolute_url()).content


@pytest.mark.parametrize(
    ("slug", "status"),
    [("secret", 404), ("draft", 404), ("nobody", 404), ("former-friends", 410), ("a" * 900, 404)],
)
@pytest.mark.parametrize("tail", ["", "report/", "report/thanks/"])
def test_who_is_not_public_has_no_page(client, slug, status, tail):
    response = client.get(f"/en/members/{slug}/{tail}")
    assert response.status_code == (404 if tail else status)
    assert b"Secret" not in response.content
    assert b"Former Friends" not in response.content


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_former_address_leads_to_the_new_one_for_ever(client, language):
    member = make_member("Old Name")
    edit(member, slug="new-name")
    response = client.get(f"/{language}/members/old-name/")
    assert response.status_code == 301
    assert path_of(response) == f"/{language}/members/new-name/"


@pytest.mark.parametrize("status", ["hidden", "draft", "former"])
def test_a_former_address_tells_nothing_of_a_member_that_is_not_public(client, status):
    member = make_member("Old Name")
    edit(member, slug="new-name")
    edit(member, status=status)
    assert client.get("/en/members/old-name/").status_code in (404, 410)


def test_neighbours_and_the_way_back_keep_the_search(client):
    page = client.get(f"{ADDRESS}?theme=water&at=1").content.decode()
    assert 'href="/en/members/wells-together/?theme=water&amp;at=2"' in page
    assert 'href="/en/?theme=water"' in page


@pytest.mark.parametrize(
    "at", ["2", "0", "-1", "x", "9" * 6, "9" * 40, "00000010" + "0" * 30, "٣", "1.0", ""]
)
def test_a_place_that_is_not_its_own_gives_no_neighbours(client, at):
    response = client.get(ADDRESS, {"theme": "water", "at": at})
    assert response.status_code == 200
    assert response.context["neighbours"] == {"previous": None, "next": None}


def test_its_canonical_address_has_no_search(client):
    page = client.get(f"{ADDRESS}?q=water&at=1").content.decode()
    assert f'rel="canonical" href="http://testserver{ADDRESS}"' in page
    assert f'property="og:url" content="http://testserver{ADDRESS}"' in page


def test_each_alternate_language_answers(client):
    page = client.get(ADDRESS).content.decode()
    alternates = re.findall(r'hreflang="(\w+)" href="http://testserver(/[^"]*)"', page)
    assert [code for code, _url in alternates] == ["nl", "fr", "en"]
    assert {client.get(url).status_code for _code, url in alternates} == {200}


def test_similar_members_are_public_and_share_a_theme(client):
    similar = client.get(ADDRESS).context["similar"]
    assert [member.name for member in similar] == ["Wells Together"]


def test_similar_members_stand_by_what_they_share(client):
    make_member("Nearer", themes=["water"], countries=["SN", "CD"])
    similar = client.get(ADDRESS).context["similar"]
    assert [member.name for member in similar] == ["Nearer", "Wells Together"]
