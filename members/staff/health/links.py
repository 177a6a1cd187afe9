"""Links that staff have to look at: what has moved, what is broken, what is uncertain."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from members.core.request_input import is_number
from members.core.stale import StaleState
from members.freshness.links import results
from members.freshness.links.check import our_fetcher
from members.freshness.links.redirects import take_over
from members.freshness.links.verdicts import REASONS, check
from members.models import LinkCheck, Member
from members.staff.rate_limit import may_ask

_PER_PAGE = 25
_V = LinkCheck.Verdict
_TABS = {
    "moved": gettext_lazy("New addresses"),
    "broken": gettext_lazy("Broken"),
    "uncertain": gettext_lazy("Uncertain"),
}


def _links():
    links = LinkCheck.objects.filter(member__status=Member.Status.PUBLISHED)
    return links.select_related("member").defer(
        "member__search_text", "member__search_terms", "member__mission"
    )


def _shown_in(tab):
    links = _links()
    if tab == "moved":
        return links.suggesting().order_by("member__sort_name", "pk")
    return links.filter(verdict=tab).order_by("failing_since", "member__sort_name", "pk")


@require_safe
def links_page(request):
    """One list a verdict; what has moved comes with the choice to take the new address over."""
    if not request.user.has_perm("members.view_linkcheck"):
        raise PermissionDenied
    tab = request.GET.get("verdict")
    tab = tab if tab in _TABS else "moved"
    page = Paginator(_shown_in(tab), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": _("Links"),
        "tab": tab,
        "tabs": _tabs(),
        "page": page,
        "rows": [(link, REASONS.get(link.reason, REASONS["odd"])[0]) for link in page],
        "may_decide": request.user.has_perms(["members.change_linkcheck", "members.change_member"]),
    }
    return TemplateResponse(request, "staff/health/links.html", context)


def _tabs():
    """Return [(name, label, how many)], counted in one query."""
    links = LinkCheck.objects.filter(member__status=Member.Status.PUBLISHED)
    redirected = Q(pk__in=LinkCheck.objects.suggesting().values("pk"))
    counts = links.aggregate(
        moved=Count("pk", filter=redirected),
        broken=Count("pk", filter=Q(verdict=_V.BROKEN)),
        uncertain=Count("pk", filter=Q(verdict=_V.UNCERTAIN)),
    )
    return [(name, label, counts[name]) for name, label in _TABS.items()]


@require_POST
def decide_on_links(request):
    """Take new addresses over, keep old ones, or ask one address again."""
    if not request.user.has_perms(["members.change_linkcheck", "members.change_member"]):
        raise PermissionDenied
    for action, does in (("take", _take), ("keep", _keep), ("ask", _ask)):
        pks = [pk for pk in request.POST.getlist(action) if is_number(pk)][:_PER_PAGE]
        if action == "take" and "all" in request.POST:
            pks = [pk for pk in request.POST.getlist("shown") if is_number(pk)][:_PER_PAGE]
        if pks:
            does(request, list(_links().filter(pk__in=pks)))
    tab = request.POST.get("tab")
    query = f"?verdict={tab}" if tab in _TABS else ""
    return HttpResponseRedirect(reverse("admin:links") + query)


def _take(request, links):
    count = 0
    for link in links:
        if link.verdict != _V.MOVED:
            continue
        try:
            take_over(link, request.user)
            count += 1
        except StaleState:
            note = _("%(member)s shows another address by now; nothing was changed there.")
            messages.warning(request, note % {"member": link.member})
        except ValidationError as error:
            messages.error(request, f"{link.member}: {' '.join(error.messages)}")
    if count:
        text = ngettext(
            "%(count)d new address is on its profile.",
            "%(count)d new addresses are on their profiles.",
            count,
        )
        messages.success(request, text % {"count": count})


def _keep(request, links):
    for link in links:
        link.keep_old(request.user)
    text = ngettext("The old address stays.", "%(count)d old addresses stay.", len(links))
    messages.success(request, text % {"count": len(links)})


def _ask(request, links):
    for link in links[:1]:
        if not may_ask(request.user):
            messages.warning(request, _("You have checked many links. Try again in a few minutes."))
            return
        outcome = check(our_fetcher(), link.url)
        results.save_results([(link, outcome)], timezone.now())
        messages.info(request, f"{link.url} – {outcome.says}")
