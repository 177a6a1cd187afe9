"""What all downloads of a result share: whom they refuse, whom they show, how they are sent."""

from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, override

from members.core import client_ip
from members.core.limits import count_within
from members.models import Member
from members.presenting import public_view

from .formats import FORMATS

# A download of a large directory takes a server seconds: nobody needs more of them an hour.
_AN_HOUR = 60
_BATCH = 500


def too_many(request):
    """Return the answer to a sender with too many downloads this hour, or None."""
    sender = client_ip.sender_of(request, "download")
    if count_within(f"download {sender}", _AN_HOUR, 3600):
        return None
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = "3600"
    return response


def public_views(query):
    """Yield the PublicMembers that a DirectoryQuery finds, whatever its page."""
    ids = query.ids
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        rows = Member.objects.with_parts().in_bulk(batch)
        views = (public_view(rows[pk], query.language, query.site) for pk in batch if pk in rows)
        yield from filter(None, views)


def file_answer(name, kind, pieces):
    """Return a file as a streamed answer.

    Args:
        name: the file's name, without day and ending.
        kind: a key of FORMATS.
        pieces: a function without arguments that yields its bytes.
    """
    response = StreamingHttpResponse(
        _in_language(get_language(), pieces), content_type=FORMATS[kind]
    )
    file = f"{slugify(name) or 'members'}-{timezone.localdate()}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{file}"'
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
