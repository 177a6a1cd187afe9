"""Pages of the workspace that only show: home, overview, preview, history, what was sent."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from members.models import Change, Member, Proposal
from members.presenting import current_site, preview
from members.presenting.countries import language_name
from members.presenting.diff import diff
from members.presenting.labels import Labels, field_label
from members.publishing.policy import review_by
from members.publishing.preview_copy import preview_copy

from .changes import change_rows
from .check_link import to_change
from .people import person_name
from .tasks import tasks_of
from .workspace import workspace_of
from .yearly_check import pause_of

_PER_PAGE = 10
_RECENT = 10


@require_safe
@login_required
def home(request):
    """The members that somebody edits, what waits, and what was decided; of one, its overview."""
    if get_language() not in current_site().languages:
        raise Http404
    members = list(Member.objects.editable_by(request.user).order_by("sort_name", "id"))
    departed = Member.objects.left_by(request.user)
    if len(members) == 1 and not departed:
        return redirect("profile:overview", slug=members[0].slug)
    mine = Proposal.objects.filter(member__in=members).select_related("member")
    decided = mine.filter(state=Proposal.State.DECIDED).prefetch_related("changes")
    context = {
        "members": members,
        "left": departed,
        "waiting": mine.filter(state__in=(Proposal.State.SUBMITTED, Proposal.State.RETURNED)),
        "drafts": mine.filter(state=Proposal.State.DRAFT),
        "decided": decided.order_by("-decided_at")[:_RECENT],
    }
    return render(request, "profile/home.html", context)


@require_safe
@login_required
def overview(request, slug):
    """The task list of one member."""
    workspace = workspace_of(request, slug)
    tasks = tasks_of(workspace)
    pending = workspace.pending
    context = {
        "workspace": workspace,
        "member": workspace.member,
        "tasks": tasks,
        "has_others": Member.objects.editable_by(request.user).exclude(slug=slug).exists(),
        "done": sum(task.is_done for task in tasks),
        "due": review_by(pending.submitted_at) if pending else None,
        "colleague": person_name(workspace.colleague) if workspace.colleague else "",
        "view": preview(workspace.member, get_language(), workspace.site),
        "pause": pause_of(workspace.site),
        "to_change": to_change(workspace, workspace.steps),
    }
    return render(request, "profile/overview.html", context)


@require_safe
@login_required
def preview_page(request, slug):
    """The page as the public would see it with everything that is drafted or waits."""
    workspace = workspace_of(request, slug)
    language = get_language()
    member = preview_copy(workspace.member, workspace.working)
    context = {
        "member": preview(member, language, workspace.site),
        "workspace": workspace,
        "back_url": reverse("web:list"),
        "language_name": language_name(language, language),
    }
    return render(request, "profile/preview.html", context)


@require_safe
@login_required
def history(request, slug):
    """Who changed what, the newest first, with the words marked."""
    workspace = workspace_of(request, slug)
    revisions = workspace.member.revisions.select_related("actor")
    page = Paginator(revisions, _PER_PAGE).get_page(request.GET.get("page"))
    labels = Labels()
    entries = [
        {"revision": one, "who": person_name(one.actor), "fields": diff(one.changes, labels)}
        for one in page
    ]
    context = {"member": workspace.member, "page": page, "entries": entries}
    return render(request, "profile/history.html", context)


@require_safe
@login_required
def proposal(request, slug, pk):
    """One proposal: what it asks for, what was decided, and what can still be done with it."""
    waiting = request.unsent.data if request.unsent else {}
    return proposal_page(request, workspace_of(request, slug), pk, waiting.get("answer", ""))


proposal.shows_unsent = True


def proposal_page(request, workspace, pk, answer="", status=200):
    """Show one proposal; after an answer that could not be sent, with its words."""
    proposal = _proposal(workspace, pk)
    context = {
        "workspace": workspace,
        "member": workspace.member,
        "proposal": proposal,
        "changes": change_rows(workspace, proposal.changes.all()),
        "author": person_name(proposal.author),
        "due": review_by(proposal.submitted_at),
        "waits": proposal.state in (Proposal.State.SUBMITTED, Proposal.State.RETURNED),
        "answer": answer,
        "waiting": request.unsent,
    }
    return render(request, "profile/proposal.html", context, status=status)


@require_safe
@login_required
def sent(request, slug, pk):
    """Says what went live at once, what waits for staff, and what happens next and when."""
    workspace = workspace_of(request, slug)
    proposal = _proposal(workspace, pk)
    context = {
        "member": workspace.member,
        "proposal": proposal,
        "live": _fields(proposal, Change.State.ACCEPTED),
        "waits": _fields(proposal, Change.State.PENDING),
        "due": review_by(proposal.submitted_at),
    }
    return render(request, "profile/sent.html", context)


def _fields(proposal, state):
    """Return the labels of the fields whose change is in a state."""
    return [field_label(one.field) for one in proposal.changes.all() if one.state == state]


def _proposal(workspace, pk):
    """Return a proposal of this member that was sent; its draft has pages of its own."""
    sent_ones = workspace.member.proposals.exclude(state=Proposal.State.DRAFT)
    sent_ones = sent_ones.exclude(submitted_at=None)
    people = sent_ones.select_related("author", "reviewer", "saved_by")
    return get_object_or_404(people.prefetch_related("changes"), pk=pk)
