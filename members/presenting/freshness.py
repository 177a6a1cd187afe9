"""How long a confirmation counts as fresh: one rule for page, filter and count."""

import time
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

FRESH_FOR = timedelta(days=365)


class _Day(NamedTuple):
    """A day in the site's time zone: its first second, the first one after it, what it tells."""

    first: float = 0
    after: float = 0
    start: datetime | None = None
    fresh_since: datetime | None = None


_day = _Day()


def _today():
    # A page asks dozens of times, and a day is worked out once.
    global _day
    day = _day
    if not day.first <= time.time() < day.after:
        now = timezone.localtime(timezone=timezone.get_default_timezone())
        start = now.replace(hour=0, minute=0, second=0, microsecond=0)
        after = (start + timedelta(days=1)).timestamp()
        day = _Day(start.timestamp(), after, start, start - FRESH_FOR)
        _day = day
    return day


def start_of_today():
    """Return the moment at which this day began in the site's time zone."""
    return _today().start


def fresh_since():
    """Return the moment after which a confirmation is of the last 12 months.

    It is the start of a day, so that every page of one day tells the same and can be kept.
    """
    return _today().fresh_since
