"""The ready-made lists of members whose profiles need somebody: one page a list."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, F
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from members.core.request_input import is_number
from members.core.text import sort_key
from members.freshness.quality.health_lists import health_list
from members.models import Editor, Label
from members.staff.members.columns import NOT_LISTED

from .action_views import act, actions_for
from .urls import desk_of

_PER_PAGE = 50
_SORTS = {
    "oldest": (_("Longest not confirmed first"), (F("confirmed_at").asc(nulls_first=True),)),
    "newest": (_("Last confirmed first"), (F("confirmed_at").desc(nulls_last=True),)),
    "name": (_("Name, A to Z"), ()),
    "-name": (_("Name, Z to A"), ("-sort_name", "-pk")),
}


@require_http_methods(["GET", "HEAD", "POST"])
def health_page(request, slug):
    """Show the members on one list; on POST do something with those that were chosen."""
    if not request.user.has_perm("members.view_member"):
        raise PermissionDenied
    try:
        one = health_list(slug)
    except KeyError:
        raise Http404 from None
    query = _asked(request)
    members = _narrowed(one.members(), query)
    if request.method == "POST":
        return act(request, one, members)
    return _show(request, one, members, query)


def _asked(request):
    """Return what the address asks for: {"text", "label", "sort"}; nonsense asks for nothing."""
    label = request.GET.get("label", "")
    sees_labels = request.user.has_perm("members.view_label")
    return {
        "text": request.GET.get("q", "").replace("\x00", "").strip(),
        "label": int(label) if sees_labels and is_number(label) else None,
        "sort": request.GET.get("sort") if request.GET.get("sort") in _SORTS else "oldest",
    }


def _narrowed(members, query):
    for word in query["text"].split():
        members = members.filter(sort_name__contains=sort_key(word))
    if query["label"] is not None:
        labelled = Label.members.through.objects.filter(label=query["label"])
        members = members.filter(pk__in=labelled.values("member"))
    return members.order_by(*_SORTS[query["sort"]][1], "sort_name", "pk").defer(*NOT_LISTED)


def _show(request, one, members, query):
    page = Paginator(members, _PER_PAGE).get_page(request.GET.get("page"))
    pks = [member.pk for member in page]
    owners = _owners(pks)
    sees_labels = request.user.has_perm("members.view_label")
    context = {
        **admin.site.each_context(request),
        "title": capfirst(one.label),
        "one": one,
        "desk": desk_of(one.slug),
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number),
        "rows": [(member, owners.get(member.pk, 0)) for member in page],
        "sorts": [(name, label) for name, (label, _by) in _SORTS.items()],
        "labels": Label.objects.all() if sees_labels else [],
        "asked": query,
        "actions": actions_for(request.user),
    }
    return TemplateResponse(request, "staff/health/list.html", context)


def _owners(pks):
    owners = Editor.objects.filter(member__in=pks, role=Editor.Role.OWNER, user__is_active=True)
    counted = owners.order_by().values_list("member").annotate(count=Count("pk"))
    return dict(counted)
