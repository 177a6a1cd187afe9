"""What is kept of the public's pages has a bound, and nobody can spoil what others get."""

import pytest
from django.core.cache import cache
from django.test import Client

from members.web.pagecache import takes_gzip
from tests.helpers import edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(monkeypatch):
    """The keys under which pages were kept, once each."""
    keys, kept = set(), cache.set

    def keep(key, *args, **kwargs):
        if key.startswith("page:"):
            keys.add(key)
        return kept(key, *args, **kwargs)

    monkeypatch.setattr("members.web.page_store.cache.set", keep, raising=False)
    return keys


def test_a_page_that_was_asked_something_unknown_is_not_kept(directory, client, places):
    for number in range(5):
        assert client.get(f"/en/?utm_source={number}").status_code == 200
        assert client.get(f"/en/?q=wells&x{number}=1").status_code == 200
    assert places == set()


def test_searches_share_a_fixed_number_of_places(directory, client, places, settings):
    settings.KEPT_SEARCHES = 4
    for number in range(30):
        client.get(f"/en/?q=wells{number}")
    assert 1 < len(places) <= 4
    client.get("/en/")
    assert len(places) <= 5


def test_ports_and_names_of_a_wildcard_have_no_places_of_their_own(
    directory, client, places, settings
):
    settings.ALLOWED_HOSTS, settings.KEPT_SEARCHES = [".example.org"], 4
    for number in range(20):
        client.get("/en/", headers={"host": f"n{number}.example.org:{8000 + number}"})
    assert len(places) <= 4


def test_a_publish_takes_the_place_of_the_page_before(directory, client, places):
    client.get("/en/")
    edit(directory, city="Leuven")
    client.get("/en/")
    assert len(places) == 1


def test_another_search_in_the_same_place_is_not_shown(directory, client, settings):
    settings.KEPT_SEARCHES = 1
    for word in ("water", "leuven", "water"):
        assert f"“{word}”" in client.get(f"/en/?q={word}").content.decode()


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("x-gzip", True),
        ("notgzip", False),
        ("", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000", False),
        ("deflate, br", False),
        ("gzip2", False),
    ],
)
def test_gzip_is_what_the_header_says(header, taken):
    assert takes_gzip(header) is taken


@pytest.mark.parametrize("spoiler", ["notgzip", "gzip;q=0", "gzipped", "-gzip"])
def test_a_strange_encoding_does_not_spoil_the_compressed_page(directory, client, spoiler):
    assert "Content-Encoding" not in client.get("/en/", headers={"accept-encoding": spoiler})
    packed = client.get("/en/", headers={"accept-encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"


def test_too_many_parameters_are_a_bad_request_with_every_header(directory):
    client = Client(raise_request_exception=False)
    response = client.get("/en/?" + "&".join(f"p{n}=1" for n in range(5000)))
    assert response.status_code == 400
    assert "default-src 'none'" in response["Content-Security-Policy"]
