"""Macros of Jinja2 (templates/jinja2/), for HTML that one page repeats by the dozen.

Django's own templates took two thirds of a list's time for it (docs/benchmarks.md).
"""

import datetime as dt
import secrets
from functools import cache, lru_cache

from django.template import engines
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined

from members.presenting.dates import date_format
from members.presenting.numbers import number

from .koepel import icon

# What of a macro another request fills in; it stands in no text that anybody wrote.
HOLE = SafeString(f"<!--{secrets.token_hex(8)}-->")


def environment(**options):
    """Return Jinja2's Environment, for Django's setting TEMPLATES."""
    # A member of a list lacks what lists do not show: that must not become an empty place.
    options["undefined"] = StrictUndefined
    jinja = Environment(**options)  # noqa: S701 - Django's backend turns autoescape on
    jinja.globals.update(_=_words, icon=icon, month=_month, more_of=_more, show_more=_show_more)
    jinja.filters["number"] = number
    return jinja


@cache
def macros(name):
    """Return the macros of a template as functions, which return safe HTML."""
    return engines["jinja2"].env.get_template(name).module


def pieces(html):
    """Return what stands before, between and after the holes of some HTML."""
    return str(html).split(HOLE)


def _words(text):
    return _words_in(get_language(), text)


@lru_cache(maxsize=1000)  # to look one up takes longer than to write its element
def _words_in(_language, text):
    return gettext(text)


def _month(day):
    """Return the month of a date, or of a moment, in words."""
    if isinstance(day, dt.datetime):
        day = localtime(day)
    return _month_of(day.year, day.month, get_language())


@lru_cache(maxsize=1000)
def _month_of(year, month, _language):
    return date_format(dt.date(year, month, 1), "F Y")


def _more(total):
    return ngettext("%(more)s more", "%(more)s more", total) % {"more": total}


def _show_more(total):
    return ngettext("Show %(more)s more", "Show %(more)s more", total) % {"more": total}
