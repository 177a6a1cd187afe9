"""What stands around the results: title, counts, orders, pagination, and the head of the page."""

import re
from html import unescape

import pytest

from members.search.query import directory_query
from tests.helpers import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_directory")]


def page_of(client, address):
    return unescape(client.get(address).content.decode())


def between(page, start, end):
    return re.search(f"{start}(.*?){end}", page, re.DOTALL)[1].strip()


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/en/", "Members –"),
        ("/en/?q=%3Cb%3Ewater%3C/b%3E", "Search results for “<b>water</b>” –"),
        (
            "/en/?theme=water&country=CD",
            "Water, Democratic Republic of the Congo: 1 organisation –",
        ),
        ("/nl/?theme=water", "Water: 2 organisaties –"),
        ("/fr/?q=puits", "Résultats pour « puits » –"),
    ],
)
def test_the_title_says_what_was_asked_for(client, address, title):
    page = client.get(address).content.decode()
    assert "<b>water" not in page
    assert between(unescape(page), "<title>", "</title>").replace("\xa0", " ").startswith(title)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/en/", "2 members"),
        ("/en/?q=leuven", "1 member found"),
        ("/en/?q=nothingatall", "No members found"),
        ("/nl/?q=leuven", "1 lid gevonden"),
    ],
)
def test_the_number_of_results_is_said_in_words(client, address, said):
    status = between(page_of(client, address), 'role="status" tabindex="-1">', "</p>")
    assert status.startswith(said)


def test_the_pages_are_linked_and_the_shown_ones_are_said(client, monkeypatch):
    monkeypatch.setattr(directory_query, "PAGE_SIZE", 2)
    for number in range(3):
        make_member(f"Other {number}")
    page = page_of(client, "/en/?page=2")
    assert "3–4 of " in page
    links = between(page, '<nav class="pagination"', "</nav>")
    assert re.findall(r'href="(.*?)" rel="(\w+)"', links) == [
        ("?#results-head", "prev"),
        ("?page=3#results-head", "next"),
    ]
    assert 'aria-current="page"><span class="vh">Page </span>2</a>' in links
    assert "<title>Members, page 2 of 3" in page
    assert 'class="pagination"' not in page_of(client, "/en/?q=leuven")


def test_the_usual_order_needs_no_word_in_the_address(client):
    orders = page_of(client, "/en/?q=water").partition('<select id="sort"')[2]
    options = re.findall(r'<option value="(.*?)"( selected)?>(.*?)</option>', orders)
    assert options == [
        ("", " selected", "Relevance"),
        ("name", "", "Name, A to Z"),
        ("-confirmed", "", "Most recently confirmed"),
    ]


def test_the_head_tells_machines_what_the_page_is(client):
    page = client.get("/fr/?q=%22%3E%3Cscript%3E").content.decode()
    head = page[: page.index("</head>")]
    assert "<script>" not in head
    assert '<meta property="og:locale" content="fr_BE">' in head
    locales = re.findall(r'locale:alternate" content="(\w+)"', head)
    assert locales == ["nl_BE", "en_GB"]
    assert re.findall(r'hreflang="([\w-]+)" href="(http.*?)"', head) == [
        (name, f"http://testserver/{code}/?q=%22%3E%3Cscript%3E")
        for name, code in (("nl", "nl"), ("fr", "fr"), ("en", "en"), ("x-default", "nl"))
    ]
    assert '<link rel="canonical" href="http://testserver/fr/?q=%22%3E%3Cscript%3E">' in head


def test_the_languages_of_a_profile_are_named_without_the_search_that_led_there(client):
    head = client.get("/en/members/water-for-all/?q=water&at=1").content.decode()
    assert 'hreflang="fr" href="http://testserver/fr/members/water-for-all/"' in head


def test_a_filtered_list_is_shared_with_the_names_of_its_members(client):
    page = page_of(client, "/en/?theme=water&country=CD")
    said = "Water, Democratic Republic of the Congo: 1 organisation"
    assert f'<meta property="og:title" content="{said}">' in page
    assert '<meta property="og:description" content="Water for All">' in page
