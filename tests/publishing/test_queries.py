"""Sending and deciding a proposal read each thing once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import Change, Editor
from members.publishing.proposals import Decision, decide, save_draft, submit
from tests.helpers import make_area, make_member, make_place, make_theme, make_user

pytestmark = pytest.mark.django_db
MOST = 30
DRAFTED = {
    "summary": {"en": "Wells for all"},
    "city": "Gent",
    "countries": ["SN", "BF"],
    "focus_areas": [{"title": {"en": "Wells"}, "description": {}}],
    "phone": "+32 2 123 45 67",
    "languages": ["nl", "fr"],
}


@pytest.fixture
def draft():
    """A draft of six fields, two of which go live at once."""
    make_theme("water")
    make_area("world")
    make_place("BE-VAN")
    member = make_member(themes=["water"], countries=["CD"], area="world", place="BE-VAN")
    editor = make_user("editor@example.org")
    Editor.objects.create(member=member, user=editor)
    return save_draft(member, DRAFTED, editor)


def test_sending_and_deciding_ask_little_of_the_database(draft):
    with CaptureQueriesContext(connection) as sending:
        submit(draft, draft.author, "Our new page")
    waiting = draft.changes.filter(state=Change.State.PENDING)
    decisions = {change.field: Decision(Change.State.ACCEPTED) for change in waiting}
    assert len(decisions) == 4
    reviewer = make_user("reviewer@example.org", "Reviewer")
    with CaptureQueriesContext(connection) as deciding:
        decide(draft, reviewer, decisions)
    member = draft.member
    member.refresh_from_db()
    assert member.city == "Gent"
    assert {row.code for row in member.works_in.all()} == {"SN", "BF"}
    assert all(word in member.search_text for word in (" gent ", " wells "))
    assert len(sending) <= MOST
    assert len(deciding) <= MOST
