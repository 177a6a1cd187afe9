"""What staff do with many members of a list at once: asked about first, with the number."""

import re

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.core.request_input import is_number
from members.exchange.exporting import FORMATS, export
from members.models import Label, Member
from members.staff.people import invite_many
from members.staff.people.permissions import who_may

from . import actions

MOST = 5000  # at once; more would take a page longer than a person waits
# Each action with the right that it needs, and what its button says.
_ACTIONS = {
    "invite": ("add_invitation", _("Invite owners")),
    "remind": ("change_member", _("Remind the owners")),
    "assign": ("change_task", _("Assign as tasks")),
    "label": ("change_label", _("Put a label on")),
    "csv": ("view_member", _("Export as CSV")),
    "xlsx": ("view_member", _("Export as XLSX")),
}
_QUESTIONS = {
    "remind": _(
        "The owners get a mail that asks them to look at the profile: each person one "
        "for all of these members, and none for those that they were reminded of today."
    ),
    "assign": _(
        "Each member becomes an open task for this person. Where there is one already, "
        "it is given to them."
    ),
    "label": _("The label is put on each of them; other labels stay."),
}


class ActionForm(forms.Form):
    """What an action has to know."""

    assigned_to = forms.ModelChoiceField(None, label=_("Who looks at them?"))
    label = forms.ModelChoiceField(Label.objects.all(), label=_("Which label?"))
    message = forms.CharField(
        label=_("Your own words to the owners (optional)"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("They are put in the e-mail exactly as you write them."),
    )
    _NEEDS = {"remind": "message", "assign": "assigned_to", "label": "label"}

    def __init__(self, action, data=None):
        super().__init__(data)
        self.fields["assigned_to"].queryset = who_may("change_task")
        self.fields = {name: self.fields[name] for name in [self._NEEDS[action]]}


def actions_for(user):
    """Return [(name, label)] of the actions that a person may do."""
    return [
        (name, label)
        for name, (right, label) in _ACTIONS.items()
        if user.has_perm(f"members.{right}")
    ]


def act(request, one, members):
    """Answer a POST: a table to download, the question whether it is meant, or having done it.

    Args:
        request: with `action`, and either `all` or some `chosen`.
        one: the HealthList.
        members: all its members as the address narrows them, in order.
    """
    action = request.POST.get("action", "")
    if action not in _ACTIONS:
        return _refuse(request, _("Choose what to do with them."))
    if action not in dict(actions_for(request.user)):
        raise PermissionDenied
    chosen = members if "all" in request.POST else members.filter(pk__in=_pks(request))
    if action in FORMATS:
        return _download(one, chosen, action)
    most = invite_many.MOST if action == "invite" else MOST
    pks = list(chosen.values_list("pk", flat=True)[: most + 1])
    if not pks:
        return _refuse(request, _("Choose at least one member."))
    if len(pks) > most:
        many = _("These are more than %(most)d: narrow the list first.")
        return _refuse(request, many % {"most": most})
    if action == "invite":
        return invite_many.start(request, pks)
    form = ActionForm(action, request.POST if "confirmed" in request.POST else None)
    if not form.is_valid() or request.POST.get("count") != str(len(pks)):
        return _ask(request, one, action, pks, form)
    return _do(request, one, action, pks, form.cleaned_data)


def _pks(request):
    return [pk for pk in request.POST.getlist("chosen")[:MOST] if is_number(pk)]


def _do(request, one, action, pks, data):
    if action == "remind":
        text = actions.remind(pks, one, request.user, data["message"])
    elif action == "assign":
        text = actions.assign(pks, one, data["assigned_to"])
    else:
        text = actions.put_label(pks, data["label"])
    messages.success(request, text)
    return HttpResponseRedirect(request.get_full_path())


def _ask(request, one, action, pks, form):
    context = {
        **admin.site.each_context(request),
        "title": _ACTIONS[action][1],
        "one": one,
        "action": action,
        "question": _QUESTIONS[action],
        "form": form,
        "reach": actions.reminders_for(pks) if action == "remind" else [],
        "count": len(pks),
        "names": Member.objects.filter(pk__in=pks[:10]).values_list("name", flat=True),
        "is_all": "all" in request.POST,
        "pks": [] if "all" in request.POST else pks,
    }
    return TemplateResponse(request, "staff/health/confirm.html", context)


def _refuse(request, why):
    messages.error(request, why)
    return HttpResponseRedirect(request.get_full_path())


def _download(one, members, kind):
    # The rows are made while they are sent, when the language of this page is gone already.
    pieces = export(members.defer(None), kind, get_language())
    name = re.sub(r"[^a-z0-9-]", "", one.slug)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-{timezone.localdate()}.{kind}"'
    }
    return StreamingHttpResponse(pieces, content_type=FORMATS[kind], headers=headers)
