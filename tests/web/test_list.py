"""The directory's page: results, counts, filters, and what search engines are told."""

import re
from html import unescape

import pytest

from tests.helpers import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_directory")]


def page_of(client, address):
    return client.get(address).content.decode()


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_it_shows_the_published_members(client, language):
    page = page_of(client, f"/{language}/")
    assert "Water for All" in page
    assert "Wells Together" in page
    for secret in ("Secret", "Draft", "Former Friends"):
        assert secret not in page


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("", 2),
        ("?q=leuven", 1),
        ("?theme=water&country=CD", 1),
        ("?q=nothingatall", 0),
        ("?theme=nonsense", 2),
        ("?speaks=fr", 1),
    ],
)
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_it_answers_a_query_in_every_language(client, language, query, total):
    response = client.get(f"/{language}/{query}")
    assert response.status_code == 200
    assert response.context["query"].total == total


def test_every_link_of_the_page_answers(client):
    page = page_of(client, "/en/?q=water&theme=water")
    links = {unescape(link) for link in re.findall(r'href="(/[^"#]*|\?[^"#]*)"', page)}
    assert len(links) > 10
    for link in links:
        address = f"/en/{link}" if link.startswith("?") else link
        if not address.startswith(("/static/", "/admin/")):
            assert client.get(address).status_code in (200, 302), address


def test_an_empty_result_is_never_blank(client):
    page = page_of(client, "/en/?q=nothingatall&theme=water")
    assert "without the word" in page or "without the search text" in page


def test_what_was_typed_is_shown_as_text(client):
    page = page_of(client, '/en/?q="><script>alert(1)</script>&theme="><script>x')
    assert "<script>alert" not in page
    assert "<script>x" not in page


def test_it_names_its_canonical_address_and_its_languages(client):
    page = page_of(client, "/en/?country=SN&theme=water&utm_source=x")
    canonical = 'rel="canonical" href="http://testserver/en/?theme=water&amp;country=SN"'
    assert canonical in page
    for code in ("nl", "fr", "en"):
        assert f'hreflang="{code}" href="http://testserver/{code}/?' in page


def test_the_page_number_stands_in_the_title(client, monkeypatch):
    monkeypatch.setattr("members.search.query.directory_query.PAGE_SIZE", 1)
    pages = (page_of(client, f"/en/?page={n}") for n in (1, 2))
    first, second = (re.search(r"<title>(.*?)</title>", page, re.DOTALL) for page in pages)
    assert "2" in second[1]
    assert first[1] != second[1]


def test_a_member_with_html_in_its_texts_shows_it_as_text(client):
    make_member("<x>Bold</x>", slug="bold", summary={"en": "<script>alert(1)</script>"})
    page = page_of(client, "/en/")
    assert "&lt;x&gt;Bold" in page
    assert "<script>alert" not in page


def test_its_html_is_not_shown_as_text(client):
    """A search fills in what was rendered before: a name, a sentence, and why it was found."""
    make_member("Water <b>", summary={"en": "Wells & pumps."}, themes=["water"])
    for address in ("/en/", "/en/?q=water", "/en/?q=wells", "/en/?theme=water"):
        page = client.get(address).content.decode()
        assert "&lt;" not in page.replace("&lt;b&gt;", "")
        assert "Water <b>" not in page


def test_paper_says_how_a_member_is_reached(client):
    """A printed list leads to no profile."""
    make_member("Water", phone="+3221234567", email="info@water.example")
    make_member("Quiet", phone="+3229999999", hidden_fields=["phone"])
    paper = client.get("/en/print/").content.decode()
    assert "info@water.example" in paper
    assert "123 45 67" in paper
    assert "999 99 99" not in paper
    assert "info@water.example" not in client.get("/en/").content.decode()
