"""Editors are told what became of their work, in the transaction of what happened."""

import pytest
from django.db import transaction
from post_office.models import Email

from members.mailing import digest
from members.mailing.opt_outs import address_for, opt_out
from members.models import Editor, MailOptOut, Revision
from members.publishing import publish
from members.publishing.proposals import Decision, decide, return_with, save_draft, submit
from tests.helpers import edit, make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(db):
    return make_member("Water for All")


@pytest.fixture
def editor(member):
    user = make_user("editor@example.org", language="nl")
    Editor.objects.create(member=member, user=user, role=Editor.Role.OWNER)
    return user


@pytest.fixture
def sent(member, editor):
    """A proposal of two fields that waits."""
    values = {"city": "Gent", "website": "https://water.example/"}
    return submit(save_draft(member, values, editor), editor)


def kinds():
    return [mail.headers["X-Koepel-Mail"] for mail in Email.objects.order_by("pk")]


def test_what_is_sent_is_confirmed(sent):
    mail = Email.objects.get()
    assert kinds() == ["proposal_received"]
    assert mail.to == ["editor@example.org"]
    assert mail.subject.startswith("Ontvangen:")
    assert "Water for All" in mail.subject


def test_what_went_live_at_once_is_named_beside_what_waits(member, editor):
    submit(save_draft(member, {"city": "Gent", "phone": "+32 2 123 45 67"}, editor), editor)
    waits, live = Email.objects.get().message.split("Al te zien op de publieke pagina:")
    assert "- Gemeente" in waits
    assert "- Telefoon" in live
    assert "Gemeente" not in live


def test_where_nothing_went_live_the_mail_says_nothing_of_it(sent):
    assert "Al te zien" not in Email.objects.get().message


def test_a_question_reaches_the_author(sent, reviewer):
    return_with(sent, reviewer, "Which Gent?")
    assert kinds() == ["proposal_received", "question"]
    assert "Which Gent?" in Email.objects.latest("pk").message


def test_a_decision_says_it_field_by_field(sent, reviewer):
    decisions = {"city": Decision("accepted"), "website": Decision("refused", reason="It is down")}
    decide(sent, reviewer, decisions)
    message = Email.objects.latest("pk").message
    assert kinds() == ["proposal_received", "decision"]
    assert "It is down" in message
    assert message.count("- ") == 2


def test_owners_hear_of_what_others_changed(member, editor, administrator):
    edit(member, actor=administrator, city="Leuven")
    assert kinds() == ["profile_changed"]
    assert Email.objects.get().to == ["editor@example.org"]


def test_nobody_is_told_what_they_did_themselves(member, editor):
    publish(member, {"city": "Leuven"}, editor, Revision.Source.ADMIN)
    publish(member, {"city": "Gent"}, None, Revision.Source.EDITOR)
    assert kinds() == []


def test_a_write_that_fails_leaves_no_mail(member, editor, administrator):
    with transaction.atomic():
        edit(member, actor=administrator, city="Leuven")
        assert kinds() == ["profile_changed"]
        transaction.set_rollback(True)
    assert kinds() == []


def test_reviewers_hear_once_a_day_what_waits(sent, reviewer, time_machine):
    Email.objects.all().delete()
    time_machine.move_to("2026-11-24 04:00:00+00:00")
    assert digest.queue_digest() == 0
    time_machine.move_to("2026-11-24 09:00:00+00:00")
    assert digest.queue_digest() == 1
    assert digest.queue_digest() == 0
    mail = Email.objects.get()
    assert "Water for All" in mail.message
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_one_click_ends_the_digest(sent, reviewer, client, time_machine):
    time_machine.move_to("2026-11-24 09:00:00+00:00")
    address = address_for(reviewer, "review_digest").replace("http://localhost:8000", "")
    assert client.get(address).status_code == 200
    assert not MailOptOut.objects.exists()
    body = "List-Unsubscribe=One-Click"
    kind = "application/x-www-form-urlencoded"
    assert client.post(address, body, content_type=kind).status_code == 200
    assert client.post(address).status_code == 200
    assert digest.queue_digest() == 0


def test_a_made_up_link_ends_nothing(reviewer, client):
    assert client.post("/unsubscribe/made-up/").status_code == 404
    other = address_for(reviewer, "code").replace("http://localhost:8000", "")
    assert client.post(other).status_code == 404


def test_to_opt_out_twice_changes_nothing(reviewer):
    opt_out(reviewer, "review_digest")
    opt_out(reviewer, "review_digest")
    assert MailOptOut.objects.count() == 1
