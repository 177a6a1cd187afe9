"""Counts on which sites frames and badges are shown, a bundle at a time: the host name alone."""

import threading
import time
from urllib.parse import urlsplit

from django.db import DatabaseError

from members.core.lock_timeout import no_wait
from members.models import EmbedUse
from members.parsing.hosts import is_public

_SECONDS, _KEPT, _LONGEST = 60, 200, 100
_lock = threading.Lock()
_counts = {}
_since = time.monotonic()


def note(referrer, own_host):
    """Count that something was shown on the site of a Referer header, where that is another one.

    Args:
        referrer: the header; browsers send no more than the site's address here.
        own_host: the host of this directory.
    """
    host = _host_of(referrer)
    if not host or host == own_host.partition(":")[0]:
        return
    with _lock:
        if host in _counts or len(_counts) < _KEPT:
            _counts[host] = _counts.get(host, 0) + 1
        is_due = time.monotonic() - _since >= _SECONDS or len(_counts) == _KEPT
    if is_due:
        flush()


def _host_of(referrer):
    try:
        host = (urlsplit(referrer).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return host if host.isascii() and len(host) <= _LONGEST and is_public(host) else ""


def flush():
    """Write what is counted so far; while others write, it waits for the next time.

    Statistics are never worth a failed page.
    """
    global _since
    with _lock:
        bundle = dict(_counts)
        _counts.clear()
        _since = time.monotonic()
    if not bundle:
        return
    try:
        with no_wait():
            EmbedUse.objects.add(bundle)
    except DatabaseError:
        with _lock:
            for host, times in bundle.items():
                _counts[host] = _counts.get(host, 0) + times


def forget():
    """Drop what is counted so far."""
    with _lock:
        _counts.clear()
