"""A member that is being added may exist already: said while somebody types, and before saving."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from members.freshness.quality.same_member import same_as
from members.staff.rate_limit import may_look_up

_REASONS = {
    "number": _("the same enterprise number"),
    "website": _("the same website"),
    "name": _("nearly the same name"),
}
# The box that says: it is another one. The value keeps what it was said of.
ANYWAY = "another_one"


@require_safe
def alike_page(request):
    """The members that may be the one of `?name=…&website=…&enterprise_number=…`, as JSON.

    Who types faster than anybody can is answered with 429; saving compares all the same.
    """
    if not request.user.has_perm("members.add_member"):
        raise PermissionDenied
    if not may_look_up(request.user):
        return JsonResponse({"alike": []}, status=429)
    return JsonResponse({"alike": alike(request.GET)})


def alike(typed):
    """Return [{"name", "url", "note"}] of the members that may be the one that was typed.

    Args:
        typed: a mapping with what the form calls name, website and enterprise_number.
    """
    name, website, number = (
        typed.get(field, "").replace("\x00", "")[:200]
        for field in ("name", "website", "enterprise_number")
    )
    return [_shown(same) for same in same_as(name, website, number)]


def _shown(same):
    member, why = same.member, ", ".join(str(_REASONS[reason]) for reason in same.reasons)
    notes = [why, member.city, "" if member.is_public else member.get_status_display()]
    return {
        "name": member.name,
        "url": reverse("admin:members_member_change", args=[member.pk]),
        "note": " · ".join(filter(None, notes)),
    }


def possible_duplicates(request):
    """Return what a new member that was sent may be, unless it was said to be another one."""
    return [] if request.POST.get(ANYWAY) == request.POST.get("name") else alike(request.POST)
