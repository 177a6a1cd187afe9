"""An address that the mail server refuses for good is remembered until mail gets through again."""

import pytest

from members.mailing import queue, sending
from members.models import BouncedAddress

pytestmark = pytest.mark.django_db
REFUSED = {"member": "Water for All", "reason": "Only staff of the organisation."}


def sent(to):
    queue("claim_refused", to, "en", REFUSED)
    return sending.send_due()


def bounced():
    return dict(BouncedAddress.objects.values_list("email", "reason"))


def test_a_final_refusal_of_the_recipient_marks_the_address(sink):
    sink.refusal, sink.refused = "550 5.1.1 no such reader", b"gone@"
    assert sent("Gone@example.org").failed == 0  # the server took it: another spelling
    assert sent("gone@example.org").failed == 1
    assert sent("here@example.org").sent == 1
    assert bounced() == {"gone@example.org": "550 5.1.1 no such reader"}
    assert sent("gone@example.org").failed == 1
    assert len(bounced()) == 1


def test_a_server_that_says_later_or_is_away_marks_nobody(sink):
    sink.refusal = "451 greylisted"
    assert sent("robin@example.org").later == 1
    sink.stop()
    assert sent("robin@example.org").outage
    sink.__init__()
    assert bounced() == {}


def test_a_mail_that_gets_through_clears_it(sink):
    sink.refusal = "550 mailbox full of dust"
    sent("robin@example.org")
    assert bounced()
    sink.refusal = ""
    sent("ROBIN@example.org")
    assert bounced() == {}


def test_what_a_hostile_server_says_is_kept_within_bounds(sink):
    sink.refusal = "550 " + "\u00e9\x00 " * 200
    sent("robin@example.org")
    assert len(bounced()["robin@example.org"]) <= 300
