"""The date filter of every template, in place of Django's own."""

from django import template
from django.template.defaultfilters import date as django_date

from members.presenting.dates import first_in_french

register = template.Library()


@register.filter(expects_localtime=True, is_safe=False)
def date(value, style=None):
    """Format a date as Django's filter of this name does, with "1er août" in French."""
    return first_in_french(django_date(value, style), value, style)
