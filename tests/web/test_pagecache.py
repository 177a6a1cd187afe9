"""Public pages are kept per version: a repeat costs one read, a publish shows at once."""

import pytest
from django.core.cache import cache
from django.test import Client

from members.models import DirectoryVersion
from members.web.release import release
from tests.helpers import edit, make_member, set_federation

from .test_headers import check as check_headers

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/en/members/water-for-all/",
        "/en/about/",
        "/sitemap.xml",
        "/robots.txt",
        "/opensearch.xml",
    ],
)
def test_a_repeat_costs_one_query_and_gives_the_same(
    address, directory, client, django_assert_num_queries
):
    first = client.get(address)
    with django_assert_num_queries(1):
        again = client.get(address)
    assert again.content == first.content
    assert again["ETag"] == first["ETag"]
    assert again["Content-Type"] == first["Content-Type"]


def test_an_unchanged_page_is_answered_by_its_etag(directory, client, django_assert_num_queries):
    first = client.get("/en/")
    with django_assert_num_queries(1):
        again = client.get("/en/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert "Cookie" in again["Vary"]


def test_a_publish_is_seen_on_the_next_request(client):
    member = make_member()
    etag = client.get("/en/")["ETag"]
    edit(member, name="Renamed")
    response = client.get("/en/", headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert b"Renamed" in response.content
    assert response["ETag"] != etag


def test_a_changed_setting_is_seen_on_the_next_request(client):
    client.get("/en/")
    set_federation(name={"en": "The Umbrella"})
    assert b"The Umbrella" in client.get("/en/").content


def test_pages_may_be_kept_but_must_be_asked_about(directory, client):
    response = client.get("/en/")
    assert response["Cache-Control"] == "public, no-cache"
    assert {"Cookie", "Accept-Encoding"} <= {v.strip() for v in response["Vary"].split(",")}
    assert not response.cookies


def test_who_is_signed_in_is_never_answered_from_what_is_kept(directory, client, reviewer_client):
    client.get("/en/")
    response = reviewer_client.get("/en/")
    assert response["Cache-Control"] == "private, no-store"
    assert "ETag" not in response
    assert b"/admin/" in response.content
    assert b"/admin/" not in client.get("/en/").content


@pytest.mark.parametrize(
    "address",
    [
        "/en/members/water-for-all/report/",
        "/en/nowhere/",
        "/",
        "/en/members/former-friends/",
        "/admin/login/",
    ],
)
def test_forms_errors_and_redirects_are_not_kept(address, directory, client):
    response = client.get(address)
    assert "ETag" not in response
    assert "no-store" in response["Cache-Control"]


def test_a_post_is_not_answered_from_what_is_kept(directory, client):
    client.get("/en/")
    assert client.post("/en/").status_code == 405


def test_head_is_get_without_its_body(directory, client):
    for _again in range(2):
        head, get = client.head("/en/"), client.get("/en/")
        assert head.content == b""
        assert get.content
        for name in ("ETag", "Content-Type", "Cache-Control", "Vary", "Content-Length"):
            assert head.get(name) == get.get(name)
        cache.clear()


def test_a_head_kept_first_serves_a_whole_get(directory, client):
    client.head("/en/")
    assert b"Water for All" in client.get("/en/").content


def test_languages_queries_and_hosts_are_kept_apart(directory, client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    client.get("/en/")
    assert b'lang="fr"' in client.get("/fr/").content
    assert b"Wells Together" not in client.get("/en/?q=leuven").content
    assert b"other.example" in client.get("/robots.txt", headers={"host": "other.example"}).content


def test_compressed_and_plain_are_kept_apart(directory, client):
    packed = client.get("/en/", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get("/en/")
    assert client.get("/en/", headers={"accept-encoding": "gzip"})["Content-Encoding"] == "gzip"


def test_a_page_of_yesterday_is_made_anew(directory, client, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    etag = client.get("/en/")["ETag"]
    time_machine.move_to("2026-11-24 12:00:00+00:00", tick=False)
    assert client.get("/en/")["ETag"] != etag


def test_a_kept_page_carries_every_header_of_the_first(directory, client):
    first = client.get("/en/", secure=True)
    again = client.get("/en/", secure=True)
    assert first.headers.pop("X-Request-ID") != again.headers.pop("X-Request-ID")
    assert "default-src 'none'" in again["Content-Security-Policy"]
    assert dict(again.items()) == dict(first.items())


def test_pages_kept_before_a_setting_changed_their_headers_are_not_served(settings):
    release.cache_clear()
    before = release()
    settings.SECURE_HSTS_SECONDS = 12_345
    release.cache_clear()
    assert release() != before
    release.cache_clear()


def test_a_page_that_cannot_be_looked_up_fails_with_every_header(directory):
    DirectoryVersion.objects.all().delete()
    response = Client(raise_request_exception=False).get("/en/")
    assert response.status_code == 500
    check_headers(response)
