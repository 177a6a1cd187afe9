"""What is typed on a page of the workspace is kept in the draft meanwhile, for script to ask."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.models import Proposal
from members.presenting.labels import field_label
from members.web.unsent_forms import save_unsent, unsent_of

from . import field_parts
from .drafting import DraftConflict, FormValues, keep
from .editing import form_of, step_of
from .people import person_name
from .workspace import workspace_of


@require_POST
@login_required
def autosave(request, slug, step):
    """Keep what can be kept of a form that somebody is typing in; answer with words for a status.

    What is not valid yet stays in the form and is named quietly. What a colleague saved since is
    never replaced: the page's own button shows both.
    """
    workspace = workspace_of(request, slug)
    step = step_of(workspace, step)
    form = form_of(workspace, step, request.POST)
    if form.is_multipart():
        raise Http404  # a file is sent once, by its button
    form.is_valid()
    typed = getattr(form, "typed", FormValues({}, form.shown))
    try:
        keep(workspace, typed)
    except DraftConflict as overtaken:
        return JsonResponse({"text": _overtaken_text(overtaken), "all": False}, status=409)
    except ValidationError as error:
        form.show(error)
        typed = FormValues({}, form.shown)
    form.shown |= {cell: field_parts.digest(value) for cell, value in typed.values.items()}
    missing = _missing(form, step, typed)
    return JsonResponse(
        {"text": _text(missing), "all": not missing and not form.errors, "shown": form.token}
    )


@require_POST
@login_required
def keep_note(request, slug):
    """Keep the note and the tick of a draft that is not sent yet, for the person who writes."""
    workspace_of(request, slug)
    return _kept(request, reverse("profile:check", args=[slug]))


@require_POST
@login_required
def keep_answer(request, slug, pk):
    """Keep the answer to a question of staff that is not sent yet, for the person who writes."""
    proposals = workspace_of(request, slug).member.proposals
    get_object_or_404(proposals.filter(state=Proposal.State.RETURNED), pk=pk)
    return _kept(request, reverse("profile:proposal", args=[slug, pk]))


def _kept(request, page):
    """Let the words of a form wait for its page, and say so for a status."""
    form = unsent_of(request, page)
    if form is None:
        return JsonResponse({"text": _("Not saved yet: this is too long."), "all": False})
    now = {"time": date_format(timezone.localtime(), "H:i")}
    response = JsonResponse({"text": _("Saved at %(time)s. Not sent yet.") % now, "all": True})
    save_unsent(response, form, request.user.pk)
    return response


def _missing(form, step, typed):
    """Return the labels of what was not kept, because it is not valid yet."""
    cells_here = field_parts.cells_of(step, form.workspace.policies, form.workspace.languages)
    wrong = [cell for cell in cells_here if cell in form.errors or cell not in typed.values]
    fields = dict.fromkeys(field_parts.parse(cell)[0] for cell in wrong)
    return [field_label(field) for field in fields]


def _text(missing):
    now = date_format(timezone.localtime(), "H:i")
    if missing:
        text = _("Saved in your draft at %(time)s, except for: %(fields)s.")
        return text % {"time": now, "fields": ", ".join(missing)}
    return _("Saved in your draft at %(time)s.") % {"time": now}


def _overtaken_text(overtaken):
    fields = dict.fromkeys(field_parts.parse(cell)[0] for cell in overtaken.theirs)
    labels = ", ".join(field_label(field) for field in fields)
    draft = overtaken.workspace.draft
    name = person_name(draft.saved_by) if draft else person_name(None)
    text = _("Not saved yet: %(name)s changed the same meanwhile (%(fields)s). Save to compare.")
    return text % {"name": name, "fields": labels}
