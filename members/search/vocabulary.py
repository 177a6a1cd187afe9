"""Which themes, countries, places and legal forms a word means."""

from functools import lru_cache

from django_countries import countries

from members.models import Member
from members.presenting import countries as world

from .analyse import fold

# How the same legal form is called in the languages that members use.
_LEGAL_FORMS = {
    Member.LegalForm.VZW: "vzw asbl npo vog non-profit association vereniging zonder winstoogmerk "
    "association sans but lucratif",
    Member.LegalForm.IVZW: "ivzw aisbl inpa",
    Member.LegalForm.PUBLIC_FOUNDATION: "stichting fondation foundation son fup",
    Member.LegalForm.PRIVATE_FOUNDATION: "stichting fondation foundation",
    Member.LegalForm.COOPERATIVE: "cv sc coöperatie coopérative cooperative",
}


def terms_named(word, site):
    """Return {group: [value, …]} of the terms whose name or synonym holds a folded word.

    Args:
        word: one folded word.
        site: the Site whose themes and places are looked through.

    Returns:
        Lists of slugs or codes under "theme", "country", "place" and "legal_form".
    """
    return {
        "theme": _having(word, _theme_names(site)),
        "place": _having(word, _place_names(site)),
        "country": _having(word, _country_names()),
        "legal_form": [form for form, names in _LEGAL_FORMS.items() if word in fold(names).split()],
    }


def _having(word, names):
    # From the start of a name's word: "eau" must not find "bureau".
    return [value for value, folded in names.items() if f" {word}" in folded]


def _theme_names(site):
    names = {}
    for theme in site.themes.values():
        synonyms = [word for words in theme.synonyms.values() for word in words]
        names[theme.slug] = _folded([*theme.name.values(), *synonyms])
    return names


def _place_names(site):
    return {place.slug: _folded(place.name.values()) for place in site.places.values()}


@lru_cache(maxsize=1)
def _country_names():
    return {code: _folded(world.search_names(code)) for code, _name in countries}


def _folded(names):
    return "".join(f" {fold(name)}" for name in names)
