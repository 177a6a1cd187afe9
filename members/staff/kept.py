"""Numbers that are dear to work out: asked anew each time while that is quick, kept where not.

With hundreds of members every number is of this moment. With a million some take seconds; they
are then kept for some minutes, under the directory's version and the day that they depend on, and
the page says of when they are.
"""

from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Any

from django.core.cache import cache
from django.utils import timezone

_DEAR = 0.1  # seconds
_KEEP = 10 * 60


@dataclass(frozen=True)
class Kept:
    """A value, and when it was worked out.

    Attributes:
        value: what `work` returned.
        at: when.
        is_old: whether it was kept from an earlier page.
    """

    value: Any
    at: datetime
    is_old: bool = False


def kept(name, version, work):
    """Return the Kept value of some work.

    Args:
        name: what it is, such as "health:incomplete".
        version: the DirectoryVersion of this page.
        work: works it out; takes nothing.
    """
    key = f"staff:{name}:{version.stamp}:{timezone.localdate().isoformat()}"
    if (found := cache.get(key)) is not None:
        value, at = found
        return Kept(value, at, is_old=True)
    start = perf_counter()
    value = work()
    fresh = Kept(value, timezone.now())
    if perf_counter() - start > _DEAR:
        cache.set(key, (value, fresh.at), _KEEP)
    return fresh
