"""How texts stand in each language, on the member's form."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import BehindText
from tests.helpers import edit, make_member, set_federation

pytestmark = pytest.mark.django_db
BOTH = {"nl": "Water voor iedereen", "fr": "De l'eau pour tous"}


@pytest.fixture
def member():
    """A member whose French mission is two edits behind."""
    set_federation(languages=["nl", "fr"])
    member = make_member(mission=BOTH, summary={"nl": "Water"})
    edit(member, mission=BOTH | {"nl": "Schoon water voor iedereen"})
    edit(member, mission=BOTH | {"nl": "Schoon water voor iedereen, overal"})
    return member


def test_the_form_says_what_is_missing_and_how_far_a_text_is_behind(reviewer_client, member):
    html = reviewer_client.get(f"/admin/members/member/{member.pk}/change/").content.decode()
    assert "2 edits behind" in html
    assert "Missing: summary" in html
    panel = html[html.index('id="languages-panel"') : html.index('id="internal"')]
    assert "<ins" in panel
    assert "Schoon" in panel
    assert "overal" in panel


def test_a_text_said_to_be_right_is_behind_no_longer(reviewer_client, reviewer, member):
    text = BehindText.objects.get()
    page = reviewer_client.post(f"/admin/translations/{text.pk}/", follow=True)
    assert "edits behind" not in page.content.decode()
    text.refresh_from_db()
    assert text.settled_by == reviewer


def test_its_queries_do_not_grow_with_the_edits(
    reviewer_client, member, django_assert_max_num_queries
):
    url = f"/admin/members/member/{member.pk}/change/"
    reviewer_client.get(url)
    with CaptureQueriesContext(connection) as before:
        reviewer_client.get(url)
    for number in range(6):
        edit(member, mission=BOTH | {"nl": f"Water {number}"}, summary={"nl": f"W {number}"})
    with django_assert_max_num_queries(len(before)):
        reviewer_client.get(url)
