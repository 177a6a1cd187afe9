"""Suggestions while typing: members, themes, countries and places."""

import pytest

from members.models import Member
from members.search.indexing import reader
from members.search.indexing.contents import PUBLIC
from tests.helpers import edit, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["index", "database"], autouse=True)
def answered_from(request, monkeypatch):
    """Both ways of answering give the same."""
    if request.param == "database":
        monkeypatch.setattr(reader._holders[PUBLIC], "at", lambda site: None)
    return request.param


@pytest.fixture
def suggested(client, members):
    """Return what is suggested for a text as (kind, text) pairs."""

    def suggested(typed, language="en"):
        found = client.get(f"/{language}/suggest", {"q": typed}).json()["suggestions"]
        return [(suggestion["kind"], suggestion["text"]) for suggestion in found]

    return suggested


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("alp", ("member", "Alpha Clinics")),
        ("ALPHA", ("member", "Alpha Clinics")),
        ("alpha cli", ("member", "Alpha Clinics")),
        ("heal", ("theme", "Health")),
        ("medicine", ("theme", "Health")),
        ("gezond", ("theme", "Health")),
        ("seneg", ("country", "Senegal")),
        ("sénég", ("country", "Senegal")),
        ("rdc", ("country", "Democratic Republic of the Congo")),
        ("east fl", ("place", "East Flanders")),
        ("luik", ("place", "Liège")),
    ],
)
def test_it_suggests(suggested, typed, found):
    assert found in suggested(typed)


@pytest.mark.parametrize("typed", ["", " ", "%", '"', "-", "xyzzy", "alpha nothing", "\u200b"])
def test_it_suggests_nothing_for(suggested, typed):
    assert suggested(typed) == []


def test_names_are_in_the_readers_language(suggested):
    assert ("theme", "Santé") in suggested("heal", "fr")
    assert ("place", "Luik") in suggested("liè", "nl")


def test_members_come_first_and_there_are_at_most_ten(suggested):
    for number in range(12):
        make_member(f"Sea Health {number}", slug=f"sea-{number}")
    kinds = [kind for kind, _text in suggested("se")]
    assert kinds[:6] == ["member"] * 6
    assert len(kinds) <= 10
    assert "member" not in kinds[6:]


def test_who_is_not_public_is_not_suggested(suggested):
    member = make_member("Secret")
    assert suggested("secr") == [("member", "Secret")]
    edit(member, status="hidden")
    assert suggested("secr") == []


def test_an_address_leads_to_the_member_or_to_the_filtered_list(client, members):
    found = client.get("/en/suggest", {"q": "al"}).json()["suggestions"]
    assert found[0]["url"] == "/en/members/alpha-clinics/"
    found = client.get("/en/suggest", {"q": "senegal"}).json()["suggestions"]
    assert found == [
        {
            "kind": "country",
            "text": "Senegal",
            "note": "Active in",
            "why": "",
            "members": "2 members",
            "url": "/en/?country=SN",
        }
    ]
    assert client.get(found[0]["url"]).context["query"].total == 2


def test_a_value_without_members_is_not_suggested(suggested, client):
    assert suggested("burkina") == []
    assert ("theme", "Water") in suggested("wat")
    found = client.get("/en/suggest", {"q": "water", "country": "CD"}).json()["suggestions"]
    assert found == []


def test_a_value_joins_the_filters_that_are_set_and_says_what_it_gives(client, members):
    set_filters = {"theme": "health", "speaks": "nl", "page": "7", "sort": "-confirmed"}
    found = client.get("/en/suggest", {"q": "seneg", **set_filters}).json()["suggestions"]
    assert found[0]["url"] == "/en/?theme=health&country=SN&speaks=nl"
    assert found[0]["members"] == "2 members"
    assert client.get(found[0]["url"]).context["query"].total == 2
    found = client.get("/en/suggest", {"q": "seneg", "country": "SN"}).json()["suggestions"]
    assert found == []


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("alpha", ""),
        ("klinieken", "Alpha Klinieken"),
        ("rdc", "RDC"),
        ("medicine", "medicine"),
        ("heal", ""),
    ],
)
def test_it_says_by_which_other_name_it_found(client, members, answered_from, typed, why):
    edit(Member.objects.get(slug="alpha-clinics"), other_names={"nl": "Alpha Klinieken"})
    found = client.get("/en/suggest", {"q": typed}).json()["suggestions"]
    if typed == "klinieken" and answered_from == "database":  # which knows main names alone
        assert found == []
    else:
        assert found[0]["why"] == why


def test_browsers_get_the_format_of_opensearch(client, members):
    response = client.get("/en/suggest", {"q": "alp", "format": "opensearch"})
    assert response["Content-Type"] == "application/x-suggestions+json"
    assert response.json() == [
        "alp",
        ["Alpha Clinics"],
        ["Member"],
        ["http://testserver/en/members/alpha-clinics/"],
    ]


def test_a_repeated_suggestion_costs_one_query(client, members, django_assert_max_num_queries):
    client.get("/en/suggest", {"q": "alp"})
    with django_assert_max_num_queries(1):
        client.get("/en/suggest", {"q": "alp"})


def test_a_region_and_a_town_are_suggested_with_their_kind_and_count(client):
    make_member("Congo Help", countries=["CD", "RW"])
    make_member("In Ghent", city="Gent", postal_code="9000")
    found = client.get("/en/suggest", {"q": "afri"}).json()["suggestions"]
    africa = next(one for one in found if one["text"] == "Africa")
    assert (africa["note"], africa["members"]) == ("Region", "1 member")
    assert africa["url"].endswith("?country=002")
    found = client.get("/fr/suggest", {"q": "gan"}).json()["suggestions"]
    town = next(one for one in found if one["text"] == "Gand")
    assert town["url"].endswith("?near=gent")
    assert client.get("/en/suggest", {"q": "oceania"}).json()["suggestions"] == []
