"""Focus areas: written, added, put in order and taken away, each with a stable id."""

import pytest

from members.models import Member, Proposal
from members.publishing.proposals import Decision, decide, submit
from tests.helpers import make_user
from tests.profile.conftest import FILLED
from tests.profile.helpers import ROOT, fill, form_of

pytestmark = pytest.mark.django_db
WELLS, TAPS = (area["id"] for area in FILLED["focus_areas"])


def rows():
    """Return the drafted focus areas."""
    return Proposal.objects.get(state="draft").changes.get().new


def test_they_are_all_on_the_page_with_an_empty_row(member, anna_client):
    data = form_of(anna_client.get(f"{ROOT}edit/focus/"))
    assert data["areas-0-id"] == [WELLS]
    assert data["areas-1-title-nl"] == ["Kranen"]
    assert data["areas-2-title-en"] == [""]


def test_one_is_written_anew_and_keeps_its_id(member, anna_client):
    fill(anna_client, "focus", areas__0__title__fr="Puits")
    assert rows()[0] == {
        "id": WELLS,
        "title": {"en": "Wells", "fr": "Puits"},
        "description": {"en": "By hand."},
    }
    assert rows()[1] == FILLED["focus_areas"][1]


def test_one_is_added(member, anna_client):
    fill(anna_client, "focus", areas__2__title__en="Pumps", areas__2__description__en="By sun.")
    assert [area["title"]["en"] for area in rows()] == ["Wells", "Taps", "Pumps"]
    assert rows()[2]["id"] not in (WELLS, TAPS, "")


def test_they_are_put_in_order_by_number(member, anna_client):
    fill(anna_client, "focus", areas__0__ORDER="2", areas__1__ORDER="1")
    assert [area["id"] for area in rows()] == [TAPS, WELLS]


def test_one_is_taken_away_by_its_tick(member, anna_client):
    fill(anna_client, "focus", areas__0__DELETE="on")
    assert [area["id"] for area in rows()] == [TAPS]


def test_all_are_taken_away(member, anna_client):
    fill(anna_client, "focus", areas__0__DELETE="on", areas__1__DELETE="on")
    assert rows() == []


def test_one_without_a_title_is_refused_beside_its_field(member, anna_client):
    page = fill(anna_client, "focus", areas__0__title__en="", areas__2__description__en="Alone")
    html = page.content.decode()
    assert page.status_code == 422
    assert '<a href="#id_areas-0-title-nl">Give this focus area a title' in html
    assert '<a href="#id_areas-2-title-nl">Give this focus area a title' in html
    assert ">Alone</textarea>" in html.replace("\n", "")


def test_a_round_trip_to_the_public_page(member, anna, anna_client):
    fill(
        anna_client, "focus", areas__0__ORDER="9", areas__2__ORDER="3", areas__2__title__en="Pumps"
    )
    proposal = submit(Proposal.objects.get(), anna)
    reviewer = make_user("reviewer@example.org", "Reviewer")
    decide(proposal, reviewer, {"focus_areas": Decision("accepted")})
    live = Member.objects.get().focus_areas.all()
    assert [area.title["en"] for area in live] == ["Taps", "Pumps", "Wells"]
    assert [str(area.uuid) for area in live][0::2] == [TAPS, WELLS]
