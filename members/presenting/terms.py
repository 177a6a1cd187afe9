"""Terms and addresses as pages show them: the same for every member, so they are made once."""

from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from .site import Term

# The groups whose values have pages of their own, and where these stand.
PAGES = {"theme": "themes", "country": "countries", "place": "places"}
INDEX_TITLES = {
    "theme": _("Themes"),
    "country": _("Countries"),
    "place": _("Provinces and regions"),
}
# What leads there.
INDEX_LINKS = {
    "theme": _("All themes"),
    "country": _("All countries"),
    "place": _("All provinces and regions"),
}


@lru_cache(maxsize=16)
def list_url(language):
    """Return the directory's address in a language."""
    with override(language):
        return reverse("web:list")


def filter_url(group, value, language):
    """Return the address of the directory filtered on one value of a group."""
    return f"{list_url(language)}?{urlencode({group: value})}"


def page_url(group, value, language):
    """Return the address of the page about a theme, country or place."""
    return f"{list_url(language)}{PAGES[group]}/{value.lower()}/"


def index_url(group, language):
    """Return the address of the page with all themes, countries or places."""
    return f"{list_url(language)}{PAGES[group]}/"


def term_url(group, value, language):
    """Return where a value's name leads: to its own page, or to the directory filtered on it."""
    return (page_url if group in PAGES else filter_url)(group, value, language)


@lru_cache(maxsize=1000)  # a Site is another object at each version
def term_of(site, group, slug, language):
    """Return the Term of a vocabulary's group in a reader's language."""
    label = site.label(site.vocabularies[group][slug], language)
    return Term(slug, label, term_url(group, slug, language))
