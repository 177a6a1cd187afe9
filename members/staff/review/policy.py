"""What editors may change themselves: for every member, and for one that staff trust."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import flatten
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from members.models import AuditEvent, Federation, Member
from members.presenting.labels import field_label
from members.publishing import policy
from members.staff.members.form import FIELDSETS

LABELS = {
    policy.DIRECT: gettext_lazy("Goes live straight away"),
    policy.REVIEW: gettext_lazy("Reviewed by staff first"),
    policy.STAFF_ONLY: gettext_lazy("Only staff change this"),
}
_LATEST = 5


class PolicyForm(forms.Form):
    """One choice a field, grouped as the member's form is.

    Attributes:
        groups: [(title, [bound field, …]), …].
    """

    def __init__(self, data, chosen, inherited=None):
        """Make the form.

        Args:
            data: request.POST, or None.
            chosen: {field: policy} of what is set now.
            inherited: {field: policy} that go where nothing is chosen; None where all must be.
        """
        super().__init__(data)
        for name in policy.SETTABLE:
            choices = list(LABELS.items())
            if inherited:
                like_others = _("%(policy)s (as for every member)")
                like_others %= {"policy": LABELS[inherited[name]]}
                choices.insert(0, ("", like_others))
            self.fields[name] = forms.ChoiceField(
                label=field_label(name),
                choices=choices,
                required=inherited is None,
                initial=chosen.get(name, ""),
            )

    @property
    def groups(self):
        groups = []
        for title, options in FIELDSETS:
            names = flatten(options["fields"]) or ["focus_areas"]
            if bound := [self[name] for name in names if name in self.fields]:
                groups.append((title, bound))
        return groups

    def policies(self):
        """Return {field: policy} of a valid form, without what goes as for every member."""
        return {
            name: self.cleaned_data[name] for name in policy.SETTABLE if self.cleaned_data[name]
        }


class FederationPolicyForm(PolicyForm):
    """The choices for every member, and how long a review may take."""

    def __init__(self, data, federation):
        super().__init__(data, policy.policies_of(federation))
        column = Federation._meta.get_field("review_days")
        field = column.formfield(min_value=1, max_value=60, initial=federation.review_days)
        self.fields["review_days"] = field


def _allowed(request):
    if not request.user.has_perm("members.change_federation"):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def federation_policy(request):
    """What editors of every member may change themselves."""
    _allowed(request)
    federation = Federation.objects.get(pk=1)
    form = FederationPolicyForm(request.POST or None, federation)
    if form.is_valid():
        before = policy.policies_of(federation)
        chosen, days = form.policies(), form.cleaned_data["review_days"]
        policy.set_federation_policy(chosen, days)
        words = _differences(before, chosen)
        if days != federation.review_days:
            words.append(f"{capfirst(form['review_days'].label)}: {days}")
        return _kept(request, federation, words)
    return _show(request, federation, form, _("What editors may change"))


@require_http_methods(["GET", "HEAD", "POST"])
def member_policy(request, pk):
    """What editors of one member may change themselves, where it differs from the others."""
    _allowed(request)
    member = get_object_or_404(Member.objects.exclude(status=Member.Status.FORMER), pk=pk)
    inherited = policy.policies_of(Federation.objects.get(pk=1))
    form = PolicyForm(request.POST or None, member.review_policy, inherited)
    if "trust" in request.POST or "reset" in request.POST:
        return _set(request, member, _trusting(inherited) if "trust" in request.POST else {})
    if form.is_valid():
        return _set(request, member, form.policies())
    title = _("What editors of %(member)s may change") % {"member": member.name}
    return _show(request, member, form, title, member)


def _trusting(inherited):
    """Return what a trusted member's editors do at once: all that staff would look at."""
    return {name: policy.DIRECT for name, one in inherited.items() if one == policy.REVIEW}


def _set(request, member, policies):
    before = dict(member.review_policy)
    policy.set_member_policy(member, policies)
    return _kept(request, member, _differences(before, policies))


def _differences(before, after):
    """Return a line for each field whose choice is another one now."""
    like_others = _("as for every member")
    return [
        f"{field_label(name)}: {LABELS.get(after.get(name), like_others)}"
        for name in policy.SETTABLE
        if before.get(name) != after.get(name)
    ]


def _kept(request, row, words):
    """Say what was kept, remember who did it, and stay on the page."""
    if words:
        lines = "; ".join(words)
        LogEntry.objects.log_actions(request.user.pk, [row], CHANGE, lines, single_object=True)
        AuditEvent.objects.record(AuditEvent.Kind.SETTING_CHANGED, row, what=lines)
    messages.success(request, _("Saved.") if words else _("Nothing was changed."))
    return HttpResponseRedirect(request.path)


def _show(request, row, form, title, member=None):
    context = {
        **admin.site.each_context(request),
        "title": title,
        "form": form,
        "member": member,
        "latest": _log_of(row),
        "opts": row._meta,
    }
    return TemplateResponse(request, "staff/review/policy.html", context)


def _log_of(row):
    """Return the newest changes of the policy. Other forms log in Django's own form, a list."""
    kind = ContentType.objects.get_for_model(row)
    entries = LogEntry.objects.filter(content_type=kind, object_id=row.pk)
    entries = entries.exclude(change_message__startswith="[").select_related("user")
    return entries.order_by("-action_time")[:_LATEST]
