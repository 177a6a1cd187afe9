"""Staff let a member leave, put the day right, and let it come back."""

import pytest

from members.models import Member
from tests.helpers import edit, make_member
from tests.staff.conftest import FormReader, admin_url, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    """A member of the federation."""
    return make_member("Wells", city="Ghent")


def send(client, name, member, **changes):
    """Open one of the pages and send it."""
    url = admin_url(f"member_{name}", member.pk)
    fields = FormReader(text_of(client.get(url))).fields
    return client.post(url, fields | changes, follow=True)


def leave(client, member, **changes):
    words = {"left_on": "2026-03-03", "left_text_nl": "Gestopt", "reason": "Did not pay"}
    return send(client, "leave", member, **(words | changes))


def test_a_member_leaves_with_a_day_words_and_a_reason(reviewer_client, member, client):
    page = text_of(leave(reviewer_client, member))
    assert "Wells is no longer a member" in page
    assert "It left the federation on 3 March 2026." in page
    assert "Did not pay" in page
    live = Member.objects.get()
    assert (live.status, live.left_text) == ("former", {"nl": "Gestopt"})
    public = client.get("/nl/members/wells/")
    assert public.status_code == 410
    assert "Gestopt" in text_of(public)
    assert "Did not pay" not in text_of(public)
    history = text_of(reviewer_client.get(admin_url("member_history", member.pk)))
    assert "Left the federation" in history
    assert "Did not pay" in history


def test_the_day_and_the_words_can_be_put_right(reviewer_client, member):
    leave(reviewer_client, member)
    leave(reviewer_client, member, left_on="2026-03-04", left_text_nl="Opgeheven")
    live = Member.objects.get()
    assert (str(live.left_on), live.left_text) == ("2026-03-04", {"nl": "Opgeheven"})


def test_it_comes_back(reviewer_client, member):
    leave(reviewer_client, member)
    page = text_of(send(reviewer_client, "return", member, reason="Paid"))
    assert "Wells is a member again" in page
    live = Member.objects.get()
    assert (live.status, live.left_on, live.left_text) == ("published", None, {})


def test_it_may_come_back_as_a_draft(reviewer_client, member):
    leave(reviewer_client, member)
    send(reviewer_client, "return", member, status="draft")
    assert Member.objects.get().status == "draft"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"left_on": ""}, "Enter the day on which it left."),
        ({"left_on": "2999-01-01"}, "This date is in the future."),
        ({"left_on": "yesterday"}, "Enter a valid date."),
        ({"left_text_nl": "x" * 601}, "1 character too many"),
        ({"reason": "x" * 301}, "at most 300"),
    ],
)
def test_a_mistake_says_how_to_mend_it_and_nothing_is_done(
    reviewer_client, member, changes, message
):
    answer = leave(reviewer_client, member, **changes)
    assert message in text_of(answer)
    assert Member.objects.get().is_public


def test_what_a_colleague_changed_meanwhile_is_looked_at_again(reviewer_client, member):
    url = admin_url("member_leave", member.pk)
    fields = FormReader(text_of(reviewer_client.get(url))).fields
    edit(member, status="hidden")
    answer = reviewer_client.post(url, fields)
    assert "Somebody changed this member" in text_of(answer)
    assert Member.objects.get().status == "hidden"
    again = reviewer_client.post(url, FormReader(text_of(answer)).fields)
    assert again.status_code == 302


def test_only_who_left_comes_back_and_nonsense_is_refused(reviewer_client, member):
    assert reviewer_client.get(admin_url("member_return", member.pk)).status_code == 404
    url = admin_url("member_leave", member.pk)
    assert reviewer_client.post(url, {"base": "x"}).status_code == 400
    assert reviewer_client.get(admin_url("member_leave", 999)).status_code == 404


def test_the_buttons_stand_on_the_form(reviewer_client, member):
    form = admin_url("member_change", member.pk)
    assert admin_url("member_leave", member.pk) in text_of(reviewer_client.get(form))
    leave(reviewer_client, member)
    page = text_of(reviewer_client.get(form))
    assert admin_url("member_return", member.pk) in page
