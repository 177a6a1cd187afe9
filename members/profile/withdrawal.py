"""What editors take back and can have again: a draft, a proposal, a change; and their answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.models import Change, Proposal
from members.models.proposal import AlreadyMoved, NotAllowed
from members.models.validators import within_limit
from members.presenting.labels import field_label
from members.publishing.proposals import TEXT_LIMIT, Unseen, answer, discard, withdraw
from members.publishing.restore_changes import put_back
from members.web.unsent_forms import forget_unsent, too_long

from .changes import change_rows
from .drafting import seen_in, seen_token
from .sending import check_page, unseen_text
from .views import proposal_page
from .workspace import workspace_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def discard_draft(request, slug):
    """Ask, then throw the draft away; the public page and what waits stay as they are."""
    workspace = workspace_of(request, slug)
    if not workspace.draft:
        return redirect("profile:overview", slug=slug)
    if request.method != "POST":
        return _sure(request, workspace, workspace.drafted.values())
    note = _("Your draft is thrown away. You can still put it back.")
    try:
        _try(request, lambda: discard(workspace.draft, request.user, seen_in(request.POST)), note)
    except Unseen as unseen:
        fresh = workspace_of(request, slug)
        return check_page(request, fresh, unseen_text(fresh, unseen), unseen.fields)
    return redirect("profile:overview", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw_sent(request, slug, pk):
    """Ask, then take back what was sent; it becomes the draft again."""
    workspace = workspace_of(request, slug)
    proposal = get_object_or_404(_sent(workspace), pk=pk)
    if request.method != "POST":
        if proposal.state not in (Proposal.State.SUBMITTED, Proposal.State.RETURNED):
            return redirect("profile:proposal", slug=slug, pk=pk)
        waiting = proposal.changes.filter(state=Change.State.PENDING)
        return _sure(request, workspace, waiting, proposal)
    note = _("Withdrawn. What you sent is your draft again; the public page stays as it is.")
    _try(request, lambda: withdraw(proposal, request.user), note)
    return redirect("profile:overview", slug=slug)


def _sure(request, workspace, changes, proposal=None):
    context = {
        "workspace": workspace,
        "member": workspace.member,
        "proposal": proposal,
        "decided": _decided(proposal) if proposal else [],
        "changes": change_rows(workspace, changes),
        "seen": "" if proposal else seen_token(workspace),
    }
    return render(request, "profile/sure.html", context)


def _decided(proposal):
    """Return the names of the fields that withdrawing leaves as they are."""
    rows = proposal.changes.exclude(state=Change.State.PENDING)
    return [field_label(change.field) for change in rows]


@require_POST
@login_required
def put_back_text(request, slug, pk):
    """Put what was withdrawn, thrown away, refused or overtaken back into the draft."""
    workspace = workspace_of(request, slug)
    proposal = get_object_or_404(workspace.member.proposals, pk=pk)
    fields = request.POST.getlist("field") or None
    try:
        back, left_out = put_back(proposal, request.user, fields)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("profile:overview", slug=slug)
    if back:
        note = _("Back in your draft: %(fields)s. Nothing is sent yet.")
        messages.success(request, note % {"fields": _labels(back)})
    if left_out:
        note = _("Not put back, because your draft has other words for it by now: %(fields)s.")
        messages.error(request, note % {"fields": _labels(left_out)})
    return redirect("profile:check", slug=slug)


def _labels(fields):
    return ", ".join(field_label(field) for field in fields)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer_question(request, slug, pk):
    """Answer the reviewer's question and send the same changes again.

    The page that refuses an answer has this address, and comes back in another language by a GET.
    """
    workspace = workspace_of(request, slug)
    proposal = get_object_or_404(_sent(workspace), pk=pk)
    if request.method != "POST":
        return redirect("profile:proposal", slug=slug, pk=pk)
    words = request.POST.get("answer", "")
    try:
        within_limit(words, TEXT_LIMIT)
    except ValidationError as error:
        return too_long(request, "answer", error)
    note = _("Your answer is sent, and your changes wait for staff again.")
    if _try(request, lambda: answer(proposal, request.user, words), note):
        forget_unsent(request, reverse("profile:proposal", args=[slug, pk]))
        return redirect("profile:overview", slug=slug)
    return proposal_page(request, workspace_of(request, slug), pk, words, status=409)


def _sent(workspace):
    return workspace.member.proposals.exclude(submitted_at=None)


def _try(request, action, note):
    """Run an action and say what came of it; return whether it worked."""
    try:
        action()
    except (AlreadyMoved, NotAllowed):
        text = _("That is no longer possible: its state has changed. Please look again.")
        messages.error(request, text)
        return False
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, note)
    return True
