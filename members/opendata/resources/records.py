"""The JSON of each member, kept while the directory stays as it is.

A list of a hundred is read far more often than it changes; what is kept belongs to one stamp of
the directory's version, so that no publish is missed. Only members that are missing are asked of
the database, all of them at once.
"""

import threading
from typing import NamedTuple
from uuid import UUID

import msgspec

from members.models import Member
from members.presenting import public_view

from .profile import member_of

_MOST = 5000  # of some 3 kB each
_records = {}
_lock = threading.Lock()
_encode = msgspec.json.Encoder().encode


class Record(NamedTuple):
    """A member as it is sent.

    Attributes:
        id: its permanent identifier.
        json: its JSON.
        point: (longitude, latitude), or None.
    """

    id: UUID
    json: msgspec.Raw
    point: tuple | None


def records(ids, language, site, base):
    """Return {id: Record} of those ids that the public may see, in their order.

    Args:
        ids: primary keys.
        language: the language of labels, which is the active one.
        site: the Site to answer from.
        base: the scheme and host of absolute addresses.
    """
    kind = (site.stamp, language, base)
    by_id = {pk: record for pk in ids if (record := _records.get((*kind, pk)))}
    missing = [pk for pk in ids if pk not in by_id]
    rows = rows_of(missing) if missing else {}
    for pk, row in rows.items():
        view = public_view(row, language, site)
        if view is not None:
            by_id[pk] = record_of(view, base)
            _keep((*kind, pk), by_id[pk])
    return {pk: by_id[pk] for pk in ids if pk in by_id}


def rows_of(ids):
    """Return {id: Member} with what a record is made of, and not what the search keeps of it."""
    return Member.objects.with_parts().defer("search_text", "search_terms").in_bulk(ids)


def record_of(view, base):
    """Return the Record of a PublicMember."""
    point = None
    if view.latitude is not None and view.longitude is not None:
        point = (view.longitude, view.latitude)
    json = _encode(member_of(view, lambda path: f"{base}{path}"))
    return Record(view.uuid, msgspec.Raw(json), point)


def _keep(key, record):
    with _lock:
        if len(_records) >= _MOST:
            for oldest in list(_records)[: _MOST // 4]:
                del _records[oldest]
        _records[key] = record


def forget():
    """Drop what is kept."""
    with _lock:
        _records.clear()
