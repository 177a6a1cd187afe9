"""An answer with changes counts as it was said: nothing is asked, ticked or typed twice."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from members.freshness.yearly_check import run
from members.models import CheckRound, ConfirmationLink, Member, Proposal, Revision, Task, User
from members.publishing.proposals import Decision, decide, save_draft
from tests.accounts.conftest import newest_code
from tests.helpers import edit, make_user
from tests.profile.helpers import form_of, words

from .people import FULL, OLD, confirmed, mails, own, post, tokens, url

pytestmark = pytest.mark.django_db
DEEP = {"is-summary-en": "change", "to-summary-en": "We dig deep wells."}


def test_a_phone_number_is_changed_in_place_and_the_rest_confirmed(visitor, token, member):
    response = post(visitor, token, **{"is-phone": "change", "to-phone": "+32 2 222 22 22"})
    assert response["Location"] == url(token, "done/")
    assert "On the page now: Phone" in words(visitor.get(url(token, "done/")))
    member.refresh_from_db()
    assert (member.phone, member.confirmed_at) == ("+3222222222", timezone.now())
    revision = member.revisions.first()
    assert (revision.source, revision.actor.email) == (Revision.Source.EDITOR, "anna@example.org")
    assert CheckRound.objects.get().state == "answered"
    assert "sessionid" not in visitor.cookies


def test_a_text_is_proposed_in_place_and_the_rest_counts_once_it_is_accepted(
    visitor, token, member
):
    assert post(visitor, token, **DEEP)["Location"] == url(token, "done/")
    proposal = Proposal.objects.get()
    assert (proposal.state, proposal.confirms_rest) == ("submitted", True)
    assert proposal.changes.get().new == FULL["summary"] | {"en": "We dig deep wells."}
    assert Member.objects.get().summary == FULL["summary"]
    assert "Waiting for staff" in words(visitor.get(url(token, "done/")))
    run.run()
    assert confirmed().year == 2025
    decide(proposal, make_user("staff@example.org", "Reviewer"), {"summary": Decision("accepted")})
    assert confirmed() == timezone.now()


def test_nobody_is_reminded_while_the_answer_waits_for_staff(visitor, token, time_machine):
    post(visitor, token, **DEEP)
    sent = len(mails())
    time_machine.shift(timedelta(weeks=10))
    done = run.run()
    assert (done.mails, done.marked, len(mails())) == (0, 0, sent)


def test_a_colleagues_draft_is_never_sent_unseen(visitor, token, member):
    save_draft(member, {"mission": {"en": "Bob writes."}}, own(member, "bob@example.org"))
    response = post(visitor, token, **DEEP)
    assert parse_qs(urlsplit(response["Location"]).query) == {"next": ["/en/profile/alpha/check/"]}
    draft = Proposal.objects.get()
    assert draft.state == "draft"
    assert {change.field for change in draft.changes.all()} == {"mission", "summary"}
    assert confirmed().year == 2025


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "Write what it should be"),
        ({"to-phone": "+32 2 111 11 11"}, "Write what it should be"),
        ({"to-phone": "5" * 400}, "has 400"),
    ],
)
def test_a_change_that_cannot_be_taken_is_explained_and_kept(client, token, typed, says):
    response = post(client, token, **{"is-phone": "change"} | typed)
    assert response.status_code == 422
    assert says in words(response)
    assert typed.get("to-phone", "") in response.content.decode()
    assert 'name="is-phone" value="change" checked' in response.content.decode()
    assert confirmed().year == 2025


def test_all_is_taken_or_nothing(client, token):
    both = {"is-phone": "change", "to-phone": "+32 2 222 22 22"}
    website = {"is-website": "change", "to-website": "not an address"}
    assert post(client, token, **both, **website).status_code == 422
    assert Member.objects.get().phone == "+3221111111"


def test_what_needs_more_room_is_changed_after_a_code_and_nothing_is_said_twice(
    visitor, token, member
):
    edit(member, city="Ghent")
    right = {"is-phone": "change", "to-phone": "+32 2 222 22 22"}
    response = post(visitor, token, **right, **{"is-city": "change"})
    assert urlsplit(response["Location"]).path == "/account/login/code/confirm/"
    code_page = visitor.get(response["Location"])
    assert "You are about to change the page of Alpha." in words(code_page)
    assert "anna@example.org" in words(code_page)
    assert Member.objects.get().phone == "+3222222222"  # live at once
    kept = visitor.get(url(token)).content.decode()
    assert 'name="is-city" value="change" checked' in kept
    sign_in = {"csrfmiddlewaretoken": code_page.context["csrf_token"], "code": newest_code()}
    landed = visitor.post(response["Location"], sign_in)
    assert landed["Location"] == "/en/profile/alpha/edit/place/"
    part = form_of(visitor.get(landed["Location"]))
    visitor.post(landed["Location"], part | {"city": "Bruges", "go": "check"})
    check = visitor.get("/en/profile/alpha/check/")
    assert "You said so in the yearly check." in words(check)
    form = form_of(check)
    assert form["confirms_rest"] == ["1"]
    visitor.post("/en/profile/alpha/check/", form)
    assert Proposal.objects.get().confirms_rest
    assert ConfirmationLink.objects.get().outcome == "changed"
    assert visitor.get(url(token)).status_code == 410


def test_what_was_said_to_be_right_must_stand_there_as_it_did(client, token, member):
    edit(member, city="Ghent")
    post(client, token, **{"is-city": "change"})
    edit(member, website="https://new.example.org/")
    save_draft(member, {"city": "Bruges"}, User.objects.get())
    client.force_login(User.objects.get())
    assert "confirms_rest" not in form_of(client.get("/en/profile/alpha/check/"))
    edit(member, website=FULL["website"])
    assert "confirms_rest" in form_of(client.get("/en/profile/alpha/check/"))


def test_the_sign_in_page_knows_the_address_that_a_page_of_ours_gives(client):
    page = client.get("/account/login/code/?email=anna@example.org").content.decode()
    assert 'value="anna@example.org"' in page


def test_what_only_staff_change_asks_what_is_right_and_tells_them(client, token):
    response = post(client, token, **{"is-name": "change", "to-name": " "})
    assert response.status_code == 422
    assert "Name: Write what is right." in words(response)
    response = post(client, token, **{"is-name": "change", "to-name": "Alpha and Co"})
    page = words(client.get(response["Location"]))
    assert "Staff know what is right: Name" in page
    task = Task.objects.get()
    assert task.kind == "other"
    # In the site's first language, for staff.
    assert "anna@example.org zegt dat dit niet klopt" in task.detail
    assert "Naam: Alpha and Co" in task.detail
    assert confirmed() == timezone.now()  # what the organisation keeps itself is right


def test_we_have_stopped_is_a_task_for_staff_and_uses_the_link_up(client, token, member):
    response = post(client, token, answer="stopped", message="Since May.\x00 Ask Bob.")
    page = words(client.get(response["Location"]))
    assert "you told us that Alpha has stopped" in page
    assert "Staff will look at it" in page
    task = Task.objects.get()
    assert (task.kind, task.member) == ("stopped", member)
    assert task.detail.endswith("Since May. Ask Bob.")
    member.refresh_from_db()
    assert (member.status, member.confirmed_at.year) == ("published", 2025)
    assert client.get(url(token)).status_code == 410


def test_somebody_else_is_a_task_with_the_address_and_invites_nobody(
    client, token, member, administrator_client, time_machine
):
    assert post(client, token, answer="other", email="no address").status_code == 422
    response = post(client, token, answer="other", email="Carla@example.org", words="Since May.")
    assert "we should ask somebody else" in words(client.get(response["Location"]))
    task = Task.objects.get()
    assert (task.kind, task.subject) == ("other_person", "carla@example.org")
    assert task.detail.endswith("Since May.")
    assert not member.invitations.exists()
    page = administrator_client.get(f"/admin/members/task/{task.pk}/change/").content.decode()
    assert "email=carla%40example.org" in page
    sent = len(mails())
    time_machine.shift(timedelta(weeks=10))
    run.run()
    assert len(mails()) == sent


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({}, "everything on the page of Alpha is right"),
        ({"is-phone": "change", "to-phone": "+32 2 222 22 22"}, "you sent changes to the page"),
        ({"answer": "stopped"}, "Alpha has stopped"),
    ],
)
def test_a_used_link_says_when_and_what_was_answered(client, token, time_machine, answer, says):
    post(client, token, **answer)
    time_machine.shift(timedelta(days=5))
    response = client.get(url(token))
    assert response.status_code == 410
    assert "On 23 November 2026 at 12:00" in words(response)
    assert says in words(response)
    assert "Send me a new link" in words(response)


def test_an_earlier_mails_link_says_what_was_answered_by_the_reminders(
    client, member, token, time_machine
):
    time_machine.shift(timedelta(weeks=3))
    run.run()
    post(client, tokens(mails()[-1])[0])
    assert "On 14 December 2026" in words(client.get(url(token)))
    edit(member, confirmed_at=OLD)
    assert client.post(url(token), {"answer": "checked"}).status_code == 410
    assert confirmed().year == 2025


def test_two_answers_to_one_link_are_one(client, token, member):
    post(client, token, **{"is-phone": "change", "to-phone": "+32 2 222 22 22"})
    again = client.post(
        url(token), {"answer": "checked", "is-phone": "change", "to-phone": "112", "revision": "9"}
    )
    assert again.status_code == 410
    assert Member.objects.get().phone == "+3222222222"


def test_the_last_page_to_change_is_sent_from_where_it_is_typed(client, token, member):
    edit(member, city="Ghent")
    post(client, token, **{"is-city": "change"})
    client.force_login(User.objects.get())
    place = "/en/profile/alpha/edit/place/"
    page = client.get(place)
    assert "Send: the rest is right" in words(page)
    assert "Send: the rest is right" not in words(client.get("/en/profile/alpha/edit/contact/"))
    response = client.post(place, form_of(page) | {"city": "Bruges", "go": "send"})
    proposal = Proposal.objects.get()
    assert response["Location"] == f"/en/profile/alpha/proposals/{proposal.pk}/sent/"
    assert (proposal.state, proposal.confirms_rest) == ("submitted", True)
    assert ConfirmationLink.objects.get().outcome == "changed"


def test_it_is_never_sent_with_a_colleagues_words(client, token, member):
    edit(member, city="Ghent")
    post(client, token, **{"is-city": "change"})
    client.force_login(User.objects.get())
    place = "/en/profile/alpha/edit/place/"
    form = form_of(client.get(place)) | {"city": "Bruges", "go": "send"}
    save_draft(member, {"mission": {"en": "Bob writes."}}, own(member, "bob@example.org"))
    assert client.post(place, form)["Location"] == "/en/profile/alpha/check/"
    draft = Proposal.objects.get()
    assert draft.state == "draft"
    assert {change.field for change in draft.changes.all()} == {"mission", "city"}
