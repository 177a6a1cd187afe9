"""What editors do with a draft and with what waits: check, send, take back, answer, confirm."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.freshness import answering, confirming
from members.models.proposal import AlreadyMoved, NotAllowed
from members.presenting.labels import field_label
from members.publishing.policy import review_days
from members.publishing.proposals import answer, discard, submit, withdraw

from .changes import shown
from .check_said import rest_said
from .drafting import undo
from .people import who
from .workspace import workspace_of

_NOTE_LIMIT = 2000


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def check(request, slug):
    """Everything in the draft, old beside new; sent from here."""
    workspace = workspace_of(request, slug)
    problems = []
    if request.method == "POST" and workspace.draft:
        if _seen(request, workspace.draft):
            made, problems = _submit(request, workspace.draft)
            if made:
                answering.sent(workspace.member, request.user, made)
                return redirect("profile:sent", slug=slug, pk=made.pk)
        else:
            problems = [_("The draft was changed while you were looking. Please look again.")]
    draft = workspace.draft
    changes = shown(workspace, workspace.drafted.values())
    context = {
        "workspace": workspace,
        "member": workspace.member,
        "draft": draft,
        "changes": changes,
        "at_once": sum(change.is_direct for change in changes),
        "problems": problems,
        "note": request.POST.get("note", "")[:_NOTE_LIMIT],
        "rest": rest_said(workspace) if request.method != "POST" else None,
        "says_rest": "confirms_rest" in request.POST,
        "days": review_days(),
        "saved_by": who(draft.saved_by) if draft else "",
    }
    return render(request, "profile/check.html", context, status=409 if problems else 200)


def _seen(request, draft):
    return request.POST.get("saved_at") == draft.saved_at.isoformat()


def _submit(request, draft):
    """Return (the sent Proposal or None, what is in the way)."""
    try:
        note, rest = request.POST.get("note", "").strip(), "confirms_rest" in request.POST
        return submit(draft, request.user, note, confirms_rest=rest), []
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            return None, error.messages
        texts = error.message_dict.items()
        return None, [f"{_label(name)}: {' '.join(lines)}" for name, lines in texts]
    except (AlreadyMoved, NotAllowed):
        return None, [_("A colleague sent this draft a moment ago.")]


def _label(name):
    return _("The profile") if name == "__all__" else field_label(name)


@require_POST
@login_required
def undo_change(request, slug):
    """Take one change out of the draft."""
    workspace = workspace_of(request, slug)
    try:
        undo(workspace, request.POST.get("field", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("profile:check", slug=slug)


@require_POST
@login_required
def discard_draft(request, slug):
    """Throw the draft away; the public page and what waits stay as they are."""
    workspace = workspace_of(request, slug)
    if workspace.draft:
        _try(request, lambda: discard(workspace.draft, request.user), _("The draft is gone."))
    return redirect("profile:overview", slug=slug)


@require_POST
@login_required
def withdraw_sent(request, slug, pk):
    """Take back what was sent."""
    workspace = workspace_of(request, slug)
    proposal = get_object_or_404(workspace.member.proposals, pk=pk)
    note = _("Your proposal is withdrawn. The public page stays as it is.")
    _try(request, lambda: withdraw(proposal, request.user), note)
    return redirect("profile:overview", slug=slug)


@require_POST
@login_required
def answer_question(request, slug, pk):
    """Answer the reviewer's question and send the same changes again."""
    workspace = workspace_of(request, slug)
    proposal = get_object_or_404(workspace.member.proposals, pk=pk)
    words = request.POST.get("answer", "")
    note = _("Your answer is sent, and your changes wait for staff again.")
    if _try(request, lambda: answer(proposal, request.user, words), note):
        return redirect("profile:overview", slug=slug)
    return redirect("profile:proposal", slug=slug, pk=pk)


def _try(request, action, note):
    """Run an action and say what came of it; return whether it worked."""
    try:
        action()
    except (AlreadyMoved, NotAllowed):
        gone = _("That is no longer possible: its state has changed. Please look again.")
        messages.error(request, gone)
        return False
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, note)
    return True


@require_POST
@login_required
def confirm(request, slug):
    """Keep that "everything here is right", said of the page that the person saw."""
    member = workspace_of(request, slug).member
    try:
        if confirming.confirm(member, request.user, request.POST.get("revision")):
            note = _("Thank you. The page now says that you confirmed it today.")
        else:
            note = _("You have confirmed this profile today. Thank you.")
        messages.success(request, note)
    except confirming.Moved:
        messages.error(request, _("The page was changed meanwhile. Please look at it again."))
    return redirect("profile:overview", slug=slug)
