"""Where the open data of what a page shows are."""

from django import template
from django.urls import reverse
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def feed_url(query):
    """Return the address of the feed of a DirectoryQuery's list, in the active language."""
    return _address("opendata:feed", query)


@register.simple_tag
def snippet_url(query):
    """Return the address of the page that puts a DirectoryQuery's list on somebody's own site."""
    return reverse("openpages:snippet") + (f"?{query.first_page}" if query.first_page else "")


def _address(name, query):
    search = f"&{query.first_page}" if query.first_page else ""
    return f"{reverse(name)}?lang={get_language()}{search}"
