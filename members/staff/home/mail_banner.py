"""What every page of staff's says while no mail leaves: people cannot sign in then."""

from django.core.cache import cache

from members.mailing import stopped

_KEY, _FRESH = "staff:mail-stopped", 60  # seconds


def mail_stopped_since():
    """Return since when no mail leaves, or None; asked once a minute, whoever reads."""
    since = cache.get(_KEY, "unknown")
    if since == "unknown":
        since = stopped.stopped_since()
        cache.set(_KEY, since, _FRESH)
    return since
