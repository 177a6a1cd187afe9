"""A feed tells what readers of a list would want to know, and nothing that they may not."""

from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from members.models import Member
from members.publishing.leaving import leave
from members.publishing.merging import merge
from tests.helpers import edit, make_member, make_theme, set_federation

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def feed_of(client, query="lang=en"):
    response = client.get(f"/feeds/members.atom?{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314 - our own answer


def titles(feed):
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


@pytest.mark.parametrize(
    ("language", "subtitle"),
    [("nl", "Nieuws uit de ledengids"), ("fr", "Actualités de l’annuaire des membres")],
)
def test_its_subtitle_is_in_its_language(client, language, subtitle):
    assert feed_of(client, f"lang={language}").findtext(f"{ATOM}subtitle") == subtitle


def test_it_is_valid_atom(directory, client):
    set_federation(licence="cc0")
    feed = feed_of(client)
    for name in ("id", "title", "updated", "author", "rights"):
        assert feed.find(ATOM + name) is not None
    relations = {link.get("rel") for link in feed.findall(f"{ATOM}link")}
    assert relations == {"self", "alternate", "license"}
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        for name in ("id", "title", "updated", "summary"):
            assert entry.findtext(ATOM + name)
    identifiers = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(identifiers)) == len(identifiers)


def test_it_tells_who_is_new_changed_and_confirmed_newest_first(directory, client):
    edit(directory, city="Ghent", phone="+32 2 765 43 21")
    edit(directory, confirmed_at=timezone.now().isoformat())
    assert titles(feed_of(client))[:3] == [
        "Water for All: confirmed by the organisation",
        "Water for All: changed",
        "Wells Together: new member",
    ]
    summaries = [entry.findtext(f"{ATOM}summary") for entry in feed_of(client).iter(f"{ATOM}entry")]
    assert summaries[1] == "Phone, Town"


def test_who_left_is_told_as_on_its_page(directory, client):
    leave(directory, timezone.localdate(), None, text={"en": "It merged abroad."})
    entry = next(feed_of(client).iter(f"{ATOM}entry"))
    assert entry.findtext(f"{ATOM}title") == "Water for All: left the federation"
    assert entry.findtext(f"{ATOM}summary") == "It merged abroad."


def test_a_change_that_readers_do_not_see_is_no_news(directory, client):
    before = titles(feed_of(client))
    edit(directory, hidden_fields=["phone"])
    edit(directory, phone="+32 2 765 43 21")
    edit(directory, sources=directory.sources)
    assert titles(feed_of(client)) == before


def test_a_member_that_is_hidden_or_merged_is_no_news(directory, client):
    merge(directory, make_member("Water once more"), {}, None)
    edit(Member.objects.get(slug="wells-together"), status="hidden")
    text = " ".join(titles(feed_of(client)))
    for name in ("Water once more", "Wells Together", "Secret", "Draft"):
        assert name not in text


def test_a_list_has_a_feed_of_its_own_members(directory, client):
    make_theme("health")
    make_member("Doctors", themes=["health"])
    assert titles(feed_of(client, "lang=en&theme=health")) == ["Doctors: new member"]
    assert titles(feed_of(client, "lang=en&q=doctors")) == ["Doctors: new member"]
    page = client.get("/en/?theme=health").content.decode()
    assert page.count("/feeds/members.atom?lang=en&amp;theme=health") == 2
    assert 'type="application/atom+xml"' in page


def test_it_speaks_the_readers_language(directory, client):
    feed = feed_of(client, "lang=fr&country=SN")
    assert "De l'eau pour tous" in " ".join(titles(feed))
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"


@pytest.mark.parametrize("members", [1, 40])
def test_its_queries_do_not_grow(members, client, django_assert_max_num_queries):
    make_theme("water")
    for number in range(members):
        edit(make_member(f"Member {number}", themes=["water"]), city="Ghent")
    with django_assert_max_num_queries(14):
        feed_of(client)
