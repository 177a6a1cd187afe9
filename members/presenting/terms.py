"""Terms and addresses as pages show them: the same for every member, so they are made once."""

from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import override

from .site import Term


@lru_cache(maxsize=16)
def list_url(language):
    """Return the directory's address in a language."""
    with override(language):
        return reverse("web:list")


def filter_url(group, value, language):
    """Return the address of the directory filtered on one value of a group."""
    return f"{list_url(language)}?{urlencode({group: value})}"


@lru_cache(maxsize=1000)  # a Site is another object at each version
def term_of(site, group, slug, language):
    """Return the Term of a vocabulary's group in a reader's language."""
    label = site.label(site.vocabularies[group][slug], language)
    return Term(slug, label, filter_url(group, slug, language))
