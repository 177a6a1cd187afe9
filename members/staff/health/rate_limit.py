"""How often one person may have foreign servers asked from a page: it takes time and is public."""

from django.core.cache import cache

_AT_MOST, _WITHIN = 30, 600  # links, seconds


def may_ask(user, count=1):
    """Count some links against a person's share, and return whether it still held."""
    key = f"links-asked:{user.pk}"
    cache.add(key, 0, _WITHIN)
    try:
        return cache.incr(key, count) <= _AT_MOST
    except ValueError:  # it ran out in between
        return True
