"""A profile as schema.org tells it."""

import json
import re

import pytest

from tests.helpers import make_member

pytestmark = pytest.mark.django_db


def data_of(client, slug="water-for-all", language="en"):
    page = client.get(f"/{language}/members/{slug}/").content.decode()
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(blocks) == 1
    return json.loads(blocks[0])


def test_it_is_an_ngo_with_all_that_is_known(client, directory):
    data = data_of(client)
    assert data["@type"] == "NGO"
    assert data["@id"] == f"urn:uuid:{directory.uuid}"
    assert data["alternateName"] == ["De l'eau pour tous", "Wells", "WFA"]
    assert data["url"] == "https://water.example/"
    assert data["mainEntityOfPage"] == "http://testserver/en/members/water-for-all/"
    assert data["identifier"]["value"] == "BE-BCE_KBO-0546740696"
    assert data["address"]["addressCountry"] == "BE"
    assert {c["identifier"] for c in data["areaServed"]} == {"SN", "CD"}
    assert data["memberOf"]["name"] == "Our members"


def test_what_is_unknown_is_left_out(client):
    make_member()
    assert set(data_of(client)) == {
        "@context",
        "@type",
        "@id",
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
