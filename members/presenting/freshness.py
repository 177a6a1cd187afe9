"""How long a confirmation counts as fresh: one rule for page, filter and count."""

from datetime import timedelta

from django.utils import timezone

FRESH_FOR = timedelta(days=365)


def fresh_since():
    """Return the moment after which a confirmation is of the last 12 months.

    It is the start of a day, so that every page of one day tells the same and can be kept.
    """
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return today - FRESH_FOR
