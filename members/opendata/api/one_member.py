"""One member by whichever of its keys somebody has: UUID, short name, number or org-id."""

import re
from uuid import UUID

from django.http import HttpResponsePermanentRedirect
from django.urls import reverse

from members.models import Member
from members.opendata.resources.answers import OneMember
from members.opendata.resources.records import records
from members.presenting import public_view
from members.presenting.former_member import farewell

from .answering import about_of, base_of, json_response, open_answer
from .problems import Problem

_KEY = re.compile(r"[A-Za-z0-9._-]{1,80}")
_NUMBER = re.compile(r"(?:BE-BCE_KBO-)?(\d{4})\.?(\d{3})\.?(\d{3})", re.IGNORECASE)


@open_answer
def one_member(request, key):
    """The member that a key leads to; by an earlier short name or after a merge, a redirect."""
    if not _KEY.fullmatch(key):
        raise Problem(404)
    member = _by_uuid(key) or _by_number(key, request) or Member.objects.filter(slug=key).first()
    member = member or Member.objects.answering(key)
    if member is None:
        raise Problem(404)
    successor = member.successor
    if successor != member or (not _is_key_of(member, key) and successor.is_public):
        return _redirect(request, successor)
    by_id = records([member.pk], request.language, request.site, base_of(request))
    if not by_id:
        raise _gone_or_unknown(request, member)
    answer = OneMember(about_of(request), by_id[member.pk].json)
    return json_response(request, answer)


def _by_uuid(key):
    try:
        return Member.objects.filter(uuid=UUID(key)).first()
    except ValueError:
        return None


def _by_number(key, request):
    """Return the member with an enterprise number, where its profile shows that."""
    digits = "".join(match.groups()) if (match := _NUMBER.fullmatch(key)) else None
    member = digits and Member.objects.published().filter(enterprise_number=digits).first()
    if not member or not public_view(member, request.language, request.site).org_id:
        return None
    return member


def _is_key_of(member, key):
    """Whether a key is the member's own, not one that only leads to it."""
    number = _NUMBER.fullmatch(key)
    return member.slug == key or bool(number) or _by_uuid(key) == member


def _redirect(request, successor):
    if not successor.is_public:
        raise Problem(404)
    query = request.META.get("QUERY_STRING", "")
    path = reverse("opendata:member", args=[successor.uuid])
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def _gone_or_unknown(request, member):
    """Return the Problem of a member that the public does not see: what its page tells, no more."""
    goodbye = farewell(member, request.language, request.site)
    if goodbye:
        return Problem(410, f"{goodbye.name} left the federation on {goodbye.left_on}.")
    return Problem(410 if member.status == Member.Status.FORMER else 404)
