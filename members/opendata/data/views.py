"""The addresses of whole files; any search makes one of its members alone."""

from django.http import Http404, StreamingHttpResponse
from django.utils.text import slugify
from django.utils.translation import override

from members.core import client_ip
from members.core.limits import count_within
from members.opendata.api.answering import about_of, base_of, license_link, open_answer
from members.opendata.api.lists import query_of
from members.opendata.api.problems import Problem

from .files import FORMATS, members_of, written
from .hsds import organizations

# A file of a large directory takes a server seconds: nobody needs more of them an hour.
_AN_HOUR = 60


@open_answer
def members_file(request, kind):
    """All members of a search in one file, streamed."""
    if kind not in FORMATS:
        raise Http404
    query, about = _query(request), about_of(request)
    members = members_of(query.ids, request.language, request.site, base_of(request))
    pieces = written(kind, members, about, request.site.languages)
    return _streamed(request, pieces, FORMATS[kind], f"{_stem(about)}.{kind}")


@open_answer
def hsds_file(request):
    """All members of a search as organizations of HSDS 3.1 (Open Referral)."""
    query, about = _query(request), about_of(request)
    members = members_of(query.ids, request.language, request.site, base_of(request))
    pieces = organizations(members, request.language)
    return _streamed(request, pieces, "application/json", f"{_stem(about)}-organizations.json")


def _query(request):
    sender = client_ip.sender_of(request, "download")
    if not count_within(f"download {sender}", _AN_HOUR, 3600):
        detail = "You have asked for many files this hour: please wait before the next one."
        raise Problem(429, detail, retry_after=3600)
    return query_of(request)


def _stem(about):
    """Return the beginning of a file's name: the federation, the version, the day of it."""
    day = about.changed_at.date().isoformat() if about.changed_at else "empty"
    return f"{slugify(about.publisher) or 'members'}-{day}-v{about.version}"


def _streamed(request, pieces, content_type, name):
    pieces = _in_language(request.language, pieces)
    response = StreamingHttpResponse(pieces, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    if link := license_link(request):
        response.headers["Link"] = link
    return response


def _in_language(language, pieces):
    """Yield the pieces in a language: the server asks for them when the request's own is gone."""
    iterator, piece = iter(pieces), b""
    while piece is not None:
        with override(language):
            piece = next(iterator, None)
        if piece:
            yield piece
