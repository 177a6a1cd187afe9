"""What editors do with a draft: check it, leave one change out, send it; and confirm a page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.freshness.yearly_check import answers, corrections
from members.models.proposal import AlreadyMoved, NotAllowed
from members.presenting.labels import field_label
from members.publishing.policy import review_days
from members.publishing.proposals import Unseen, submit, undo

from .changes import change_rows
from .check_link import rest_said
from .drafting import seen_in, seen_token
from .people import person_name
from .workspace import workspace_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def check(request, slug):
    """Everything in the draft, old beside new; sent from here."""
    workspace = workspace_of(request, slug)
    if request.method != "POST":
        return check_page(request, workspace)
    try:
        proposal = _submit(request, workspace)
    except Unseen as unseen:
        fresh = workspace_of(request, slug)
        return check_page(request, fresh, unseen_text(fresh, unseen), unseen.fields)
    except ValidationError as error:
        return check_page(request, workspace_of(request, slug), _lines(error))
    except (AlreadyMoved, NotAllowed):
        text = _("This draft was sent or thrown away a moment ago. Nothing was sent again.")
        return check_page(request, workspace_of(request, slug), [text])
    return redirect("profile:sent", slug=slug, pk=proposal.pk)


check.shows_unsent = True


def check_page(request, workspace, problems=(), changed=()):
    """Show the draft; after a refusal also why, what is new in it, and what was typed."""
    draft = workspace.draft
    changes = change_rows(workspace, workspace.drafted.values())
    context = {
        "workspace": workspace,
        "member": workspace.member,
        "draft": draft,
        "changes": changes,
        "changed": changed,
        "waiting": request.unsent,
        "seen": seen_token(workspace),
        "at_once": sum(change.is_direct for change in changes),
        "problems": problems,
        "rest": rest_said(workspace) if "note" not in request.POST and not request.unsent else None,
        **_beside(request, draft),
        "days": review_days(),
        "saved_by": person_name(draft.saved_by) if draft else "",
    }
    return render(request, "profile/check.html", context, status=409 if problems else 200)


def _beside(request, draft):
    """Return the note and the tick as they were sent; else those with which the draft began."""
    typed = request.unsent.data if request.unsent else request.POST
    if "note" in typed:
        note, rest = typed["note"], "confirms_rest" in typed
    else:
        note, rest = (draft.note, draft.confirms_rest) if draft else ("", False)
    return {"note": note, "says_rest": rest}


def _submit(request, workspace):
    """Send the draft that the person saw and return the Proposal.

    A second click on "Send" gives what the first one sent.
    """
    state, note = seen_in(request.POST), request.POST.get("note", "").strip()
    if not workspace.draft:
        waits = workspace.pending
        if waits and waits.author == request.user and state.is_all_of(waits):
            return waits
        raise AlreadyMoved
    rest = "confirms_rest" in request.POST
    proposal = submit(workspace.draft, request.user, note, confirms_rest=rest, expected=state)
    corrections.mark_sent(workspace.member, request.user, proposal)
    return proposal


def unseen_text(workspace, unseen):
    """Say what a person did not see of the draft, or of the page, that is there now."""
    problems = []
    if unseen.fields:
        problems.append(changed_text(workspace, unseen.fields))
    if unseen.waits:
        problems.append(_("What waits for staff is not the same any more. Look at it again."))
    if unseen.page:
        text = _(
            "The public page was changed while you were looking. "
            "Look at it again before you say that everything else is right."
        )
        problems.append(text)
    return problems


def changed_text(workspace, fields):
    labels = ", ".join(field_label(field) for field in fields)
    draft = workspace.draft
    if draft and draft.saved_by != workspace.user:
        text = _("%(name)s changed the draft while you were looking: %(fields)s. Look again.")
        return text % {"name": person_name(draft.saved_by), "fields": labels}
    text = _("The draft was changed while you were looking: %(fields)s. Look again.")
    return text % {"fields": labels}


def _lines(error):
    """Return the lines of a ValidationError, each with the name of its field."""
    if not hasattr(error, "error_dict"):
        return error.messages
    texts = error.message_dict.items()
    return [f"{_label(name)}: {' '.join(lines)}" for name, lines in texts]


def _label(name):
    return _("The profile") if name == "__all__" else field_label(name)


@require_POST
@login_required
def undo_change(request, slug):
    """Take one change out of the draft."""
    workspace = workspace_of(request, slug)
    field = request.POST.get("field", "")
    try:
        aside = undo(workspace.member, field, request.user, request.POST.get("seen", ""))
        if aside:
            note = _("%(field)s is out of your draft. You can put it back below.")
            messages.success(request, note % {"field": field_label(field)})
    except Unseen as unseen:
        messages.error(request, changed_text(workspace.fresh(), unseen.fields))
    return redirect("profile:check", slug=slug)


@require_POST
@login_required
def confirm(request, slug):
    """Keep that "everything here is right", said of the page that the person saw."""
    member = workspace_of(request, slug).member
    try:
        if answers.confirm(member, request.user, request.POST.get("revision")):
            note = _("Thank you. The page now says that you confirmed it today.")
        else:
            note = _("You have confirmed this profile today. Thank you.")
        messages.success(request, note)
    except answers.Moved:
        messages.error(request, _("The page was changed meanwhile. Please look at it again."))
    return redirect("profile:overview", slug=slug)
