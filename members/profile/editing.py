"""The page of one step: show it, keep what was typed, go on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.presenting.countries import language_name
from members.presenting.diff import diff
from members.presenting.labels import Labels, field_label
from members.presenting.texts import render_markdown

from . import field_parts
from .direct_sending import can_send, keep_and_send
from .drafting import DraftConflict, keep
from .focus import FocusForm
from .forms import StepForm
from .logo import LogoForm
from .people import person_name
from .tasks import lag_sentence, lags_on, policy_sentences
from .workspace import workspace_of

_FORMS = {"focus": FocusForm, "logo": LogoForm}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request, slug, step):
    """One short page of a profile; what is typed is kept in the draft, nothing is published."""
    workspace = workspace_of(request, slug)
    step = step_of(workspace, step)
    if request.method != "POST":
        waiting = request.unsent  # what was typed while nobody was signed in
        form = form_of(workspace, step, waiting.data if waiting else None)
        return _page(request, workspace, step, form, waiting=waiting)
    form = form_of(workspace, step, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, workspace, step, form, status=422)
    try:
        return _kept(request, workspace, step, form)
    except DraftConflict as overtaken:
        fresh = form_of(overtaken.workspace, step, mine=overtaken.mine)
        return _page(request, overtaken.workspace, step, fresh, overtaken, status=409)
    except ValidationError as error:
        form.show(error)
        return _page(request, workspace, step, form, status=422)


edit.shows_unsent = True


def _kept(request, workspace, step, form):
    """Keep what was typed, or send it at once, and go where the person asked to go."""
    answer = _kept_or_sent(request, workspace, step, form)
    for sentence in form.warnings():
        messages.warning(request, sentence)
    return answer


def _kept_or_sent(request, workspace, step, form):
    if request.POST.get("go") != "send":
        return _onward(request, workspace, step, keep(workspace, form.typed))
    slug = workspace.member.slug
    if proposal := keep_and_send(workspace, step, form.typed):
        return redirect("profile:sent", slug=slug, pk=proposal.pk)
    return redirect("profile:check", slug=slug)  # to look at all that is in the draft


def step_of(workspace, key):
    """Return the Step of a key, or raise Http404."""
    match = next((step for step in workspace.steps if step.key == key), None)
    if match is None:
        raise Http404
    return match


def form_of(workspace, step, data=None, files=None, mine=None):
    """Return the form of a Step, of the kind that it needs."""
    kind = _FORMS.get(step.part.key, StepForm)
    return kind(workspace, step, data, files, mine)


def _page(request, workspace, step, form, overtaken=None, status=200, waiting=None):
    steps = workspace.steps
    place = steps.index(step)
    context = {
        "workspace": workspace,
        "member": workspace.member,
        "step": step,
        "number": place + 1,
        "form": form,
        "waiting": waiting,
        "can_send": can_send(workspace, step),
        "next": steps[place + 1] if place + 1 < len(steps) else None,
        "policy": policy_sentences(workspace, step.part),
        "kept_by_staff": _kept_by_staff(workspace, step),
        "others": _other_languages(workspace, step),
        "refused": _refused(workspace, step),
        "lags": [(lag_sentence(lag.text), lag) for lag in lags_on(workspace, step)],
        "colleague": person_name(workspace.colleague) if workspace.colleague else "",
        "clashes": _clashes(overtaken) if overtaken else [],
        "clash_by": _saved_by(overtaken),
    }
    return render(request, step.template, context, status=status)


def _saved_by(overtaken):
    draft = overtaken and overtaken.workspace.draft
    return person_name(draft.saved_by) if draft else ""


def _onward(request, workspace, step, changed):
    """Go where the person asked to go: the next step, another one, the overview or the check."""
    goal, slug = request.POST.get("go", ""), workspace.member.slug
    if goal == "check":
        return redirect("profile:check", slug=slug)  # which shows all that is in the draft
    if changed or set(step.part.fields) & set(workspace.drafted):  # or kept while typing
        note = _("%(part)s: saved in your draft. Nothing has been sent yet.")
        messages.success(request, note % {"part": step.title})
    target = next((one for one in workspace.steps if one.key == goal), None)
    return redirect(target.url(workspace.member)) if target else redirect("profile:overview", slug)


def _kept_by_staff(workspace, step):
    """Return (label, value in words) of the fields of this page that only staff change."""
    labels = Labels()
    return [
        (field_label(field), labels.one(field, workspace.live[field]))
        for field in step.part.fields
        if field not in workspace.policies and not isinstance(workspace.live[field], list | dict)
    ]


def _other_languages(workspace, step):
    """Return the same texts in the other languages that have them, to write beside."""
    if not step.language:
        return []
    others = [code for code in workspace.languages if code != step.language]
    read = lambda field, code: field_parts.read(f"{field}-{code}", workspace.working)  # noqa: E731
    return [
        {
            "code": code,
            "name": language_name(code, code),
            "summary": read("summary", code),
            "mission": render_markdown(read("mission", code)),
        }
        for code in others
        if read("summary", code) or read("mission", code)
    ]


def _refused(workspace, step):
    return [
        (field_label(field), change)
        for field, change in workspace.refused.items()
        if field in step.part.fields
    ]


def _clashes(overtaken):
    """Return FieldDiffs from what the colleague saved to what this person typed."""
    now, mine = overtaken.workspace.working, {c: overtaken.mine[c] for c in overtaken.theirs}
    typed = field_parts.merged(mine, now)
    return diff({field: {"old": now[field], "new": typed[field]} for field in typed})
