"""Focus areas in the member's form: added, put in order and taken away, script or not."""

import pytest

from members.models import FocusArea
from tests.helpers import make_member
from tests.staff.conftest import Editing, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    areas = [{"title": {"en": title}, "description": {}} for title in ("Wells", "Pumps", "Soap")]
    return make_member(focus_areas=areas)


def titles(member):
    # Asked anew: publish() has left the member with what it had loaded.
    return [area.title["en"] for area in FocusArea.objects.filter(member=member)]


def test_the_numbers_put_them_in_order(reviewer_client, member):
    identities = {area.title["en"]: area.uuid for area in member.focus_areas.all()}
    order = {"focus_areas-0-ORDER": "3", "focus_areas-1-ORDER": "2", "focus_areas-2-ORDER": "1"}
    Editing(reviewer_client, member).send(**order)
    assert titles(member) == ["Soap", "Pumps", "Wells"]
    kept = FocusArea.objects.filter(member=member)
    assert {area.title["en"]: area.uuid for area in kept} == identities


def test_the_empty_row_adds_one(reviewer_client, member):
    added = {"focus_areas-3-title_en": "Taps", "focus_areas-3-title_nl": "Kranen"}
    Editing(reviewer_client, member).send(**added)
    assert titles(member) == ["Wells", "Pumps", "Soap", "Taps"]


def test_one_can_be_removed(reviewer_client, member):
    Editing(reviewer_client, member).send(**{"focus_areas-1-DELETE": "on"})
    assert titles(member) == ["Wells", "Soap"]


def test_one_can_be_written_anew(reviewer_client, member):
    Editing(reviewer_client, member).send(**{"focus_areas-0-description_fr": "Des puits"})
    assert FocusArea.objects.filter(member=member)[0].description == {"fr": "Des puits"}


def test_a_number_alone_makes_none(reviewer_client, member):
    Editing(reviewer_client, member).send(**{"focus_areas-3-ORDER": "4"})
    assert member.revisions.count() == 1


def test_a_description_without_a_title_is_refused(reviewer_client, member):
    response = Editing(reviewer_client, member).send(**{"focus_areas-3-description_en": "Clean"})
    assert "Give this focus area a title" in text_of(response)
    assert member.revisions.count() == 1


def test_more_than_fit_are_refused(reviewer_client, member):
    rows = {f"focus_areas-{n}-title_en": f"Area {n}" for n in range(3, 30)}
    response = Editing(reviewer_client, member).send(**rows, **{"focus_areas-TOTAL_FORMS": "30"})
    assert "At most 24 focus areas fit." in text_of(response)
