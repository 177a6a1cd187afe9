"""How long ago something was."""

from django.utils import timezone
from django.utils.timesince import timesince


def minutes_since(moment):
    """Return how many minutes ago something was; None for never."""
    return None if moment is None else round((timezone.now() - moment).total_seconds() / 60)


def in_words(moment):
    """Return how long ago something was, as a reader says it: the larger unit alone."""
    return timesince(moment, depth=1)
