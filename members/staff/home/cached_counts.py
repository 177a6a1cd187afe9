"""Numbers that are dear to work out: asked anew each time while that is quick, kept where not.

With thousands of members every number is of this moment. Of a hundred thousand some take most of
a second: they are kept for ten minutes, and one page works out no more of them than fit into its
budget. The others stay as they were, the page says of when they are, and a thread works them out
for the next page.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Thread
from time import perf_counter
from typing import Any

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

logger = logging.getLogger(__name__)
_DEAR = 0.02  # seconds that one number may take without being kept
_BUDGET = 0.1  # seconds that one page spends before it leaves the rest as it was
_FRESH = timedelta(minutes=10)
_KEEP = 24 * 3600
_WORKING, _AT_MOST = "staff:counting", 300  # a thread that dies is not waited for any longer


@dataclass(frozen=True)
class CachedCount:
    """A value, and when it was worked out.

    Attributes:
        value: what `work` returned; None where it was never worked out and there is no time now.
        at: when, where it was kept from an earlier page; None where it is of this moment.
    """

    value: Any
    at: datetime | None = None


class Numbers:
    """The numbers of one page, which share its budget."""

    def __init__(self):
        self.spent = 0.0
        self.late = {}

    def get(self, name, work):
        """Return the Kept value of some work.

        Args:
            name: what it is, such as "health:incomplete".
            work: works it out; takes nothing.
        """
        key = f"staff:{name}:{timezone.localdate().isoformat()}"
        value, at = cache.get(key, (None, None))
        if at is not None and timezone.now() - at < _FRESH:
            return CachedCount(value, at)
        if self.spent > _BUDGET:
            self.late[key] = work
            return CachedCount(value, at)
        start = perf_counter()
        value = work()
        took = perf_counter() - start
        self.spent += took
        if took > _DEAR:
            cache.set(key, (value, timezone.now()), _KEEP)
        elif at is not None:
            cache.delete(key)
        return CachedCount(value)

    def catch_up(self):
        """Work out what there was no time for, in a thread, unless another one does so already."""
        if self.late and cache.add(_WORKING, True, _AT_MOST):
            Thread(target=_work, args=[self.late], name="numbers", daemon=True).start()


def _work(late):
    try:
        for key, work in late.items():
            cache.set(key, (work(), timezone.now()), _KEEP)
    except Exception:
        # Nobody waits for this thread; the next page that lacks a number begins another.
        logger.exception("The numbers of the first page could not be counted.")
    finally:
        cache.delete(_WORKING)
        if not connection.in_atomic_block:
            connection.close()
