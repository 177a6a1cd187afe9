"""What lies in the outbox arrives once, whatever the mail server does meanwhile."""

import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from post_office.models import STATUS, Email

from members.mailing import queue, sending
from tests.mailing.conftest import Sink

pytestmark = pytest.mark.django_db
CODE = {"code": "BCDF-GHJK", "minutes": 10}
REFUSED = {"member": "Water for All", "reason": "Only staff of the organisation."}


def queued(to="robin@example.org", kind="claim_refused", context=REFUSED):
    return queue(kind, to, "en", context)


def test_a_mail_is_a_row_until_it_is_sent(sink):
    mail = queued()
    assert sink.mails == []
    assert sending.send_due() == sending.SendResult(sent=1)
    mail.refresh_from_db()
    assert mail.status == STATUS.sent
    (arrived,) = sink.mails
    assert arrived["To"] == "robin@example.org"
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert "Water for All" in arrived.get_body(("plain",)).get_content()
    assert "Only staff" in arrived.get_body(("html",)).get_content()


def test_the_command_sends_and_says_so(sink, capsys):
    queued()
    call_command("send_mail")
    assert len(sink.mails) == 1
    assert "1 sent" in capsys.readouterr().out


def test_a_local_machine_sends_nothing(sink, settings, capsys):
    settings.MAIL_IS_SENT = False
    queued()
    call_command("send_mail")
    assert sink.mails == []
    assert "/mailbox/" in capsys.readouterr().out


def test_a_server_that_is_away_for_a_day_loses_nothing(sink, time_machine):
    time_machine.move_to("2026-11-23 08:00:00+00:00", tick=False)
    for n in range(3):
        queued(f"reader{n}@example.org")
    port = sink.server_address[1]
    sink.stop()
    for _hour in range(24):
        assert sending.send_due().outage
        time_machine.shift(3600)
    assert sending.waiting() == 3
    again = Sink(port)
    try:
        assert sending.send_due().sent == 3
        assert len(again.mails) == 3
    finally:
        again.stop()
        sink.__init__()  # so that the fixture has something to stop


def test_a_server_that_says_later_is_asked_again_ever_more_seldom(sink, time_machine):
    time_machine.move_to("2026-11-23 08:00:00+00:00", tick=False)
    sink.refusal = "451 greylisted"
    mail = queued()
    assert sending.send_due().later == 1
    assert sending.send_due() == sending.SendResult()
    time_machine.shift(61)
    assert sending.send_due().later == 1
    mail.refresh_from_db()
    assert mail.scheduled_time - timezone.now() == timedelta(minutes=5)
    sink.refusal = ""
    time_machine.shift(301)
    assert sending.send_due().sent == 1
    assert len(sink.mails) == 1


def test_one_refused_reader_does_not_hold_up_the_others(sink):
    sink.refusal, sink.refused = "550 no such reader", b"gone@"
    queued("gone@example.org")
    queued("here@example.org")
    done = sending.send_due()
    assert (done.sent, done.failed, done.later) == (1, 1, 0)
    assert [mail["To"] for mail in sink.mails] == ["here@example.org"]


def test_a_code_that_is_too_old_is_not_sent(sink, time_machine):
    time_machine.move_to("2026-11-23 08:00:00+00:00", tick=False)
    queued(kind="code", context=CODE)
    time_machine.shift(601)
    assert sending.send_due() == sending.SendResult()
    time_machine.shift(24 * 3600)
    sending.tidy()
    assert not Email.objects.exists()


def test_urgent_mail_goes_first(sink):
    queued("slow@example.org")
    queued("fast@example.org", kind="code", context=CODE)
    sending.send_due()
    assert [mail["To"] for mail in sink.mails] == ["fast@example.org", "slow@example.org"]


def test_who_read_the_same_row_later_does_not_send_it(sink):
    mail = queued()
    twin = Email.objects.get(pk=mail.pk)
    assert sending._claim(mail)
    assert not sending._claim(twin)


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_mail_once(sink):
    for n in range(20):
        queued(f"reader{n}@example.org")

    def send():
        sending.send_due()
        connection.close()

    senders = [threading.Thread(target=send) for _n in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert len({mail["To"] for mail in sink.mails}) == len(sink.mails) == 20
