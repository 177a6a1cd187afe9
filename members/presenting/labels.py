"""What fields and their values are called on people's screens, in the active language."""

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from members.fields import BY_NAME, names
from members.models import Member
from members.parsing.phones import display_number

from .countries import country_name, language_name
from .dates import date_format
from .entries import entry_in_words
from .site import current_site, home_of_readers

_TERMS = {name: BY_NAME[name].vocabulary for name in names(lambda field: field.vocabulary)}
_SHAPES = {name: BY_NAME[name].shape for name in names(lambda field: field.shape)}
_DATES = {"joined_on", "left_on", "unconfirmed_since"}
# Django says "courriel" in French, and every screen of ours "e-mail": our words stand before its.
gettext_noop("Enter a valid email address.")
# With the month as a word: 3/11 is another day in Brussels than in Boston.
_DAY, _MOMENT = "j F Y", "j F Y, H:i"


def field_label(name):
    """Return the name of one of publish()'s fields ("enterprise_number": "Enterprise number")."""
    label = BY_NAME[name].label if name in BY_NAME else Member._meta.get_field(name).verbose_name
    return capfirst(str(label))


def term_label(term):
    """Return a term's name in the active language, else in the next one that it has."""
    return current_site().label(term, get_language())


def term_choices(model):
    """Return [(slug, label), …] of a vocabulary in its own order."""
    site, language = current_site(), get_language()
    return [(term.slug, site.label(term, language)) for term in model.objects.all()]


class Labels:
    """The words for plain values; asks the database for each vocabulary once."""

    def __init__(self):
        self._terms = {}

    def one(self, name, value):
        """Return one plain value of a field in words; "" for none.

        Args:
            name: a field of publish(); of a list the value is one entry.
            value: as revisions keep it.
        """
        if value in (None, "", [], {}):
            return ""
        if name in _TERMS:
            return self._term(name, value)
        if name == "countries":
            return country_name(value, get_language())
        if name == "languages":
            return language_name(value, get_language())
        if name in _SHAPES:
            return entry_in_words(_SHAPES[name], value)
        if name == "hidden_fields":
            return field_label(value)
        return _column(name, value)

    def _term(self, name, slug):
        if name not in self._terms:
            self._terms[name] = dict(term_choices(_TERMS[name]))
        # A term that was deleted since is still in the history, by its slug.
        return self._terms[name].get(slug, slug)


def _column(name, value):
    if name in _DATES and (day := parse_date(value)):
        return date_format(day, _DAY)
    if name == "confirmed_at" and (moment := parse_datetime(value)):
        return date_format(localtime(moment), _MOMENT)
    if name == "phone":
        return display_number(value, home_of_readers())
    if name == "logo":
        return _("a logo")
    choices = dict(Member._meta.get_field(name).flatchoices)
    return str(choices.get(value, value)) if isinstance(value, str) else str(value)
