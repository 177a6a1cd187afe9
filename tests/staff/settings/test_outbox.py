"""The outbox: who was written to, why, what became of it; nothing in it lets anybody in."""

from datetime import timedelta

import pytest
from django.utils import timezone
from post_office.models import STATUS, Email

from directory import __version__
from members.mailing import queue, sending
from members.models import AuditEvent
from tests.mailing.conftest import sink  # noqa: F401 - fixture
from tests.staff.conftest import text_of

pytestmark = pytest.mark.django_db
REFUSED = {"member": "Water for All", "reason": "Only staff of the organisation."}


def queued(to="robin@example.org", kind="claim_refused", context=REFUSED):
    return queue(kind, to, "en", context)


def page_of(client, state="waiting", **query):
    return text_of(client.get("/admin/outbox/", {"state": state, **query}))


def test_each_mail_stands_there_with_its_reason_and_state(administrator_client, sink):  # noqa: F811
    sink.refusal, sink.refused = "550 no such user", b"nobody@"
    queued()
    queued("nobody@example.org")
    assert "robin@example.org" in page_of(administrator_client)
    sending.send_due()
    assert "There are none." in page_of(administrator_client)
    sent, given_up = (page_of(administrator_client, state) for state in ("sent", "given_up"))
    assert "robin@example.org" in sent
    assert "Claim refused" in sent
    assert "nobody@example.org" in given_up
    assert "no such user" in given_up
    assert "robin@example.org" not in given_up


def test_one_address_is_looked_for(administrator_client):
    for name in ("robin", "olga"):
        queued(f"{name}@example.org")
    page = page_of(administrator_client, to="OLGA@")
    assert "olga@example.org" in page
    assert "robin@example.org" not in page


def test_what_was_given_up_is_sent_again_once(administrator_client, sink):  # noqa: F811
    sink.refusal = "550 no"
    mail = queued()
    sending.send_due()
    Email.objects.update(created=timezone.now() - timedelta(days=20))
    sink.refusal = ""
    for _twice in range(2):
        administrator_client.post(f"/admin/outbox/{mail.pk}/again/")
    assert sending.send_due().sent == 1
    assert len(sink.mails) == 1
    event = AuditEvent.objects.get(kind=AuditEvent.Kind.MAIL_REPEATED)
    assert event.details["to"] == "robin@example.org"


def test_what_arrived_is_sent_once_more_as_it_was(administrator_client, sink):  # noqa: F811
    mail = queued()
    sending.send_due()
    for _twice in range(2):
        administrator_client.post(f"/admin/outbox/{mail.pk}/again/")
    assert sending.send_due().sent == 1
    first, second = sink.mails
    assert first.get_body(("plain",)).get_content() == second.get_body(("plain",)).get_content()


def test_what_waits_for_its_next_try_goes_at_once(administrator_client, sink):  # noqa: F811
    sink.refusal = "451 later"
    mail = queued()
    sending.send_due()
    sink.refusal = ""
    assert sending.send_due().sent == 0
    administrator_client.post(f"/admin/outbox/{mail.pk}/again/")
    assert sending.send_due().sent == 1


@pytest.mark.parametrize("kind", ["code", "invitation"])
def test_nobody_reads_or_repeats_what_lets_somebody_in(administrator_client, sink, kind):  # noqa: F811
    secret = "BCDF-GHJK"
    values = {"code": secret, "minutes": 10, "link": f"https://x.example/{secret}", "member": "W"}
    mail = queued(kind=kind, context=values)
    sending.send_due()
    for address in ("/admin/outbox/?state=sent", f"/admin/outbox/{mail.pk}/"):
        page = text_of(administrator_client.get(address))
        assert "robin@example.org" in page
        assert secret not in page
    administrator_client.post(f"/admin/outbox/{mail.pk}/again/")
    assert sending.send_due().sent == 0


def test_a_code_that_came_too_late_is_not_sent_any_more(administrator_client, sink):  # noqa: F811
    mail = queued(kind="code", context={"code": "BCDF-GHJK", "minutes": 10})
    Email.objects.filter(pk=mail.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    assert "robin@example.org" in page_of(administrator_client, "expired")
    administrator_client.post(f"/admin/outbox/{mail.pk}/again/")
    assert sending.send_due().sent == 0


def test_a_sender_that_the_server_does_not_take_loses_no_mail(sink, monkeypatch):  # noqa: F811
    import smtplib

    def refuse(*_args, **_options):
        raise smtplib.SMTPSenderRefused(550, b"not yours", "koepel@localhost")

    with monkeypatch.context() as patch:
        patch.setattr(smtplib.SMTP, "sendmail", refuse)
        mail = queued()
        assert sending.send_due().later == 1
    mail.refresh_from_db()
    assert mail.status == STATUS.requeued


def test_a_mail_says_which_release_wrote_it(sink):  # noqa: F811
    queued()
    sending.send_due()
    assert sink.mails[0]["X-Koepel-Version"] == __version__


def test_the_number_of_questions_to_the_database_does_not_grow(
    administrator_client, django_assert_max_num_queries
):
    for n in range(12):
        queued(f"reader{n}@example.org")
    administrator_client.get("/admin/outbox/")
    with django_assert_max_num_queries(25):
        administrator_client.get("/admin/outbox/")
