"""What lists show of members, kept by this process while the directory stays as it is.

Each entry belongs to one stamp of the directory's version, and every publish gives a new one:
whatever stands here was read at this version or after it, and is never asked for by a later one.
"""

import threading
from typing import NamedTuple

from members.presenting import ListedMember, PublicMember, listed, public_view
from members.presenting.freshness import start_of_today
from members.search.indexing import reader

_LEAST, _SHARE = 5000, 50  # of some 5 kB each: so many, or a fiftieth of the members


class Entry(NamedTuple):
    """A member as public_view() shows it, and the row that this was made from."""

    view: PublicMember
    row: ListedMember


_entries = {}
_lock = threading.Lock()


def get_many(ids, language, site):
    """Return the Entries of those ids that the public may see, in order; one query at the most.

    The views are the caller's own: what a search says on them stays with them.

    Args:
        ids: primary keys.
        language: the reader's language code.
        site: the Site to answer from.
    """
    # A confirmation ages by the day, and a view knows whether it is fresh.
    kind = (site.stamp, language, start_of_today())
    by_id = {pk: entry for pk in ids if (entry := _entries.get((*kind, pk)))}
    for pk, row in listed([pk for pk in ids if pk not in by_id], site).items():
        view = public_view(row, language, site)
        if view is not None:
            by_id[pk] = Entry(view, row)
            _keep((*kind, pk), by_id[pk])
    entries = (by_id[pk] for pk in ids if pk in by_id)
    return [Entry(entry.view.copy(), entry.row) for entry in entries]


def _keep(key, entry):
    most = max(_LEAST, reader.known_size() // _SHARE)
    with _lock:
        if len(_entries) >= most:
            for oldest in list(_entries)[: most // 4]:
                del _entries[oldest]
        _entries[key] = entry


def forget():
    """Drop what is kept."""
    with _lock:
        _entries.clear()
