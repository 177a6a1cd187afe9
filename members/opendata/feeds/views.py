"""The feed of any list (Atom, RFC 4287)."""

from django.shortcuts import render
from django.utils.translation import gettext as _

from members.opendata.api.answering import base_of, license_link, open_answer
from members.opendata.api.lists import query_of
from members.opendata.resources.about import changed_at, licence_of, publisher_of, stated
from members.presenting.terms import list_url

from .news import news

_MOST = 50


@open_answer
def feed(request):
    """The newest 50 pieces of news of a search's members."""
    query, base = query_of(request), base_of(request)
    site, language = request.site, request.language
    search = query.first_page
    pieces = news(query, _MOST)
    context = {
        "base": base,
        "id": request.build_absolute_uri(),
        "page": base + list_url(language) + (f"?{search}" if search else ""),
        "subtitle": _("News of the member directory"),  # makemessages reads no .xml
        "publisher": publisher_of(site, language),
        "filters": ", ".join(filter(None, [query.words, *(chip.label for chip in query.chips)])),
        "licence": licence_of(site, language),
        "rights": stated(site, language),
        "version": site.version,
        "updated": pieces[0].at if pieces else changed_at(site),
        "news": pieces,
        "language": language,
    }
    content_type = "application/atom+xml; charset=utf-8"
    response = render(request, "opendata/feed.xml", context, content_type=content_type)
    if link := license_link(request):
        response.headers["Link"] = link
    return response
