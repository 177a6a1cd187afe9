"""The lists of the review desk: what waits for staff, what waits for editors, what was decided."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from members.models import Change, Proposal
from members.presenting.labels import field_label
from members.publishing.policy import late_before
from members.publishing.review_lock import holder
from members.staff.home.menu_counts import counted

from .views import allowed, answer

_PER_PAGE = 50
_DEFERRED = ("member__search_text", "member__search_terms", "member__mission")


@dataclass(frozen=True)
class Tab:
    """One list: its name in the address and on the screen, and how it is ordered."""

    slug: str
    label: str
    states: tuple
    order: tuple


TABS = (
    Tab(
        "waiting",
        gettext_lazy("Waiting for us"),
        (Proposal.State.SUBMITTED,),
        ("submitted_at", "pk"),
    ),
    Tab(
        "editor",
        gettext_lazy("Waiting for the editor"),
        (Proposal.State.RETURNED,),
        ("submitted_at", "pk"),
    ),
    Tab("decided", gettext_lazy("Decided"), (Proposal.State.DECIDED,), ("-decided_at", "-pk")),
)


@require_safe
def queue(request):
    """One of the lists, by `?tab=`; `?q=` searches it, `?late=1` leaves what waits too long."""
    allowed(request)
    tab = next((one for one in TABS if one.slug == request.GET.get("tab")), TABS[0])
    text = request.GET.get("q", "").replace("\x00", "").strip()
    late = request.GET.get("late") == "1" and tab.slug != "decided"
    rows = _rows(tab, text, late)
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    due = late_before()
    context = {
        "title": _("Review"),
        "tabs": _tabs(tab),
        "tab": tab.slug,
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number),
        "entries": [_entry(proposal, due) for proposal in page],
        "late": late,
        "text": text,
    }
    return answer(request, "staff/review/queue.html", context)


def _rows(tab, text, late):
    rows = Proposal.objects.filter(state__in=tab.states).exclude(submitted_at=None)
    people = ("member", "author", "held_by", "reviewer")
    rows = rows.select_related(*people).defer(*_DEFERRED).order_by(*tab.order)
    if text:
        rows = rows.filter(_holds(text))
    if late:
        rows = rows.filter(submitted_at__date__lt=late_before())
    return rows.prefetch_related("changes")


def _holds(text):
    """Return the condition that a proposal has some words: its member, a person, or a reason."""
    reasons = Change.objects.filter(proposal=OuterRef("pk"), reason__icontains=text)
    people = Q(author__name__icontains=text) | Q(author__email__icontains=text)
    people |= Q(reviewer__name__icontains=text)
    return Q(member__name__icontains=text) | people | Exists(reasons)


def _tabs(current):
    counts = {"waiting": Proposal.State.SUBMITTED, "editor": Proposal.State.RETURNED}
    numbers = counted(
        {slug: Proposal.objects.filter(state=state) for slug, state in counts.items()}
    )
    return [(tab, numbers.get(tab.slug), tab == current) for tab in TABS]


def _entry(proposal, due):
    changes = list(proposal.changes.all())
    return {
        "proposal": proposal,
        "fields": [field_label(change.field) for change in changes],
        "refusals": [
            (field_label(change.field), change.reason) for change in changes if change.reason
        ],
        "is_late": timezone.localdate(proposal.submitted_at) < due,
        "holder": holder(proposal),
    }
