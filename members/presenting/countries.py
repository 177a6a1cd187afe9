"""Countries and languages for readers: their names in any language, and continents."""

from django.utils.translation import gettext_lazy as _

from members.parsing.collation import in_order
from members.parsing.country_data import CONTINENT_OF
from members.parsing.language_data import LANGUAGES, SIGN_LANGUAGES
from members.parsing.localized_names import country_names, language_names

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
# What the offices of most members speak.
_SPOKEN_HERE = ("nl", "fr", "de", "en")


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
        code: of members.parsing.language_data, mostly ISO 639-1. A variety such as "pt-br" is
            called like its language; an unknown code is returned as it is.
        language: the language of the answer.
    """
    names = language_names(language)
    return names.get(code) or names.get(code.split("-")[0]) or code


def country_choices(language):
    """Return [(continent, [(code, name), …]), …] of all countries, by name in a language."""
    groups = {slug: [] for slug in CONTINENTS}
    for code, name in country_names(language).items():
        groups[continent(code)].append((code, name))
    return [
        (CONTINENTS[slug], in_order(group, key=lambda choice: choice[1]))
        for slug, group in groups.items()
    ]


def language_choices(language, near=_SPOKEN_HERE):
    """Return [(label, [(code, name), …]), …] of all languages, in a language.

    Those that most offices speak come first and in their own order, then sign languages, then
    all others by name.

    Args:
        language: of the names.
        near: the codes of the first ones.
    """
    names = language_names(language)
    choices = lambda codes: [(code, names[code]) for code in codes]  # noqa: E731
    by_name = lambda codes: in_order(choices(codes), key=lambda choice: choice[1])  # noqa: E731
    first = [code for code in near if code in names]
    return [
        ("", choices(first)),
        (_("Sign languages"), by_name(set(SIGN_LANGUAGES) - set(first))),
        (_("Other languages"), by_name(LANGUAGES - set(SIGN_LANGUAGES) - set(first))),
    ]
