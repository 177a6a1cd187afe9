"""The history of a member: what each revision changed, and the way back to it."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from members.core.request_input import is_number
from members.models import Revision
from members.presenting.diff import between, diff
from members.presenting.labels import Labels, field_label
from members.publishing import EditConflict, restore, state_at, values

_PER_PAGE = 10


def history_page(model_admin, request, object_id):
    """Answer with a member's revisions, the newest first, each with its differences."""
    member = _member(model_admin, request, object_id)
    revisions = member.revisions.select_related("actor")
    page = Paginator(revisions, _PER_PAGE).get_page(request.GET.get("page"))
    labels = Labels()
    entries = [
        {"revision": revision, "fields": diff(revision.changes, labels)} for revision in page
    ]
    context = {
        "title": _("History of %(member)s") % {"member": member.name},
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number),
        "entries": entries,
        "merges": member.merges.filter(undone_at=None).select_related("gone"),
        "may_restore": model_admin.has_change_permission(request, member),
    }
    return _answer(model_admin, request, "staff/members/history.html", member, context)


def restore_page(model_admin, request, object_id, number):
    """Answer with what a restore would change; on POST restore and go to the history."""
    member = _member(model_admin, request, object_id)
    if not model_admin.has_change_permission(request, member):
        raise PermissionDenied
    revision = get_object_or_404(member.revisions.select_related("actor"), number=number)
    if request.method == "POST" and _restored(model_admin, request, member, number):
        return HttpResponseRedirect(reverse("admin:members_member_history", args=[member.pk]))
    member = _member(model_admin, request, object_id)
    context = {
        "title": _("Restore version %(number)d") % {"number": number},
        "revision": revision,
        "fields": diff(between(values.read(member), state_at(member, number))),
        "chosen": request.POST.getlist("field") if request.method == "POST" else None,
    }
    return _answer(model_admin, request, "staff/members/restore.html", member, context)


def _restored(model_admin, request, member, number):
    """Restore and say so; return False where the person has to look again."""
    base = request.POST.get("base", "")
    if not is_number(base):
        raise BadRequest("no such revision")
    chosen = request.POST.getlist("field")
    if not chosen:
        note = _("Choose at least one field to restore.")
        model_admin.message_user(request, note, messages.ERROR)
        return False
    try:
        revision = restore(member, number, request.user, base=int(base), fields=chosen)
    except EditConflict:
        note = _("Somebody changed this member in the meantime. Please look again at what changes.")
        model_admin.message_user(request, note, messages.WARNING)
        return False
    except ValidationError as error:
        note = _("Nothing is restored. Leave out the field that can no longer be: %(why)s")
        note %= {"why": _told(error)}
        model_admin.message_user(request, note, messages.ERROR)
        return False
    if revision:
        note = _("Restored from version %(old)d, as version %(new)d: %(fields)s.")
        fields = ", ".join(field_label(name) for name in revision.changes)
        note %= {"old": number, "new": revision.number, "fields": fields}
    else:
        note = _("It is as it was in version %(old)d already.") % {"old": number}
    model_admin.message_user(request, note, messages.SUCCESS)
    return True


def _told(error):
    """Return the messages of a ValidationError, each with the field that it is about."""
    if not hasattr(error, "message_dict"):
        return " ".join(error.messages)
    return " ".join(
        f"{field_label(name)}: {' '.join(messages)}"
        for name, messages in error.message_dict.items()
    )


def _member(model_admin, request, object_id):
    member = model_admin.get_object(request, object_id)
    if not model_admin.has_view_or_change_permission(request, member):
        raise PermissionDenied
    if member is None:
        raise Http404
    return member


def _answer(model_admin, request, template, member, context):
    request.current_app = model_admin.admin_site.name
    shared = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "member": member,
        "original": member,
        "newest": Revision.objects.filter(member=member).first(),
    }
    return TemplateResponse(request, template, shared | context)
