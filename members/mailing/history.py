"""The outbox as staff read it: what became of each mail, and sending one again."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Count, Q
from django.utils import timezone
from post_office.models import STATUS, Email, Log

from .kinds import KINDS
from .outbox import KIND_HEADER
from .sending import SECRET_KINDS

STATES = ("waiting", "sent", "given_up", "expired")
_ONCE = 60  # seconds in which a second click sends nothing more


@dataclass(frozen=True)
class SentMail:
    """A mail in the outbox.

    Attributes:
        pk: its number.
        to: the addresses.
        kind: of KINDS, or "" for one of a library's.
        label: what staff call that kind: why it was sent.
        subject: "" where it holds a code.
        text: the plain text; "" where it lets somebody in.
        state: one of STATES.
        created: when it was written.
        tries: how often the server refused it.
        next_at: when it is tried next, where that is known.
        error: what the server said the last time.
        may_repeat: whether it can be sent again, or at once.
    """

    pk: int
    to: str
    kind: str
    label: str
    subject: str
    text: str
    state: str
    created: datetime
    tries: int
    next_at: datetime | None
    error: str
    may_repeat: bool


def _conditions():
    """Return {state: Q} of the mails in each state."""
    unsent = Q(status__in=(STATUS.queued, STATUS.requeued))
    is_late = Q(expires_at__lte=timezone.now())
    return {
        # "Not late" would leave out those that never are: NULL is not smaller than anything.
        "waiting": unsent & (Q(expires_at=None) | Q(expires_at__gt=timezone.now())),
        "sent": Q(status=STATUS.sent),
        "given_up": Q(status=STATUS.failed),
        "expired": unsent & is_late,
    }


def counts():
    """Return {state: how many mails}, in one query."""
    columns = {state: Count("pk", filter=rows) for state, rows in _conditions().items()}
    return Email.objects.order_by().aggregate(**columns)


def mails(state, address=""):
    """Return the queryset of mails in a state, the newest first.

    Args:
        state: one of STATES.
        address: a part of the address that they go to.
    """
    rows = Email.objects.filter(_conditions()[state]).defer("html_message")
    if address:
        rows = rows.filter(to__icontains=address.replace("\x00", ""))
    return rows.order_by("-created", "-pk")


def described(rows):
    """Return the SentMails of some rows; one query for what the server said of them."""
    errors = {}
    for log in Log.objects.filter(email__in=[row.pk for row in rows]).order_by("pk"):
        errors[log.email_id] = f"{log.exception_type}{': ' if log.message else ''}{log.message}"
    return [_described(row, errors.get(row.pk, "")) for row in rows]


def _described(row, error):
    kind = (row.headers or {}).get(KIND_HEADER, "")
    is_secret, state = kind in SECRET_KINDS, _state_of(row)
    return SentMail(
        pk=row.pk,
        to=", ".join(row.to),
        kind=kind,
        label=str(KINDS[kind].label) if kind in KINDS else "",
        subject="" if is_secret else row.subject,
        text="" if is_secret else row.message,
        state=state,
        created=row.created,
        tries=row.number_of_retries or 0,
        next_at=row.scheduled_time if state == "waiting" else None,
        error=error,
        may_repeat=state in ("waiting", "given_up") or (state == "sent" and not is_secret),
    )


def _state_of(row):
    if row.status == STATUS.sent:
        return "sent"
    if row.status == STATUS.failed:
        return "given_up"
    return "expired" if row.expires_at and row.expires_at <= timezone.now() else "waiting"


def send_again(row):
    """Send a mail again, or at once where it waits; return whether that was possible.

    What was given up begins anew; of what arrived a copy goes out, once however often one clicks.
    """
    if not _described(row, "").may_repeat or not cache.add(f"mail-again:{row.pk}", 1, _ONCE):
        return False
    same = Email.objects.filter(pk=row.pk, status=row.status)
    if row.status == STATUS.sent:
        return _copy(row)
    fresh = {"status": STATUS.queued, "scheduled_time": None, "number_of_retries": 0}
    if row.status == STATUS.failed:
        fresh["created"] = timezone.now()  # what is days old is given up at the first refusal
    return same.update(**fresh) == 1


def _copy(row):
    names = ("from_email", "to", "subject", "message", "html_message", "headers", "priority")
    values = {name: getattr(row, name) for name in names}
    Email.objects.create(status=STATUS.queued, **values)
    return True
