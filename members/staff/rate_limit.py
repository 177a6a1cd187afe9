"""How often one person may ask from a page what takes time or reaches foreign servers."""

from members.core.limits import count_within

_LINKS, _TYPING = (30, 600), (120, 60)  # at most so many within so many seconds


def may_ask(user, count=1):
    """Count some links against a person's share, and return whether it still held."""
    return _within("links-asked", user, count, *_LINKS)


def may_look_up(user):
    """Count one look-up while a person types, and return whether it is within their share."""
    return _within("looked-up", user, 1, *_TYPING)


def _within(what, user, count, most, seconds):
    return count_within(f"{what}:{user.pk}", most, seconds, count)
