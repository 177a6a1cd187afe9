"""Whether mail leaves: how much waits, the oldest since when, and whether all of it stopped."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Max, Min, Q
from django.utils import timezone
from post_office.models import STATUS, Email

from .sending import waiting

# Every minute something is sent: what waits longer than this waits for a server.
_TOO_LONG = timedelta(hours=1)
_LOOKED_BACK = timedelta(days=7)


def stopped_since():
    """Return since when no mail leaves, or None while it does.

    Mail has stopped where one that was never refused by itself lies for an hour, also one that was
    worth sending for minutes only: a day without a server is a day without codes.
    """
    if not settings.MAIL_IS_SENT:
        return None  # a machine of one's own
    now = timezone.now()
    last_sent = Email.objects.filter(status=STATUS.sent).aggregate(last=Max("last_updated"))["last"]
    unsent = Email.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=now) | Q(created__gt=last_sent or now - _LOOKED_BACK),
        status=STATUS.queued,
        created__gt=now - _LOOKED_BACK,
    )
    oldest = unsent.aggregate(oldest=Min("created"))["oldest"]
    return oldest if oldest and oldest < now - _TOO_LONG else None


def flow():
    """Return {name: number or moment} of what waits, what was given up and what left last."""
    day_ago = timezone.now() - timedelta(days=1)
    unsent = Email.objects.filter(status__in=(STATUS.queued, STATUS.requeued))
    still_good = unsent.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()))
    given_up = Email.objects.filter(status=STATUS.failed, last_updated__gt=day_ago)
    delivered = Email.objects.filter(status=STATUS.sent)
    return {
        "waiting": waiting(),
        "oldest": still_good.aggregate(oldest=Min("created"))["oldest"],
        "given_up": given_up.count(),
        "last_sent": delivered.aggregate(last=Max("last_updated"))["last"],
    }
