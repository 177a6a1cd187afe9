"""Sitemap, robots, OpenSearch, health, style and logos."""

import json
import re
from datetime import datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import InterfaceError, OperationalError
from django.urls import reverse
from django.utils.timezone import now

from directory import __version__
from members.publishing.logos import store_logo
from tests.helpers import edit, make_member, picture, set_federation

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def xml_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return ET.fromstring(response.content)  # noqa: S314 - our own answer


def locations(tree):
    return [node.text.removeprefix("http://testserver") for node in tree.iter(f"{MAP}loc")]


def test_the_sitemap_holds_every_public_page_in_every_language(client, directory):
    found = locations(xml_of(client, "/sitemap.xml"))
    slugs = ["water-for-all", "wells-together"]
    terms = ["themes/", "themes/water/", "countries/", "countries/cd/", "countries/sn/"]
    terms += ["places/", "places/be-vbr/"]
    pages = ["", "about/", "open-data/", *terms, *(f"members/{slug}/" for slug in slugs)]
    assert sorted(found) == sorted(f"/{code}/{p}" for p in pages for code in ("nl", "fr", "en"))
    assert {client.get(address).status_code for address in found} == {200}


def test_each_page_of_the_sitemap_names_its_languages(client, directory):
    for url in xml_of(client, "/sitemap.xml").iter(f"{MAP}url"):
        codes = [link.get("hreflang") for link in url.iter(f"{XHTML}link")]
        assert codes == ["nl", "fr", "en"]


def test_a_large_sitemap_comes_in_parts(client, directory, monkeypatch):
    monkeypatch.setattr("members.web.machines.SITEMAP_MEMBERS", 1)
    parts = locations(xml_of(client, "/sitemap.xml"))
    assert parts == ["/sitemap-1.xml", "/sitemap-2.xml"]
    found = [address for part in parts for address in locations(xml_of(client, part))]
    assert len(found) == len(set(found)) == 3 * 12


@pytest.mark.parametrize("part", ["0", "3", "99999999999999999999999"])
def test_a_part_that_does_not_exist_is_not_found(client, directory, part):
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_the_sitemap_of_an_empty_directory(client):
    assert len(locations(xml_of(client, "/sitemap.xml"))) == 9


def test_the_sitemap_follows_a_publish(client):
    edit(make_member(), status="hidden")
    assert not [url for url in locations(xml_of(client, "/sitemap.xml")) if "members/" in url]


def test_robots_name_the_sitemap_and_keep_off_forms(client):
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /admin/" in text
    assert client.get("/robots.txt")["Content-Type"].startswith("text/plain")


def test_opensearch_is_valid_and_in_the_federations_language(client):
    set_federation(name={"fr": "Fédération <&> des organisations"}, languages=["fr", "nl"])
    root = xml_of(client, "/opensearch.xml")
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    url = next(url for url in root.iter(f"{space}Url") if url.get("type") == "text/html")
    assert url.get("template") == "http://testserver/fr/?q={searchTerms}"
    assert len(root.find(f"{space}ShortName").text) <= 16
    assert root.find(f"{space}Description").text == "Fédération <&> des organisations"


def test_health(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()["database"]) == (200, "ok")
    assert response.json()["version"] == __version__


@pytest.mark.parametrize("error", [InterfaceError, OperationalError])
def test_ill_health_without_a_database(client, monkeypatch, error):
    def refuse(*_args):
        raise error("secret host unreachable")

    monkeypatch.setattr("members.web.health.MigrationExecutor", refuse)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert b"secret" not in response.content


def test_ill_health_while_a_migration_waits(client, monkeypatch):
    executor = "members.web.health.MigrationExecutor.migration_plan"
    monkeypatch.setattr(executor, lambda *_args: ["one"])
    response = client.get("/healthz")
    assert response.status_code == 503
    assert json.loads(response.content)["migrations"] == "1 waiting"


def test_logos_are_served_for_ever_and_never_run(client):
    digest = store_logo(picture()).split("-")[0]
    response = client.get(reverse("logo", args=[digest, 96]))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert "immutable" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content)[8:12] == b"WEBP"


@pytest.mark.parametrize("name", ["f" * 32 + "-96", "f" * 32 + "-999", "..%2f..%2fsettings-96"])
def test_a_logo_that_is_not_kept_is_not_found(client, name):
    assert client.get(f"/logos/{name}.webp").status_code == 404


def test_the_favicon_of_old_browsers(client):
    assert client.get("/favicon.ico").status_code == 302


def test_the_manifest_names_the_site_and_icons_that_there_are(client):
    set_federation(name={"fr": "Fédération"}, languages=["fr", "nl"], accent_colour="#884422")
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    data = response.json()
    assert (data["name"], data["start_url"], data["theme_color"]) == (
        "Fédération",
        "/fr/",
        "#884422",
    )
    files = [icon["src"].removeprefix("/static/") for icon in data["icons"]]
    assert len(files) == 3
    assert all(finders.find(file) for file in files)


def test_security_txt_says_whom_to_tell_and_until_when(client, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    set_federation(contact_email="info@example.org", languages=["nl", "fr"])
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: mailto:info@example.org\n" in text
    assert "Preferred-Languages: nl, fr\n" in text
    expires = datetime.fromisoformat(re.search("Expires: (.*)", text)[1])
    assert timedelta(days=30) < expires - now() < timedelta(days=365)
    settings.SECURITY_CONTACT = "https://example.org/security"
    cache.clear()
    text = client.get("/.well-known/security.txt").content.decode()
    assert "Contact: https://example.org/security\n" in text
