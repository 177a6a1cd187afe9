"""Countries and languages by code, with their names in any language.

The names of countries come from django-countries, those of languages from Unicode's CLDR (by
Babel); what both lack stands in `country_data.py` and `language_data.py`.
"""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.text import capfirst
from django.utils.translation import override
from django_countries import countries

from .country_data import BETTER_NAMES, CONTINENT_OF, SYNONYMS
from .language_data import BETTER_LANGUAGE_NAMES, LANGUAGES

# What people type may be in any of these, whatever languages the site uses.
TYPED_IN = ("nl", "fr", "en", "de")


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
    names = (country_names(language)[code] for language in TYPED_IN)
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
    localized = _locale_names(language)
    english = _locale_names("en") | BETTER_LANGUAGE_NAMES["en"]
    better = BETTER_LANGUAGE_NAMES.get(language, {})
    return {
        code: capfirst(better.get(code) or localized.get(code) or english[code]).replace("'", "’")
        for code in LANGUAGES
    }


def _locale_names(language):
    try:
        return dict(Locale.parse(language, sep="-").languages)
    except (UnknownLocaleError, ValueError):
        return {}
