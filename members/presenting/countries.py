"""Countries and languages for readers: names in any language, continents, what people type.

The names come from the catalogues of django-countries and Django; what those lack stands in
`country_data.py`.
"""

from functools import lru_cache

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from .country_data import BETTER_LANGUAGE_NAMES, BETTER_NAMES, CONTINENT_OF, SYNONYMS

# In the order in which a page lists them.
CONTINENTS = {
    "africa": _("Africa"),
    "asia": _("Asia"),
    "europe": _("Europe"),
    "north-america": _("North America"),
    "central-america-caribbean": _("Central America and the Caribbean"),
    "south-america": _("South America"),
    "oceania": _("Oceania"),
    "other": _("Elsewhere"),
}
_SEARCH_LANGUAGES = ("nl", "fr", "en", "de")


def continent(code):
    """Return the continent of a country, a key of CONTINENTS ("CD": "africa").

    Args:
        code: ISO 3166-1 alpha-2, in capitals. Antarctica and unknown codes belong to "other".

    Source: the United Nations' M49 standard, with the Americas in three parts.
    """
    return CONTINENT_OF.get(code, "other")


def country_name(code, language):
    """Return the name of a country in a language ("CD", "nl": "Democratische Republiek Congo").

    The language that is active does not matter.

    Args:
        code: ISO 3166-1 alpha-2, in capitals; an unknown one is returned as it is.
        language: a language code, such as "nl".
    """
    return country_names(language).get(code, code)


def language_name(code, language):
    """Return the name of a language in another language ("nl", "fr": "Néerlandais").

    Args:
        code: a key of Django's LANG_INFO, mostly ISO 639-1; another is returned as it is.
        language: the language of the answer.
    """
    return language_names(language).get(code, code)


@lru_cache(maxsize=512)
def search_names(code):
    """Return all names of a country that a visitor may type, as a frozenset of strings.

    They are its names in Dutch, French, English and German, whatever languages the site uses,
    and its synonyms. An unknown code has none.

    Args:
        code: ISO 3166-1 alpha-2, in capitals.
    """
    if code not in CONTINENT_OF:
        return frozenset()
    names = (country_name(code, language) for language in _SEARCH_LANGUAGES)
    return frozenset([*names, *SYNONYMS.get(code, ())])


# One dictionary a language, so that codes from an address never fill the cache.
@lru_cache(maxsize=32)
def country_names(language):
    """Return {code: name} of all countries in a language."""
    with override(language):
        names = {code: str(countries.name(code)) for code in CONTINENT_OF}
    names |= BETTER_NAMES.get(language, {})
    return {code: name.replace("'", "’") for code, name in names.items()}


@lru_cache(maxsize=32)
def language_names(language):
    """Return {code: name} of all languages that Koepel knows, in a language."""
    with override(language):
        names = {code: str(get_language_info(code)["name_translated"]) for code in LANG_INFO}
    return names | BETTER_LANGUAGE_NAMES.get(language, {})
