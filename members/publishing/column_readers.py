"""How what people write in one field becomes the value that its column holds."""

import datetime as dt
from functools import partial

from django.utils.translation import gettext as _

from members.fields import names
from members.parsing.coordinates import degrees
from members.parsing.dates import day, year
from members.parsing.emails import email_address
from members.parsing.enterprise_numbers import enterprise_number
from members.parsing.social_profiles import profile_addresses
from members.parsing.web_addresses import web_address

from .terms import choice_of


def plain(value):
    """Return a value as JSON can hold it: moments in UTC, days and moments as ISO 8601."""
    if isinstance(value, dt.datetime):
        value = value.astimezone(dt.UTC)  # as the database gives it back, so that equal is equal
    return value.isoformat() if hasattr(value, "isoformat") else value


def spreadsheet_error(text):
    """Return the words about what a spreadsheet shows in place of a value."""
    if text.startswith("###"):
        words = _(
            "“%(value)s” is what a spreadsheet shows where a column is too narrow. "
            "Write the value itself."
        )
        return words % {"value": text[:12]}
    return _("“%(value)s” is an error of the spreadsheet. Write the value itself.") % {
        "value": text
    }


def _profiles(lines):
    texts = [lines] if isinstance(lines, str) else lines
    if not all(isinstance(text, str) for text in texts):
        return lines  # refused for what it is
    return list(dict.fromkeys(link for text in texts for link in profile_addresses(text)))


def _day(value, *, future=False):
    return day(plain(value), future=future)


# {field: function of what was written}; it raises ValidationError, in words about this value.
READERS = {
    "enterprise_number": enterprise_number,
    "founded_year": year,
    "joined_on": _day,
    "left_on": partial(_day, future=True),
    "latitude": partial(degrees, name="latitude"),
    "longitude": partial(degrees, name="longitude"),
    "website": web_address,
    "donation_link": web_address,
    "email": email_address,
    "social_links": _profiles,
    **{
        name: partial(choice_of, name)
        for name in names(lambda field: field.is_column and field.column.choices)
    },
}
