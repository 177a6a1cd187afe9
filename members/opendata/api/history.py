"""What changed since a cursor, for whoever keeps a copy."""

from django.urls import reverse
from django.utils.http import urlencode

from members.opendata.resources.answers import Changes
from members.opendata.resources.changes import CURSOR, CursorNotFound, changes_since
from members.opendata.resources.records import records

from .answering import about_of, base_of, json_response, number_of, open_answer
from .problems import Problem

_MOST = 500


@open_answer
def changes(request):
    """The next stretch of the history: members as they are now, and who is shown no more."""
    limit = number_of(request, "limit", _MOST, _MOST)
    since = request.GET.get("since", "")
    if not CURSOR.fullmatch(since):
        raise Problem(400, "since is the cursor of an answer, or empty.")
    try:
        change = changes_since(since, request.site, limit)
    except CursorNotFound:
        detail = "This directory does not know the cursor any more: begin again without one."
        raise Problem(404, detail) from None
    base = base_of(request)
    by_id = records(change.ids, request.language, request.site, base)
    answer = Changes(
        about=about_of(request),
        cursor=change.cursor,
        more=change.more,
        changed=[record.json for record in by_id.values()],
        removed=change.removed,
    )
    query = urlencode({"since": change.cursor, "lang": request.language})
    following = f"{base}{reverse('opendata:changes')}?{query}"
    return json_response(request, answer, links=[("next", following)] if change.more else [])
