"""A member leaves and comes back: nothing of it is lost, and the history tells both."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from members.models import Editor, Member
from members.publishing import EditConflict, values
from members.publishing.leaving import come_back, last_leave, leave, status_before
from members.publishing.merging import merge
from tests.helpers import edit, make_member, make_user, names

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 3)


@pytest.fixture
def robin():
    """Someone of the staff."""
    return make_user("robin@example.org", "Reviewer")


def test_who_left_is_gone_from_the_directory_and_all_is_kept(robin):
    member = make_member(city="Ghent", countries=["BE"])
    Editor.objects.create(member=member, user=robin)
    before = values.read(member)
    leave(member, DAY, robin, text={"nl": "Gestopt"}, reason="Did not pay")
    live = Member.objects.get(pk=member.pk)
    assert (live.status, live.left_on, live.left_text) == ("former", DAY, {"nl": "Gestopt"})
    assert names() == []
    gone = {"status": "former", "left_on": "2026-03-03", "left_text": {"nl": "Gestopt"}}
    assert values.read(live) == before | gone
    assert live.editors.exists()


def test_the_history_tells_who_let_it_go_and_why(robin):
    member = make_member()
    leave(member, DAY, robin, reason="Did not pay")
    revision = last_leave(member)
    assert (revision.actor, revision.source, revision.reason) == (robin, "leave", "Did not pay")
    come_back(member, robin, reason="Paid")
    revision = member.revisions.first()
    assert (revision.source, revision.reason) == ("return", "Paid")


@pytest.mark.parametrize("status", ["published", "hidden", "draft"])
def test_it_comes_back_as_it_was(robin, status):
    member = make_member(city="Ghent", status=status)
    before = values.read(member)
    leave(member, DAY, robin, text={"nl": "Gestopt"})
    leave(member, DAY + timedelta(days=1), robin)  # the day is put right
    assert status_before(member) == status
    come_back(member, robin)
    assert values.read(Member.objects.get(pk=member.pk)) == before


def test_a_day_to_come_or_before_it_joined_is_refused(robin):
    member = make_member(joined_on=DAY)
    with pytest.raises(ValidationError, match="in the future"):
        leave(member, timezone.localdate() + timedelta(days=1), robin)
    with pytest.raises(ValidationError, match="before it joined"):
        leave(member, DAY - timedelta(days=1), robin)
    assert Member.objects.get().is_public


def test_only_who_left_comes_back(robin):
    member, other = make_member(), make_member("Other")
    with pytest.raises(ValidationError, match="has not left"):
        come_back(member, robin)
    merge(other, member, {}, robin)
    with pytest.raises(ValidationError, match="has not left"):
        come_back(member, robin)


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(robin):
    member = make_member()
    edit(member, status="hidden")
    with pytest.raises(EditConflict):
        leave(member, DAY, robin, base=1)
