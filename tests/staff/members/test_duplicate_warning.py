"""A member that is being added is compared with those that exist, while typed and before saved."""

import pytest

from members.models import Member
from tests.helpers import ENTERPRISE_NUMBERS, make_member
from tests.staff.conftest import Editing, text_of

pytestmark = pytest.mark.django_db
URL = "/admin/alike/"


@pytest.fixture
def wells(db):
    """A member with everything that another one could share."""
    return make_member(
        "Artsen zonder Grenzen",
        website="https://www.azg.example/nl/",
        city="Brussel",
        enterprise_number=ENTERPRISE_NUMBERS[0],
    )


def asked(client, **typed):
    return {one["name"]: one for one in client.get(URL, typed).json()["alike"]}


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("name", "Artsen zonder grens", "nearly the same name"),
        ("name", "ARTSEN ZONDER GRENZEN vzw", "nearly the same name"),
        ("website", "azg.example", "the same website"),
        ("website", "http://azg.example/fr/contact", "the same website"),
        ("enterprise_number", "BE 0546.740.696", "the same enterprise number"),
    ],
)
def test_it_names_the_member_and_why(administrator_client, wells, field, typed, why):
    make_member("Brood voor allen", website="https://brood.example/")
    found = asked(administrator_client, **{field: typed})
    assert list(found) == ["Artsen zonder Grenzen"]
    assert found["Artsen zonder Grenzen"]["note"] == f"{why} · Brussel"
    assert found["Artsen zonder Grenzen"]["url"].endswith(f"/{wells.pk}/change/")


@pytest.mark.parametrize("status", ["draft", "hidden", "former"])
def test_members_that_the_public_does_not_see_are_named_with_their_status(
    administrator_client, status
):
    make_member("Wells of Hope", status=status)
    found = asked(administrator_client, name="Wels of hope")
    assert str(Member.Status(status).label) in found["Wells of Hope"]["note"]


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"name": "Ar"},
        {"name": "Dokters van de wereld"},
        {"website": "https://"},
        {"website": "http://[nonsense"},
        {"enterprise_number": "12"},
        {"name": "\x00\U0001f600 %_"},
    ],
)
def test_what_is_like_none_names_none(administrator_client, wells, typed):
    assert asked(administrator_client, **typed) == {}


def test_only_who_may_add_members_may_ask(reviewer_client, stranger_client, wells):
    assert reviewer_client.get(URL, {"name": "Artsen"}).status_code == 403
    assert stranger_client.get(URL, {"name": "Artsen"}).status_code == 302


def test_saving_asks_once_whether_it_is_another_one(administrator_client, wells):
    form = Editing(administrator_client)
    page = text_of(form.send(name="Artsen zonder Grenzen", slug="azg", status="draft"))
    assert "This member may exist already" in page
    assert Member.objects.count() == 1
    assert form.fields["name"] == "Artsen zonder Grenzen"
    form.send(another_one="Artsen zonder Grenzen")
    assert Member.objects.filter(slug="azg").exists()


def test_its_queries_do_not_grow(administrator_client, wells, django_assert_max_num_queries):
    for n in range(30):
        make_member(f"Artsen zonder naam {n}", status=("draft", "published")[n % 2])
    asked(administrator_client, name="Artsen")
    with django_assert_max_num_queries(14):
        asked(administrator_client, name="Artsen zonder Grenzen", website="azg.example")


def test_who_asks_faster_than_anybody_types_waits_a_minute(administrator_client, wells):
    for _n in range(120):
        assert administrator_client.get(URL).status_code == 200
    answer = administrator_client.get(URL, {"name": "Artsen zonder grens"})
    assert (answer.status_code, answer.json()) == (429, {"alike": []})
