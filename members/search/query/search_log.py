"""Counts what is searched for, a bundle at a time, so that a search seldom waits for a write."""

import threading
import time

from django.db import DatabaseError

from members.core.lock_timeout import no_wait
from members.core.text import fold
from members.models import SearchTerm

_BUNDLE, _SECONDS, _LONGEST = 50, 60, 80
_KEPT = 5000  # terms that wait for a database that is busy for long; more are not counted


class _Counter:
    def __init__(self):
        self.lock = threading.Lock()
        self.counts, self.since = {}, time.monotonic()

    def note(self, term, is_empty):
        """Count one search; return the bundle to write when it is full or old, else None."""
        with self.lock:
            searches, empty = self.counts.get(term, (0, 0))
            self.counts[term] = (searches + 1, empty + is_empty)
            if len(self.counts) < _BUNDLE and time.monotonic() - self.since < _SECONDS:
                return None
            bundle, self.counts, self.since = self.counts, {}, time.monotonic()
            return bundle

    def put_back(self, bundle):
        """Count a bundle again that could not be written."""
        with self.lock:
            for term, (searches, empty) in bundle.items():
                if term in self.counts or len(self.counts) < _KEPT:
                    n, without = self.counts.get(term, (0, 0))
                    self.counts[term] = (n + searches, without + empty)


_counter = _Counter()


def note(typed, total):
    """Count a search, without a word about who searched.

    Args:
        typed: the search text; the longest are cut.
        total: how many members were found.
    """
    term = fold(typed)[:_LONGEST].strip()
    bundle = _counter.note(term, not total) if term else None
    if bundle:
        write(bundle)


def write(bundle):
    """Add a bundle to the counts and drop what is too old, or keep it while others write.

    Statistics are never worth a failed search, nor one that waits for an import to end.
    """
    try:
        with no_wait():
            SearchTerm.objects.add(bundle)
            SearchTerm.objects.outdated().delete()
    except DatabaseError:
        _counter.put_back(bundle)


def flush():
    """Write what is counted so far."""
    with _counter.lock:
        bundle, _counter.counts = _counter.counts, {}
    if bundle:
        write(bundle)


def forget():
    """Drop what is counted so far."""
    with _counter.lock:
        _counter.counts, _counter.since = {}, time.monotonic()
