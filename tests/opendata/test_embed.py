"""What other sites show in a frame: strict, without cookies, and no more than the pages show."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings

from members.models import EmbedUse, Member
from members.opendata.embed import uses
from members.publishing.merging import merge
from tests.helpers import edit, make_member, set_federation

pytestmark = pytest.mark.django_db
PAGES = [
    "/embed/en/list",
    "/embed/fr/list?theme=water&scheme=dark",
    "/embed/nl/members/water-for-all",
]


@pytest.mark.parametrize("address", PAGES)
def test_any_site_may_frame_it_and_all_else_is_strict(address, directory, client):
    response = client.get(address)
    policy = response["Content-Security-Policy"]
    assert response.status_code == 200
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "unsafe-" not in policy
    assert "X-Frame-Options" not in response
    assert not response.cookies
    assert response["ETag"]
    again = client.get(address)
    assert again["Content-Security-Policy"] == policy
    assert "frame-ancestors 'none'" in client.get("/en/")["Content-Security-Policy"]


def test_a_list_shows_the_members_of_its_filters(directory, client):
    page = client.get("/embed/en/list?country=CD").content.decode()
    assert "Water for All" in page
    assert "Wells Together" not in page
    assert 'href="/en/?country=CD"' in page
    assert client.get("/embed/en/list?per_page=1").content.decode().count("<li class") == 1


def test_it_states_source_and_licence(directory, client):
    set_federation(licence="cc0", name={"en": "The Umbrella"})
    page = client.get("/embed/en/list").content.decode()
    assert "Source: The Umbrella." in page
    assert "creativecommons.org/publicdomain/zero" in page


def test_a_card_follows_its_member(directory, client):
    edit(directory, slug="water")
    assert "Water for All" in client.get("/embed/en/members/water-for-all").content.decode()
    merge(make_member("Successor"), directory, {}, None)
    assert "Successor" in client.get(f"/embed/en/members/{directory.uuid}").content.decode()


@pytest.mark.parametrize("key", ["secret", "draft", "former-friends", "nobody", "%00", "a b"])
def test_a_card_of_nobody_says_so_in_the_frame(key, directory, client):
    response = client.get(f"/embed/en/members/{key}")
    assert response.status_code == 404
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "not in the directory any more" in response.content.decode()


def test_a_badge_is_true_today(directory, client):
    set_federation(name={"en": "The <Umbrella>"}, accent_colour="#123456")
    response = client.get("/embed/en/badge/water-for-all.svg")
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    title = ET.fromstring(response.content)[0].text  # noqa: S314 - our own answer
    assert title == "Water for All: Member of The <Umbrella>"
    assert "#123456" in response.content.decode()
    edit(directory, status="hidden")
    response = client.get("/embed/en/badge/water-for-all.svg")
    assert response.status_code == 404
    assert "Water for All" not in response.content.decode()
    assert "No member of" in response.content.decode()


def test_the_script_of_the_host_is_small_and_has_a_lasting_address(client):
    response = client.get("/embed/resize.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert len(response.content) <= 1024
    file = Path(settings.BASE_DIR) / "static" / "opendata" / "resize.js"
    assert response.content == file.read_bytes()


def test_the_form_gives_the_html_for_the_list(directory, client):
    page = client.get("/en/open-data/embed/?theme=water").content.decode()
    assert "&lt;iframe" in page
    assert "/embed/en/list?theme=water&amp;amp;per_page=12" in page
    assert "/embed/resize.js" in page
    chosen = "made=1&per_page=6&scheme=dark"
    page = client.get(f"/en/open-data/embed/?theme=water&{chosen}").content.decode()
    assert "per_page=6&amp;amp;scheme=dark" in page
    assert "/embed/resize.js" not in page
    assert client.get("/en/open-data/embed/?made=1&per_page=x").status_code == 200
    assert client.get("/en/open-data/embed/?page=99").status_code in (200, 404)


def test_every_list_offers_it(directory, client):
    page = client.get("/en/?theme=water").content.decode()
    assert 'href="/en/open-data/embed/?theme=water"' in page


def test_a_choice_that_does_not_exist_is_refused(directory, client):
    for address in ("/embed/en/list?scheme=pink", "/embed/en/list?per_page=0", "/embed/xx/list"):
        assert client.get(address).status_code == 400
    assert Member.objects.count() > 2


def test_it_is_counted_on_which_sites_it_is_shown(directory, client):
    for referrer in ("https://www.ally.example.com/page", "https://ally.example.com/", "x://["):
        client.get("/embed/en/list", headers={"Referer": referrer})
    for own in ("http://testserver/en/", "http://192.168.1.4/", "http://localhost:8000/", ""):
        client.get("/embed/en/list", headers={"Referer": own})
    client.get("/en/", headers={"Referer": "https://ally.example.com/"})
    uses.flush()
    assert list(EmbedUse.objects.values_list("host", "times")) == [("ally.example.com", 2)]
    client.get("/embed/en/list", headers={"Referer": "https://ally.example.com/"})
    uses.flush()
    assert EmbedUse.objects.get().times == 3


def test_nobody_fills_the_counts_with_hosts(monkeypatch):
    monkeypatch.setattr(EmbedUse, "MOST", 3)
    EmbedUse.objects.add({f"site{number}.example.com": 1 for number in range(5)})
    EmbedUse.objects.add({"site0.example.com": 1, "other.example.com": 1})
    assert EmbedUse.objects.count() == 3
    assert EmbedUse.objects.get(host="site0.example.com").times == 2
    monkeypatch.setattr(uses, "_KEPT", 3)
    for number in range(20):
        uses.note(f"https://many{number}.example.com/", "testserver")
    assert EmbedUse.objects.count() == 3


def test_staff_see_where_the_directory_is_shown(reviewer_client):
    EmbedUse.objects.add({"ally.example.com": 4})
    page = reviewer_client.get("/admin/members/embeduse/").content.decode()
    assert "ally.example.com" in page
