"""Every answer carries the headers that keep readers safe; no page needs an exception."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from .conftest import PAGES

pytestmark = pytest.mark.django_db

ADDRESSES = [
    *PAGES,
    "/",
    "/sitemap.xml",
    "/robots.txt",
    "/opensearch.xml",
    "/healthz",
    "/style/1d5c63.css",
    "/favicon.ico",
    "/admin/login/",
    "/admin/",
    "/nowhere",
    "/static/nowhere.css",
]


def check(response):
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-" not in policy
    assert "http" not in policy.replace("upgrade-insecure", "")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]


def test_every_answer_is_safe(directory, client):
    for address in ADDRESSES:
        check(client.get(address))


def test_the_admin_is_as_strict_as_the_rest(directory, superuser_client):
    for address in ("/admin/", "/admin/members/member/", "/admin/password_change/"):
        check(superuser_client.get(address, follow=True))


def test_errors_are_as_strict_as_the_rest(directory, monkeypatch, settings):
    client = Client(raise_request_exception=False)
    settings.ALLOWED_HOSTS = ["testserver"]
    check(client.get("/en/", headers={"host": "evil.example"}))
    check(Client(enforce_csrf_checks=True).post("/en/members/water-for-all/report/"))
    monkeypatch.setattr("members.web.views.Member.objects", None)
    response = client.get("/en/about/")
    assert response.status_code == 500
    check(response)


def test_cookies_are_kept_from_scripts_and_other_sites(directory, client):
    cookie = client.get("/en/members/water-for-all/report/").cookies["csrftoken"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


class Markup(HTMLParser):
    """What of a page a strict policy would block."""

    def __init__(self, html):
        super().__init__()
        self.wrong, self.inside = [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        for name, value in attrs:
            if name.startswith(("on", "hx-on")) or name == "style":
                self.wrong.append(f"<{tag} {name}>")
            if str(value).lower().startswith("javascript:"):
                self.wrong.append(f"<{tag} {name}={value}>")
        data = attributes.get("type") == "application/ld+json"
        if tag == "style" or (tag == "script" and not attributes.get("src") and not data):
            self.wrong.append(f"<{tag}>")
        if tag in ("script", "img", "link", "iframe") and not self._own(attributes):
            self.wrong.append(f"<{tag}> from elsewhere: {attributes}")

    @staticmethod
    def _own(attributes):
        if attributes.get("rel") in ("canonical", "alternate"):
            return True
        sources = (attributes.get("src"), attributes.get("href") if "rel" in attributes else None)
        return all(not re.match(r"(https?:)?//", source or "") for source in sources)


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_no_page_has_inline_scripts_styles_or_handlers(pages, client, language):
    for address, response in pages.items():
        response = client.get(f"/{language}/{address.split('/', 2)[2]}")
        assert Markup(response.content.decode()).wrong == [], address


def test_no_page_of_the_admin_has_inline_scripts_styles_or_handlers(directory, superuser_client):
    for address in (
        "/admin/",
        "/admin/members/member/",
        "/admin/login/",
        f"/admin/members/member/{directory.pk}/change/",
    ):
        page = superuser_client.get(address, follow=True).content.decode()
        assert Markup(page).wrong == [], address


def test_the_pages_answer_as_expected(pages):
    assert {address: response.status_code for address, response in pages.items()} == PAGES


def test_errors_have_the_sites_look_and_language(directory, client):
    page = client.get("/fr/nowhere/").content.decode()
    assert '<html lang="fr"' in page
    assert "Our members" in page or "Nos membres" in page or "Onze leden" in page
    assert 'action="/fr/"' in page
