"""Sending what lies in the outbox: each mail by one sender, again and again until it is gone.

A mail is claimed by one conditional UPDATE before it is sent, so that two senders on any number
of machines never send the same one. Who dies while sending leaves a claim that ends by itself;
such a mail may then come twice, which is better than never.
"""

import logging
import smtplib
from dataclasses import dataclass
from datetime import timedelta

from django.core.mail import get_connection
from django.db.models import Q
from django.utils import timezone
from post_office.models import STATUS, Email
from post_office.settings import get_backend

from . import bounces

logger = logging.getLogger(__name__)

_CLAIM = timedelta(minutes=10)
# After one refusal, two, three …: for what only this mail or this reader's server is to blame.
_WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240)]
_GIVE_UP = timedelta(days=5)
_KEEP_SECRETS = timedelta(days=1)
_KEEP = timedelta(days=90)
# An outage: nothing is wrong with the mail, everything waits until the server is back.
_OUTAGE = (ConnectionError, TimeoutError, smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError)
# What lets somebody in: kept for a day, and shown to nobody.
SECRET_KINDS = (
    "code",
    "password_code",
    "address_code",
    "invitation",
    "claim_granted",
    "check",
    "check_reminder",
    "check_last",
    "check_link",
)


@dataclass
class SendResult:
    """What came of one round.

    Attributes:
        sent: mails that the server took.
        later: mails that it did not take this time.
        failed: mails that it never will, or not within days.
        outage: why the server could not be reached, or "".
    """

    sent: int = 0
    later: int = 0
    failed: int = 0
    outage: str = ""


def due():
    """Return the mails to send now, the urgent and then the oldest first."""
    now = timezone.now()
    return Email.objects.filter(
        Q(scheduled_time=None) | Q(scheduled_time__lte=now),
        Q(expires_at=None) | Q(expires_at__gt=now),
        status__in=(STATUS.queued, STATUS.requeued),
    ).order_by("-priority", "created", "pk")


def send_due(limit=200):
    """Send what is due and return the Round; stops at once where the server is away."""
    result = SendResult()
    mails = list(due()[:limit])
    if not mails:
        return result
    connection = get_connection(get_backend("default"))
    try:
        connection.open()
        for mail in mails:
            if _claim(mail):
                _send(mail, connection, result)
    except OSError as error:
        # Also every SMTPException; the rows are as they were, and a later round takes them up.
        result.outage = f"{type(error).__name__}: {error}"
        logger.warning("The mail server cannot be used: %s", result.outage)
    finally:
        _close(connection)
    return result


def _claim(mail):
    """Whether this sender, and no other, may send a mail now."""
    mine = Email.objects.filter(
        pk=mail.pk, status=mail.status, scheduled_time=mail.scheduled_time
    )  # a colleague who was faster has changed one of them
    return mine.update(scheduled_time=timezone.now() + _CLAIM) == 1


def _send(mail, connection, result):
    try:
        mail.dispatch(
            log_level=0, commit=False, disconnect_after_delivery=False, connection=connection
        )
    except _OUTAGE:
        Email.objects.filter(pk=mail.pk).update(scheduled_time=mail.scheduled_time)
        raise
    except Exception as error:
        bounces.note(error)
        _put_off(mail, error, result)
    else:
        Email.objects.filter(pk=mail.pk).update(
            status=STATUS.sent, scheduled_time=None, last_updated=timezone.now()
        )
        bounces.forget(mail.to)
        result.sent += 1


def _put_off(mail, error, result):
    """Try a refused mail later, ever more seldom; give up after days or a final refusal."""
    tries = (mail.number_of_retries or 0) + 1
    mail.logs.create(
        status=STATUS.failed, message=str(error)[:1000], exception_type=type(error).__name__
    )
    old = mail.created < timezone.now() - _GIVE_UP
    final = old or _is_final(error)
    wait = _WAITS[min(tries, len(_WAITS)) - 1]
    Email.objects.filter(pk=mail.pk).update(
        status=STATUS.failed if final else STATUS.requeued,
        scheduled_time=None if final else timezone.now() + wait,
        number_of_retries=tries,
        last_updated=timezone.now(),
    )
    result.failed += final
    result.later += not final
    logger.warning("Mail %s was not sent: %s", mail.pk, type(error).__name__)


def _is_final(error):
    """Whether the server said that it will never take this mail (RFC 5321, section 4.2.1)."""
    if isinstance(error, smtplib.SMTPSenderRefused):
        return False  # a setting of ours is wrong, and will be mended
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
    else:
        codes = [getattr(error, "smtp_code", 0)]
    return all(500 <= code < 600 for code in codes)


def _close(connection):
    try:
        connection.close()
    except OSError:
        logger.debug("The connection was gone already")


def tidy():
    """Forget old mail, and what lets somebody in as soon as nobody needs it any more."""
    now = timezone.now()
    over = Q(status__in=(STATUS.sent, STATUS.failed)) | Q(expires_at__lt=now)
    secret = Q(**{"headers__X-Koepel-Mail__in": SECRET_KINDS})
    Email.objects.filter(over, secret, created__lt=now - _KEEP_SECRETS).delete()
    Email.objects.filter(over, created__lt=now - _KEEP).delete()


def waiting():
    """Return how many mails wait, due or not."""
    return (
        Email.objects.filter(status__in=(STATUS.queued, STATUS.requeued))
        .filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()))
        .count()
    )
