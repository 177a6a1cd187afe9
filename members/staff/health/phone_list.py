"""The phone list: who did not answer the yearly check by mail, their number, and one button."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.freshness.yearly_check import answers
from members.freshness.yearly_check.phone_calls import confirm_by_phone, to_call
from members.models import CheckRound, Editor
from members.staff.members.columns import NOT_LISTED

_PER_PAGE = 25


@require_safe
def calls_page(request):
    """Whom to call, those that have not confirmed for longest first."""
    if not request.user.has_perm("members.view_member"):
        raise PermissionDenied
    page = Paginator(to_call().defer(*NOT_LISTED), _PER_PAGE).get_page(request.GET.get("page"))
    pks = [member.pk for member in page]
    rounds = {one.member_id: one for one in CheckRound.objects.open().filter(member__in=pks)}
    people = _people(pks)
    context = {
        **admin.site.each_context(request),
        "title": _("Phone list"),
        "page": page,
        "rows": [(member, rounds.get(member.pk), people.get(member.pk, [])) for member in page],
        "may_confirm": request.user.has_perm("members.change_member"),
    }
    return TemplateResponse(request, "staff/health/phone_list.html", context)


def _people(pks):
    """Return {member's key: [User, …]} of the editors, owners first."""
    people = {}
    editors = Editor.objects.filter(member__in=pks, user__is_active=True).select_related("user")
    for editor in editors.order_by("-role", "created_at", "pk"):
        people.setdefault(editor.member_id, []).append(editor.user)
    return people


@require_POST
def confirmed_by_phone(request, pk):
    """Keep that somebody said on the phone that all is right: who noted it, and when."""
    if not request.user.has_perms(["members.view_member", "members.change_member"]):
        raise PermissionDenied
    member = get_object_or_404(to_call(), pk=pk)
    revision, name = request.POST.get("revision", ""), request.POST.get("spoke_with", "")
    try:
        confirm_by_phone(member, request.user, revision, name)
        text = _("%(member)s is confirmed by phone, today and by you.")
        messages.success(request, text % {"member": member})
    except answers.Moved:
        text = _("The page of %(member)s was changed meanwhile: look at it again, then confirm.")
        messages.warning(request, text % {"member": member})
    return HttpResponseRedirect(reverse("admin:calls"))
