"""A text that other languages left behind, said to be right as it is by an editor."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .parts import step_of_field
from .workspace import workspace_of


@require_POST
@login_required
def still_right(request, slug, pk):
    """Remember it, and go back to the page of the text."""
    workspace = workspace_of(request, slug)
    text = get_object_or_404(workspace.member.behind_texts.all(), pk=pk)
    if text.settle(request.user):
        messages.success(request, _("Saved: this text is still right."))
    step = step_of_field(text.field, workspace.languages, text.language)
    return redirect(step.url(workspace.member))
