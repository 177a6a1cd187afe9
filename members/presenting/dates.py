"""Dates as people write them, where Django's formats cannot say it."""

from django.utils import formats
from django.utils.translation import get_language


def date_format(value, style):
    """Return a date like Django's date_format(); the first of a month in French is "1er août"."""
    return first_in_french(formats.date_format(value, style), value, style)


def first_in_french(text, value, style):
    """Return a formatted date, with "1er" for a French "1"."""
    begins_with_day = (style or "").startswith("j F") and getattr(value, "day", 0) == 1
    if begins_with_day and get_language() == "fr" and text.startswith("1 "):
        return f"1er {text[2:]}"
    return text
