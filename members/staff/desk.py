"""What waits for staff when they open the admin."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from members.models import Claim, Member, Proposal, Report, Revision
from members.presenting.freshness import fresh_since

_LATEST = 8


@dataclass(frozen=True)
class Task:
    """One line of the desk.

    Attributes:
        count: how many there are.
        label: of what.
        url: the list that shows exactly these.
    """

    count: int
    label: str
    url: str


def desk(user):
    """Return {"tasks": [Task, …], "latest": [Revision, …]} of what this person may see."""
    tasks = []
    if user.has_perm("members.change_proposal"):
        waiting = Proposal.objects.waiting().count()
        tasks.append(Task(waiting, _("proposals to decide"), reverse("admin:review_queue")))
    if user.has_perm("members.change_claim"):
        claims = Claim.objects.filter(state=Claim.State.OPEN).count()
        tasks.append(Task(claims, _("claims to decide"), _list("claim", state__exact="open")))
    if user.has_perm("members.view_report"):
        open_reports = Report.objects.filter(state=Report.State.OPEN).count()
        tasks.append(Task(open_reports, _("readers' reports to look at"), _list("report")))
    if user.has_perm("members.view_member"):
        tasks += _member_tasks()
    latest = Revision.objects.none()
    if user.has_perm("members.view_revision"):
        latest = Revision.objects.select_related("member", "actor").order_by("-version")
        latest = latest.defer(
            "changes", "member__search_text", "member__search_terms", "member__mission"
        )
    return {"tasks": tasks, "latest": latest[:_LATEST]}


def _member_tasks():
    published = Member.objects.published()
    fresh = Q(confirmed_at__gte=fresh_since())
    return [
        Task(
            published.filter(completeness__lt=50).count(),
            _("published profiles that are less than half complete"),
            _list("member", status="published", complete="low"),
        ),
        Task(
            published.exclude(fresh).count(),
            _("published profiles not confirmed in the last 12 months"),
            _list("member", status="published", confirmed="stale"),
        ),
        Task(
            Member.objects.filter(status=Member.Status.DRAFT).count(),
            _("drafts"),
            _list("member", status="draft"),
        ),
    ]


def _list(model, **params):
    url = reverse(f"admin:members_{model}_changelist")
    return f"{url}?{urlencode(params)}" if params else url
