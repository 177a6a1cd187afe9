"""What waits for a decision of staff: how much of each kind, how long, and the longest of all."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from urllib.parse import urlencode

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.models import Claim, Proposal, Report, Task

_LONGEST = 8
_DEFERRED = ("member__search_text", "member__search_terms", "member__mission")


@dataclass(frozen=True)
class _Kind:
    """One kind of thing to decide; `rows` are those that wait, `moment` the column since when."""

    label: str | Promise
    permission: str
    rows: Callable[[], QuerySet]
    moment: str
    list_url: Callable[[], str]
    page: str


@dataclass(frozen=True)
class Waiting:
    """How much of one kind waits.

    Attributes:
        label: of what, after a number.
        url: the list of exactly these.
        count: how many wait.
        late: how many of them too long.
        oldest: since when the oldest does; None where nothing waits.
    """

    label: str
    url: str
    count: int
    late: int
    oldest: dt.datetime | None


@dataclass(frozen=True)
class Item:
    """One thing that waits: `since` when, of which `label`, about which `member`, decided where."""

    since: dt.datetime
    label: str
    member: str
    url: str
    is_late: bool


def _list(model, **params):
    return lambda: (
        reverse(f"admin:members_{model}_changelist") + (f"?{urlencode(params)}" if params else "")
    )


def _stopped():
    return Task.objects.open().filter(kind=Task.Kind.STOPPED)


def _other_tasks():
    return Task.objects.open().exclude(kind=Task.Kind.STOPPED)


_KINDS = (
    _Kind(
        _("proposals to decide"),
        "change_proposal",
        Proposal.objects.waiting,
        "submitted_at",
        lambda: reverse("admin:review_queue"),
        "admin:review_proposal",
    ),
    _Kind(
        _("claims to decide"),
        "change_claim",
        lambda: Claim.objects.filter(state=Claim.State.OPEN),
        "created_at",
        _list("claim", state__exact="open"),
        "admin:members_claim_change",
    ),
    _Kind(
        _("readers’ reports to look at"),
        "view_report",
        Report.objects.waiting,
        "created_at",
        _list("report"),
        "admin:members_report_change",
    ),
    _Kind(
        _("requests to stop"),
        "view_task",
        _stopped,
        "created_at",
        _list("task", about="stopped"),
        "admin:members_task_change",
    ),
    _Kind(
        _("other tasks"),
        "view_task",
        _other_tasks,
        "created_at",
        _list("task", about="others"),
        "admin:members_task_change",
    ),
)


def waiting_for(user, late):
    """Return a Waiting for each kind that this person may see: one query a kind.

    Args:
        user: the person.
        late: `late_since()`.
    """
    return [_count(kind, late) for kind in _KINDS if user.has_perm(f"members.{kind.permission}")]


def _count(kind, late):
    figures = (
        kind.rows()
        .order_by()
        .aggregate(
            count=Count("pk"),
            oldest=Min(kind.moment),
            late=Count("pk", filter=Q(**{f"{kind.moment}__lt": late})),
        )
    )
    return Waiting(
        kind.label, kind.list_url(), figures["count"], figures["late"], figures["oldest"]
    )


def longest_for(user, late):
    """Return the Items that wait longest, of all kinds that this person may see."""
    items = []
    for kind in _KINDS:
        if user.has_perm(f"members.{kind.permission}"):
            # Keys first: sorting tens of thousands with all of their members takes long.
            longest = kind.rows().order_by(kind.moment, "pk").values_list("pk", flat=True)
            rows = kind.rows().filter(pk__in=list(longest[:_LONGEST])).select_related("member")
            items += [_item(kind, row, late) for row in rows.defer(*_DEFERRED)]
    return sorted(items, key=attrgetter("since"))[:_LONGEST]


def _item(kind, row, late):
    since = getattr(row, kind.moment)
    label = row.get_kind_display() if isinstance(row, Task) else row._meta.verbose_name
    return Item(since, label, row.member.name, reverse(kind.page, args=[row.pk]), since < late)
