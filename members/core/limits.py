"""How often something may happen within a time: counted in the cache, shared by all processes."""

import hashlib

from django.core.cache import cache


def count_within(key, most, seconds, count=1):
    """Count something once more, and return whether it still holds.

    Args:
        key: what is counted, and of whom.
        most: how often it may happen.
        seconds: within how long, from the first time.
        count: how many to count now.
    """
    key = f"limit:{hashlib.sha256(key.encode()).hexdigest()}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key, count) <= most
    except ValueError:  # it ran out in between
        return True
