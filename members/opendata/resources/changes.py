"""What changed since a cursor: members as they are now, and who is shown no more.

A cursor is the directory's version with a mark of the revision that bore it. After a restored
backup the same number may be another change: its mark differs, and the follower begins anew.
"""

import hashlib
import re
from dataclasses import dataclass

from members.models import Member, Revision

from .structs import Removed

_MARK_LENGTH = 12
CURSOR = re.compile(r"(0|[0-9]{1,15}-[0-9a-f]{12})?", re.ASCII)


class CursorNotFound(Exception):
    """A cursor that this directory never gave, or gave before it was restored."""


@dataclass(frozen=True)
class Change:
    """A stretch of the history.

    Attributes:
        cursor: where the next stretch begins.
        more: whether there is a next one already.
        ids: the members that changed in it and are shown, by when they last changed.
        removed: the Removed of those that it took from the public.
    """

    cursor: str
    more: bool
    ids: list
    removed: list


def changes_since(cursor, site, limit):
    """Return the Change of at most `limit` revisions after a cursor ("" for the beginning).

    The cursor has the form of CURSOR.

    Raises:
        CursorNotFound: for a cursor of another history.
    """
    start = _start_of(cursor)
    revisions = Revision.objects.filter(version__gt=start, version__lte=site.version)
    fields = ("version", "member_id", "created_at", "changes__status__old")
    rows = list(revisions.order_by("version").values_list(*fields)[: limit + 1])
    more, rows = len(rows) > limit, rows[:limit]
    if not rows:
        return Change(cursor or "0", False, [], [])
    # By each member's last change, so that a follower meets them in the order of the history.
    last = {pk: version for version, pk, _at, _old in rows}
    ids = sorted(last, key=last.get)
    were_public = {pk for _version, pk, _at, old in rows if old == Member.Status.PUBLISHED}
    removed = _removed(were_public)
    return Change(_cursor(rows[-1][0], rows[-1][2]), more, ids, removed)


def _removed(ids):
    """Return a Removed of those members that the public saw and sees no more."""
    members = Member.objects.filter(pk__in=ids).exclude(status=Member.Status.PUBLISHED)
    return [_tombstone(m) for m in members.select_related("merged_into__merged_into")]


def _tombstone(member):
    if member.merged_into_id:
        successor = member.successor
        return Removed(member.uuid, "merged", successor.uuid if successor.is_public else None, None)
    if member.status == Member.Status.FORMER:
        return Removed(member.uuid, "left", None, member.left_on)
    return Removed(member.uuid, "withdrawn", None, None)


def _cursor(version, moment):
    digest = hashlib.sha256(f"{version} {moment.isoformat()}".encode()).hexdigest()
    return f"{version}-{digest[:_MARK_LENGTH]}"


def _start_of(cursor):
    """Return the version after which a cursor goes on."""
    if cursor in ("", "0"):
        return 0
    number = int(cursor.partition("-")[0])
    moment = Revision.objects.filter(version=number).values_list("created_at", flat=True).first()
    if moment is None or _cursor(number, moment) != cursor:
        raise CursorNotFound
    return number
