"""Addresses that are nearly right lead on; and pages for paper, of all values, and about it all."""

import re

import pytest

from members.web import errors
from tests.helpers import make_member, make_place, make_theme, make_user, path_of, set_federation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/NL/", "/nl/"),
        ("/En/About/", "/en/about/"),
        ("/en/ABOUT/?a=B", "/en/about/?a=B"),
        ("/fr/Members/Water-For-All/", "/fr/members/water-for-all/"),
    ],
)
def test_capital_letters_lead_to_the_page(client, address, target):
    make_member()
    response = client.get(address)
    assert (response.status_code, path_of(response)) == (301, target)
    assert client.get(target).status_code == 200


@pytest.mark.parametrize("address", ["/ADMIN/", "/en/Nowhere/", "/en/Invitation/X/"])
def test_of_other_addresses_capitals_stay_what_they_are(client, address):
    assert client.get(address).status_code == 404


def test_a_form_is_not_sent_on(client):
    assert client.post("/en/ABOUT/").status_code == 404


def test_the_address_above_the_profiles_leads_to_the_list(client):
    assert path_of(client.get("/fr/members/")) == "/fr/"


@pytest.mark.parametrize("slug", ["water-for-al", "the-water", "Water-for-Alle"])
def test_a_member_that_is_not_there_offers_the_nearest_names(client, slug):
    make_member()
    make_member("Secret Water", status="hidden")
    page = client.get(f"/en/members/{slug}/", follow=True).content.decode()
    assert "Did you mean one of these members?" in page
    assert 'href="/en/members/water-for-all/">Water for All' in page
    assert "Secret" not in page


@pytest.mark.parametrize("slug", ["zzzz", "--", "_", "x" * 90])
def test_or_none_where_no_name_is_near(client, slug):
    make_member()
    response = client.get(f"/en/members/{slug}/")
    assert response.status_code == 404
    assert "Did you mean" not in response.content.decode()


def test_an_error_page_wears_the_federations_name_and_colour(client, rf, django_assert_num_queries):
    set_federation(name={"en": "Our Umbrella"}, accent_colour="#123456")
    client.get("/en/")
    with django_assert_num_queries(0):
        page = errors.server_error(rf.get("/en/")).content.decode()
    assert "Our Umbrella" in page
    assert "/style/123456.css" in page


def test_about_gives_the_numbers(client):
    make_member("One", countries=["SN", "CD"], confirmed_at="2026-11-20T12:00:00+00:00")
    make_member("Two", countries=["SN"])
    context = client.get("/en/about/").context
    assert [context[name] for name in ("total", "countries", "confirmed")] == [2, 2, 1]


def test_the_first_of_a_month_is_written_as_the_french_do(client):
    make_member(confirmed_at="2026-08-01T12:00:00+00:00")
    page = client.get("/fr/members/water-for-all/").content.decode()
    assert "le 1er août 2026" in page
    assert "op 1 augustus 2026" in client.get("/nl/members/water-for-all/").content.decode()


def test_paper_gets_the_whole_result(client):
    for number in range(30):
        make_member(f"Well {number}")
    page = client.get("/en/print/?q=well").content.decode()
    assert page.count('<li class="card">') == 30
    assert "as it was on" in page
    assert client.get("/en/print/?page=2").status_code == 404


@pytest.mark.parametrize(
    "path", ["", "themes/", "themes/health/", "members/water-for-all/", "print/"]
)
def test_only_paper_shows_the_address_and_the_day(client, path):
    make_theme("health")
    make_member(themes=["health"])
    page = client.get(f"/en/{path}").content.decode()
    assert (
        page.count("as it was on") == len(re.findall(r'<p class="on-paper">[^<]+</p>', page)) == 1
    )


def test_all_values_of_a_long_group_stand_on_a_page_with_a_search(client):
    for number in range(3):
        make_place(f"BE-{number}", en=f"Saint-Mary {number}")
    make_member("One", place="BE-1")
    make_member("Two", place="BE-2", themes=[])
    page = client.get("/en/filter/place/?find=mary+2&place=BE-1&q=o").content.decode()
    assert 'name="q" value="o"' in page
    assert 'value="BE-1" checked' in page
    assert 'value="BE-2"' in page
    assert 'value="BE-0"' not in page
    assert "Nothing found" in client.get("/en/filter/place/?find=zzz").content.decode()
    for address in ("/en/filter/nonsense/", "/en/filter/place/?page=x"):
        assert client.get(address).status_code == 404


def test_thousands_have_a_separator(client, monkeypatch):
    monkeypatch.setattr("members.search.query.filter_groups.LONG", 1)
    places = [("BE-1", "One"), *((f"BE-{n}", f"Place {n}") for n in range(2, 1202))]
    from members.models import Place

    make_place("BE-0")
    Place.objects.bulk_create(
        Place(slug=slug, name={"en": name}, position=0) for slug, name in places
    )
    make_member()
    for language, said in (("en", "Show all 1,202"), ("nl", "Alle 1.202 tonen")):
        page = client.get(f"/{language}/").content.decode()
        assert said in page
        assert len(page) < 40_000


def test_a_wrong_address_in_a_french_form_is_no_courriel(client):
    make_member()
    page = client.post("/fr/members/water-for-all/report/", {"email": "x"}).content.decode()
    assert "adresse e-mail valide" in page
    assert "courriel" not in page


def test_people_who_are_signed_in_get_the_same_pages(client):
    make_member()
    client.force_login(make_user())
    for address in ("/en/print/", "/en/filter/theme/", "/en/members/water-for-al/"):
        assert client.get(address).status_code in (200, 404)
