"""The addresses from which a list is downloaded; filters mean what they mean on the list."""

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.core import client_ip
from members.core.limits import count_within
from members.models import Member
from members.presenting import public_view
from members.search.query.directory_query import DirectoryQuery
from members.web.pagecache import site_of

from .columns import columns
from .formats import FORMATS, file_bytes

# A download of a large directory takes a server seconds: nobody needs more of them an hour.
_AN_HOUR = 60
_BATCH = 500


@require_safe
def download(request, kind):
    """All members of a result, streamed; `kind` is csv, xlsx or json."""
    if kind not in FORMATS:
        raise Http404
    sender = client_ip.sender_of(request, "download")
    if not count_within(f"download {sender}", _AN_HOUR, 3600):
        response = render(request, "429.html", status=429)
        response.headers["Retry-After"] = "3600"
        return response
    language, site = get_language(), site_of(request)
    query = DirectoryQuery(request.GET, language, site)
    about = _about(request, query, site, language)
    views = _public_views(query, language, site)
    chosen = columns(request.build_absolute_uri)
    pieces = _in_language(language, lambda: file_bytes(kind, chosen, views, about, language))
    response = StreamingHttpResponse(pieces, content_type=FORMATS[kind])
    name = f"{slugify(about['federation'][1]) or 'members'}-{timezone.localdate()}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _in_language(language, pieces):
    """Yield the pieces in a language: the server asks for them when the request's own is gone."""
    iterator = None
    while True:
        with override(language):
            iterator = iterator or iter(pieces())
            piece = next(iterator, None)
        if piece is None:
            return
        yield piece


def _public_views(query, language, site):
    ids = query.ids
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        rows = Member.objects.with_parts().in_bulk(batch)
        views = (public_view(rows[pk], language, site) for pk in batch if pk in rows)
        yield from filter(None, views)


def _about(request, query, site, language):
    """Return what a file says of itself: {key: (label, value)}."""
    search = query.selection.querystring()
    address = reverse("web:list") + (f"?{search}" if search else "")
    chosen = [*([query.words] if query.words else []), *(chip.label for chip in query.chips)]
    return {
        "federation": (_("Federation"), str(site.text(site.federation.name, language) or "Koepel")),
        "source": (_("From"), request.build_absolute_uri(address)),
        "chosen": (_("Search and filters"), chosen),
        "licence": (_("Licence"), site.federation.get_licence_display()),
        "total": (_("Members"), query.total),
        "downloaded_on": (_("Downloaded on"), timezone.localdate().isoformat()),
    }
