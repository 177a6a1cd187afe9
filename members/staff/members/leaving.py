"""The pages on which staff let a member leave, and come back."""

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models import Member
from members.publishing import EditConflict
from members.publishing.leaving import come_back, last_leave, leave, status_before
from members.staff.widgets import CountedTextsWidget, DayInput

_LIMIT = Member._meta.get_field("left_text").max_text_length


class LeaveForm(forms.Form):
    """Since when, what readers are told, and what only the staff know."""

    left_on = forms.DateField(
        label=_("left on"),
        widget=DayInput,
        error_messages={"required": _("Enter the day on which it left.")},
    )
    left_text = Member._meta.get_field("left_text").formfield(widget=CountedTextsWidget(_LIMIT))
    reason = forms.CharField(
        label=_("Why, for the staff alone"),
        max_length=300,
        required=False,
        help_text=_("It stands in the staff’s history; neither readers nor editors see it."),
    )
    base = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(forms.Form):
    """What the member becomes, and why."""

    status = forms.ChoiceField(
        label=_("status"),
        choices=[one for one in Member.Status.choices if one[0] != Member.Status.FORMER],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Why, for the staff alone"), max_length=300, required=False)
    base = forms.IntegerField(widget=forms.HiddenInput)


def leave_page(model_admin, request, object_id):
    """Ask when and why a member leaves; on POST let it go. Of one that left, put it right."""
    member = _member(model_admin, request, object_id)
    has_left = member.status == Member.Status.FORMER
    data = request.POST if request.method == "POST" else None
    earlier = last_leave(member) if has_left else None
    initial = {
        "left_on": member.left_on or timezone.localdate(),
        "left_text": member.left_text,
        "reason": earlier.reason if earlier else "",
        "base": member.revision,
    }
    form = LeaveForm(data, initial=initial)
    if data is not None and _done(request, form, lambda: _leave(form, member, request.user)):
        note = gettext("%(member)s is no longer a member. Everything of it is kept.")
        messages.success(request, note % {"member": member.name})
        return HttpResponseRedirect(reverse("admin:members_member_change", args=[member.pk]))
    title = gettext("%(member)s leaves the federation") % {"member": member.name}
    context = {
        "title": gettext("When and why %(member)s left") % {"member": member.name}
        if has_left
        else title,
        "has_left": has_left,
    }
    return _answer(model_admin, request, "staff/members/leave.html", member, form, context)


def return_page(model_admin, request, object_id):
    """Ask whether a member that left comes back; on POST let it."""
    member = _member(model_admin, request, object_id)
    if member.status != Member.Status.FORMER:
        raise Http404
    data = request.POST if request.method == "POST" else None
    initial = {"status": status_before(member), "base": member.revision}
    form = ReturnForm(data, initial=initial)
    if data is not None and _done(request, form, lambda: _return(form, member, request.user)):
        note = gettext("%(member)s is a member again, with everything that it had.")
        messages.success(request, note % {"member": member.name})
        return HttpResponseRedirect(reverse("admin:members_member_change", args=[member.pk]))
    context = {
        "title": gettext("%(member)s comes back") % {"member": member.name},
        "left": last_leave(member),
    }
    return _answer(model_admin, request, "staff/members/return.html", member, form, context)


def _leave(form, member, user):
    data = form.cleaned_data
    leave(
        member,
        data["left_on"],
        user,
        text=data["left_text"],
        reason=data["reason"].strip(),
        base=data["base"],
    )


def _return(form, member, user):
    data = form.cleaned_data
    come_back(member, user, status=data["status"], reason=data["reason"].strip(), base=data["base"])


def _done(request, form, action):
    """Run an action on a valid form; return whether it was done, else the form says why not."""
    if not form.is_valid():
        if "base" in form.errors:
            raise BadRequest("no such revision")
        return False
    try:
        action()
    except EditConflict:
        messages.warning(
            request, gettext("Somebody changed this member in the meantime. Please look again.")
        )
        form.data = form.data.copy()
        form.data["base"] = form.initial["base"]
        return False
    except ValidationError as error:
        errors = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for name, texts in errors.items():
            form.add_error(name if name in form.fields else None, texts)
        return False
    return True


def _member(model_admin, request, object_id):
    member = model_admin.get_object(request, object_id)
    if not request.user.has_perm("members.change_member"):
        raise PermissionDenied
    if member is None or member.merged_into_id:
        raise Http404
    return member


def _answer(model_admin, request, template, member, form, context):
    request.current_app = model_admin.admin_site.name
    shared = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "member": member,
        "original": member,
        "form": form,
        "media": form.media,
    }
    return TemplateResponse(request, template, shared | context)
