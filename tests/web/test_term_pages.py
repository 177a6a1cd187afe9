"""Pages about one theme, country or place: what stands there, and which address is theirs."""

import re
from html import unescape

import pytest

from members.models import CountryText, Theme
from members.publishing import change_setting
from tests.helpers import edit, make_member, make_theme, set_federation

pytestmark = pytest.mark.django_db


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def canonical_of(page):
    return re.search(r'rel="canonical" href="http://testserver(.*?)"', page)[1]


def links_under(page, heading):
    """Return [(address, label)] of the names under a heading."""
    part = page[page.index(f">{heading}</h2>") :]
    part = part[part.index('<ul class="term-links">') :]
    return re.findall(r'<a href="(.*?)">(.*?)</a>', part[: part.index("</ul>")])


def test_a_page_about_a_theme_shows_its_members_and_their_number(client, directory):
    page = page_of(client, "/en/themes/water/")
    assert "<h1>Water</h1>" in page
    assert "Water for All" in page
    assert "Wells Together" in page
    assert "<title>Water: 2 organisations –" in page
    assert "noindex" not in page


def test_it_leads_to_what_its_members_do_elsewhere(client, directory):
    page = page_of(client, "/en/themes/water/")
    assert links_under(page, "Where they are active") == [
        ("/en/?theme=water&country=SN", "Senegal"),
        ("/en/?theme=water&country=CD", "Democratic Republic of the Congo"),
    ]
    assert links_under(page, "Where they are based") == [
        ("/en/?theme=water&place=BE-VBR", "Flemish Brabant")
    ]


def test_related_themes_and_countries_lead_to_their_own_pages(client, directory):
    make_theme("health", en="Health")
    edit(directory, themes=["water", "health"])
    assert links_under(page_of(client, "/en/themes/water/"), "What else they work on") == [
        ("/en/themes/health/", "Health")
    ]
    assert links_under(page_of(client, "/en/countries/cd/"), "Where else they are active") == [
        ("/en/countries/sn/", "Senegal")
    ]


def test_members_that_are_not_public_are_not_counted(client, directory):
    make_member("Shy", themes=["water"], countries=["ML"], status="hidden")
    assert "<title>Water: 2 organisations –" in page_of(client, "/en/themes/water/")
    assert "Mali" not in page_of(client, "/en/countries/")
    assert 'content="noindex, follow"' in page_of(client, "/en/countries/ml/")


def test_staff_write_its_introduction_in_each_language(client, directory):
    write = Theme.objects.filter(slug="water").update
    change_setting(lambda: write(introduction={"en": "Clean *water*", "fr": "De l’eau"}))
    change_setting(lambda: CountryText.objects.create(country="SN", introduction={"nl": "Dakar"}))
    assert "Clean <em>water</em>" in page_of(client, "/en/themes/water/")
    assert "De l’eau" in page_of(client, "/fr/themes/water/")
    assert "Dakar" in page_of(client, "/nl/countries/sn/")
    assert 'lang="nl"><p>Dakar' in page_of(client, "/en/countries/sn/")


def test_a_list_filtered_on_it_alone_names_its_page_as_the_one_to_find(client, directory):
    page = page_of(client, "/en/?country=SN")
    assert canonical_of(page) == "/en/countries/sn/"
    assert "noindex" not in page


@pytest.mark.parametrize(
    "query",
    [
        "theme=water&country=SN",
        "country=SN&country=CD",
        "theme=water&q=wells",
        "theme=water&sort=-confirmed",
        "area=world",
        "country=002",
        "theme=water&place=nowhere",
    ],
)
def test_any_other_list_stays_out_of_search_engines(client, directory, query):
    page = page_of(client, f"/en/?{query}")
    assert 'content="noindex, follow"' in page
    assert canonical_of(page).startswith("/en/?")


def test_the_pages_of_all_are_reached_from_every_page(client, directory):
    home = page_of(client, "/en/")
    for index in ("themes", "countries", "places"):
        assert f'<a href="/en/{index}/">' in home
    assert '<a href="/en/themes/water/">Water</a>' in page_of(client, "/en/themes/")
    assert links_under(page_of(client, "/en/countries/"), "Africa") == [
        ("/en/countries/cd/", "Democratic Republic of the Congo"),
        ("/en/countries/sn/", "Senegal"),
    ]


def test_a_profile_leads_to_the_pages_about_its_themes_and_countries(client, directory):
    page = page_of(client, "/en/members/water-for-all/")
    for address in ("themes/water", "countries/cd", "places/be-vbr"):
        assert f'href="/en/{address}/"' in page


def test_capital_letters_lead_to_the_page(client, directory):
    response = client.get("/en/countries/SN/")
    assert (response.status_code, response["Location"]) == (301, "/en/countries/sn/")


@pytest.mark.parametrize(
    ("address", "nearest"),
    [
        ("/en/themes/watter/", "/en/themes/water/"),
        ("/nl/countries/senegaal/", "/nl/countries/sn/"),
        ("/fr/places/brabant-flamand/", "/fr/places/be-vbr/"),
    ],
)
def test_a_page_that_is_not_there_offers_the_nearest(client, directory, address, nearest):
    response = client.get(address)
    assert response.status_code == 404
    assert f'<a href="{nearest}">' in response.content.decode()


@pytest.mark.parametrize("slug", ["%00", "%F0%9F%92%A7", "x" * 5000, "..%2f..", "%22%3E"])
def test_nothing_in_an_address_breaks_it(client, directory, slug):
    assert client.get(f"/en/themes/{slug}/").status_code in (400, 404)


def test_a_language_that_the_federation_does_not_use_has_none(client, directory):
    set_federation(languages=["nl", "fr"])
    assert client.get("/en/themes/water/").status_code == 404


@pytest.mark.parametrize("members", [1, 8])
def test_its_queries_do_not_grow(client, directory, members, django_assert_max_num_queries):
    for number in range(members):
        make_member(f"Well {number}", themes=["water"], countries=["SN"])
    client.get("/en/")
    with django_assert_max_num_queries(6):
        client.get("/en/themes/water/")
