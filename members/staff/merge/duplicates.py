"""Members that may be duplicates, side by side: merge them, or say that they are two."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from members.fields import names
from members.models import PossibleDuplicate
from members.presenting.labels import field_label

_PER_PAGE = 20
_REASONS = {
    "name": gettext_lazy("nearly the same name"),
    "website": gettext_lazy("the same website"),
    "email": gettext_lazy("the same e-mail address"),
    "phone": gettext_lazy("the same phone number"),
    "place": gettext_lazy("the same town"),
}
_ROWS = names(lambda field: field.tells_duplicates)


@require_safe
def duplicates_page(request):
    """The open pairs, the likeliest first; `?settled=1` shows those that were said to be two."""
    _allowed(request, "view")
    settled = request.GET.get("settled") == "1"
    pairs = PossibleDuplicate.objects
    pairs = pairs.settled() if settled else pairs.open()
    page = Paginator(_with_members(pairs), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": _("Possible duplicates"),
        "page": page,
        "pairs": [_shown(pair) for pair in page],
        "settled": settled,
        "may_decide": request.user.has_perm("members.change_possibleduplicate"),
    }
    return TemplateResponse(request, "staff/merge/duplicates.html", context)


def _with_members(pairs):
    big = ("search_text", "search_terms", "mission", "summary", "sources")
    return pairs.select_related("first", "second", "settled_by").defer(
        *(f"{side}__{name}" for side in ("first", "second") for name in big)
    )


def _shown(pair):
    sides = (pair.first, pair.second)
    rows = [_row(name, sides) for name in _ROWS]
    return {
        "pair": pair,
        "reasons": [str(_REASONS[name]) for name in pair.reasons if name in _REASONS],
        "sides": sides,
        "rows": [row for row in rows if any(row["values"])],
        "merge_url": reverse("admin:members_member_merge", args=[pair.first_id])
        + f"?with={pair.second_id}",
    }


def _row(name, sides):
    values = [getattr(side, name) or "" for side in sides]
    return {
        "label": capfirst(field_label(name)),
        "values": values,
        "same": bool(values[0]) and values[0] == values[1],
    }


@require_POST
def decide_on_duplicate(request, pk):
    """Say that a pair is two members, or take that back."""
    _allowed(request, "change")
    pair = get_object_or_404(PossibleDuplicate, pk=pk)
    back = "reopen" in request.POST
    is_changed = pair.reopen(request.user) if back else pair.settle(request.user)
    if not is_changed:
        messages.warning(request, _("A colleague was faster."))
    elif back:
        messages.success(request, _("The pair stands on the list again."))
    else:
        text = _("%(one)s and %(other)s are two members: they will not be suggested again.")
        messages.success(request, text % {"one": pair.first, "other": pair.second})
    query = "?settled=1" if back else ""
    return HttpResponseRedirect(reverse("admin:duplicates") + query)


def _allowed(request, what):
    needed = ["members.view_member", f"members.{what}_possibleduplicate"]
    if not request.user.has_perms(needed):
        raise PermissionDenied
