"""The public's pages: parse, ask one function, render."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from members.models import Member
from members.presenting import public_view
from members.presenting.former_member import farewell
from members.presenting.profile_row import ProfileRow
from members.presenting.terms import list_url
from members.search.query.directory_query import DirectoryQuery
from members.search.query.facet_values import values_of
from members.search.query.selection import PageNotFound
from members.search.query.statistics import numbers

from . import errors, reports, unsent_forms
from .forms import ReportForm
from .frame_cache import render_kept
from .grid.table import Grid
from .maps.drawing import map_of_member, maps_of, small_map
from .pagecache import public_page, site_of
from .related_themes import related_themes
from .result_views import result_views
from .sharing.cards import picture_of_member, picture_url
from .similar import similar_members
from .structured_data import (
    breadcrumbs,
    collection,
    json_ld,
    organization,
    profile_page,
    website,
)
from .term_pages.addresses import page_of
from .vcard import vcard

_MOST_PRINTED = 500
_TOO_MANY = _(
    "You have sent several reports this hour. Please try again later; what you wrote is still here."
)


def _query(request, page_size=None):
    try:
        query = DirectoryQuery(request.GET, get_language(), site_of(request), page_size)
        query.members  # noqa: B018 - asks now whether the page exists
    except PageNotFound:
        raise Http404 from None
    return query


@require_safe
@public_page
def member_list(request):
    """The directory: search, filters with counts, results."""
    query, language = _query(request), get_language()
    canonical = query.selection.querystring()
    page = page_of(query.selection, language)
    address = page or list_url(language) + (f"?{canonical}" if canonical else "")
    context = {
        "query": query,
        "canonical": request.build_absolute_uri(address),
        "is_indexed": page or not query.is_narrowed,
        "picture": picture_url("site", "all", None, query.site, language),
        "json_ld": "" if query.is_narrowed else _list_data(request, query),
        "views": partial(result_views, query),
        "maps": partial(maps_of, query),
        "grid": partial(Grid, query, request.GET),
        "small_map": partial(small_map, query.site, language),
    }
    response = render_kept(request, "web/list.html", context)
    response.searched = (query.words, query.total) if query.words else None
    query.clear_results()
    return response


def _list_data(request, query):
    """Return what machines read of the whole list, and of the site on its first page."""
    address = request.build_absolute_uri(list_url(query.language))
    name = _federation_name(query.site)
    site = [website(name, address, query.language)] if query.page == 1 else []
    return json_ld([*site, collection(name, address, query, request.build_absolute_uri)])


def _federation_name(site):
    return str(site.text(site.federation.name, get_language()) or "Koepel")


@require_safe
@public_page
def printed_list(request):
    """The same result on one page, for paper: up to 500 members."""
    query = _query(request, _MOST_PRINTED)
    search = query.selection.querystring()
    address = list_url(get_language()) + (f"?{search}" if search else "")
    context = {"query": query, "back": address, "canonical": request.build_absolute_uri(address)}
    return render(request, "web/print.html", context)


@require_safe
@public_page
def filter_values(request, group):
    """All values of a filter group that is too long to stand beside the list."""
    try:
        values = values_of(group, request.GET, get_language(), site_of(request))
    except (KeyError, PageNotFound):
        raise Http404 from None
    return render(request, "web/filter.html", {"values": values, "list_url": reverse("web:list")})


@require_safe
def all_members(request):
    """The address above the profiles leads to the list."""
    return redirect("web:list", permanent=True)


@require_safe
@public_page
def member_profile(request, slug):
    """One member's profile, with its neighbours where a result led to it."""
    row = Member.objects.filter(slug=slug).first()
    if row is None or row.status == Member.Status.FORMER:
        return _moved_or_gone(request, slug)
    site, language = site_of(request), get_language()
    view = public_view(ProfileRow(row, site), language, site)
    if view is None:
        raise Http404
    context = {
        "member": view,
        "canonical": request.build_absolute_uri(view.canonical_url),
        "similar": similar_members(view, language, site),
        "related_themes": related_themes([term.slug for term in view.themes], language, site),
        "json_ld": _profile_data(request, view),
        "map": map_of_member(view, site, language),
        "picture": picture_of_member(view, site, language),
        **_place_in_result(request, view),
    }
    return render_kept(request, "web/member.html", context)


@require_safe
@public_page
def member_contact(request, slug):
    """One member for an address book."""
    row = Member.objects.published().with_parts().filter(slug=slug).first()
    view = row and public_view(row, get_language(), site_of(request))
    if view is None:
        raise Http404
    card = vcard(view, request.build_absolute_uri)
    headers = {"Content-Disposition": f'attachment; filename="{view.slug}.vcf"'}
    headers["X-Robots-Tag"] = "noindex"
    return HttpResponse(card, content_type="text/vcard; charset=utf-8", headers=headers)


def _profile_data(request, view):
    """Return what machines read of a profile."""
    absolute, language, site = request.build_absolute_uri, get_language(), site_of(request)
    federation = {"name": _federation_name(site), "url": site.federation.website}
    trail = [(gettext("Members"), absolute(list_url(language))), (view.title, None)]
    data = [organization(view, federation, absolute), profile_page(view, absolute, language)]
    return json_ld([*data, breadcrumbs(trail)])


def _moved_or_gone(request, slug):
    """Lead to where a member is found now, or say that it has left."""
    member = Member.objects.answering(slug)
    if member and member.is_public:
        return redirect(member, permanent=True)
    if member and member.status == Member.Status.FORMER:
        return errors.gone(request, farewell(member, get_language(), site_of(request)))
    raise Http404


def _place_in_result(request, view):
    """Return the neighbours and the way back for a profile that was opened from a result."""
    position = request.GET.get("at", "")
    back = {"neighbours": {"previous": None, "next": None}, "back_url": reverse("web:list")}
    if not (position.isascii() and position.isdigit() and len(position) < 7 and int(position)):
        return back
    try:
        query = DirectoryQuery(request.GET, get_language(), site_of(request))
    except PageNotFound:
        return back
    before, after = query.around(view, int(position))
    search = query.page_of(int(position))
    back["neighbours"] = {"previous": before, "next": after}
    back["back_url"] += f"?{search}" if search else ""
    return back


@require_safe
@public_page
def about(request):
    """The federation and its directory, with its numbers."""
    return render(request, "web/about.html", numbers(site_of(request)))


def _published(request, slug):
    published = Member.objects.published().with_parts()
    row = published.filter(slug=slug).first()
    if row is None and (successor := Member.objects.answering(slug)):
        row = published.filter(pk=successor.pk).first()  # by an address that it had, or by a merge
    view = row and public_view(row, get_language(), site_of(request))
    if view is None or get_language() not in site_of(request).languages:
        raise Http404
    return row, view


@require_http_methods(["GET", "HEAD", "POST"])
def report(request, slug):
    """A reader tells staff what is wrong on a profile."""
    row, view = _published(request, slug)
    if row.slug != slug and request.method != "POST":  # what was written is kept all the same
        return redirect("web:report", slug=row.slug, permanent=True)
    form = ReportForm(request.POST or None)
    sender = reports.sender_of(request)
    status = 200
    if request.method == "POST" and form.is_valid():
        if form.looks_made:
            return unsent_forms.look_again(request, form)
        if reports.may_report(sender):
            reports.keep_report(form, row, get_language(), sender)
            return redirect("web:report_thanks", slug=row.slug)
        form.add_error(None, _TOO_MANY)
        status = 429
    return render(request, "web/report.html", {"member": view, "form": form}, status=status)


@require_safe
def report_thanks(request, slug):
    """Says that a report was kept, and what happens with it."""
    return render(request, "web/report_thanks.html", {"member": _published(request, slug)[1]})
