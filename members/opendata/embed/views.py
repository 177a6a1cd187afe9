"""The pages for frames of other sites: no cookie, nothing of ours around them, their own style."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from members.models import Member
from members.opendata.api.answering import base_of, choice_of, open_answer
from members.opendata.api.lists import query_of
from members.opendata.framing import framed
from members.opendata.resources.about import licence_of, publisher_of
from members.presenting import public_view
from members.presenting.terms import list_url

from .resizing import RESIZER

SCHEMES = ("auto", "light", "dark")


@framed
@open_answer
def embedded_list(request, lang):
    """The members of a search, as cards; `per_page` says how many."""
    query = query_of(request)
    whole = list_url(request.language) + (f"?{query.first_page}" if query.first_page else "")
    context = {"query": query, "whole": whole, **_around(request)}
    return render(request, "opendata/embed_list.html", context)


@framed
@open_answer
def embedded_card(request, lang, key):
    """One member as a card; where it is shown no more, a word about that."""
    view = _member(request, key)
    if view is None:
        context = {"list_url": list_url(request.language), **_around(request)}
        return render(request, "opendata/embed_nothing.html", context, status=404)
    return render(request, "opendata/embed_card.html", {"member": view, **_around(request)})


@open_answer
def badge(request, lang, key):
    """“Member of”, as an SVG: only of a member that the directory shows now."""
    view = _member(request, key)
    context = {
        "publisher": publisher_of(request.site, request.language),
        "label": _("Member of") if view else _("No member of"),
        "member": view,
        "colour": request.site.federation.accent_colour if view else "#666666",
        "profile": base_of(request) + (view.canonical_url if view else list_url(request.language)),
    }
    context["width"] = _width_of(context["publisher"])
    response = render(
        request,
        "opendata/badge.svg",
        context,
        content_type="image/svg+xml; charset=utf-8",
        status=200 if view else 404,
    )
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@open_answer
def resizer(request):
    """The script that gives a frame the height of what stands in it."""
    response = HttpResponse(RESIZER, content_type="text/javascript; charset=utf-8")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _around(request):
    """Return what every page for a frame shows."""
    scheme = choice_of(request, "scheme", "auto", SCHEMES)
    return {
        "scheme": "" if scheme == "auto" else scheme,
        "publisher": publisher_of(request.site, request.language),
        "licence": licence_of(request.site, request.language),
    }


def _member(request, key):
    """Return the PublicMember of a UUID or short name, or None."""
    try:
        row = Member.objects.filter(uuid=UUID(key)).first()
    except ValueError:
        row = Member.objects.answering(key) if key.replace("-", "").isalnum() else None
    row = row and Member.objects.with_parts().get(pk=row.successor.pk)
    return row and public_view(row, request.language, request.site)


def _width_of(text):
    """Return how many units wide a badge is; letters of its size are some 8 wide."""
    return 96 + min(max(8 * len(text), 120), 480)
