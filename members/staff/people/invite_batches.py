"""Earlier invitations to many: what was sent, by whom, and what came of it."""

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.models import BatchInvitation, InvitationBatch
from members.staff.exchange.views import allow, answer

_PER_PAGE = 50
_State, _Outcome = InvitationBatch.State, BatchInvitation.Outcome


@require_safe
def batches_page(request):
    """The batches that were sent, the newest first, and what this person has not sent yet."""
    allow(request, "add_invitation")
    mine = Q(state=_State.DRAFT, created_by=request.user)
    batches = InvitationBatch.objects.filter(mine | ~Q(state=_State.DRAFT))
    batches = batches.select_related("created_by").order_by("-created_at", "-pk")
    page = Paginator(batches, _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Invitations to many"),
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number),
        "rows": [(batch, *_numbers(counts)) for batch, counts in _counted(page)],
    }
    return answer(request, "staff/people/invite_batches.html", context)


def _counted(batches):
    """Return [(batch, {outcome: rows})] of a page of batches, by one query."""
    counts = {batch.pk: {} for batch in batches}
    rows = BatchInvitation.objects.filter(batch__in=counts).order_by()
    for batch, outcome, number in rows.values_list("batch", "outcome").annotate(n=Count("pk")):
        counts[batch][outcome] = number
    return [(batch, counts[batch.pk]) for batch in batches]


def _numbers(counts):
    """Return (members, invited, left out) of one batch."""
    total, invited = sum(counts.values()), counts.get(_Outcome.SENT, 0)
    return total, invited, total - invited - counts.get(_Outcome.WAITING, 0)
