"""The first address leads to the reader's language."""

import pytest

from tests.helpers import path_of, set_federation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "target"),
    [
        (None, "/nl/"),
        ("fr", "/fr/"),
        ("fr-CA,fr;q=0.8", "/fr/"),
        ("de,en;q=0.5", "/en/"),
        ("de", "/nl/"),
        ("de,es;q=0.5", "/nl/"),
        ("*", "/nl/"),
        ("en;q=0,fr;q=0.1", "/fr/"),
        ("", "/nl/"),
        ("x" * 5000, "/nl/"),
        (";;;,,,q=", "/nl/"),
    ],
)
def test_the_browsers_language_decides_else_the_federations_first(client, accepted, target):
    headers = {} if accepted is None else {"accept-language": accepted}
    response = client.get("/", headers=headers)
    assert (response.status_code, path_of(response)) == (302, target)


def test_the_cookie_decides_before_the_browser(client):
    client.cookies["koepel_language"] = "fr"
    assert path_of(client.get("/", headers={"accept-language": "en"})) == "/fr/"


@pytest.mark.parametrize("cookie", ["de", "xx", "", "fr" * 3000, "../en"])
def test_a_strange_cookie_is_ignored(client, cookie):
    client.cookies["koepel_language"] = cookie
    assert path_of(client.get("/", headers={"accept-language": "fr"})) == "/fr/"
    assert path_of(client.get("/")) == "/nl/"


def test_only_the_federations_languages_count(client):
    set_federation(languages=["fr", "nl"])
    assert path_of(client.get("/", headers={"accept-language": "en,nl;q=0.5"})) == "/nl/"
    client.cookies["koepel_language"] = "en"
    assert path_of(client.get("/", headers={"accept-language": "de"})) == "/fr/"


def test_the_answer_depends_on_what_it_looked_at(client):
    assert {"Accept-Language", "Cookie"} <= {v.strip() for v in client.get("/")["Vary"].split(",")}


@pytest.mark.parametrize(
    "path",
    ["/en/", "/en/about/", "/en/members/water-for-all/", "/en/members/water-for-all/report/"],
)
def test_a_language_that_the_federation_does_not_use_has_no_pages(directory, client, path):
    set_federation(languages=["nl", "fr"])
    assert client.get(path).status_code == 404
    assert client.get(path.replace("/en/", "/fr/")).status_code == 200


def test_a_language_that_koepel_does_not_speak_has_no_pages(client):
    assert client.get("/de/").status_code == 404
