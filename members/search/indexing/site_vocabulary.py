"""The vocabulary of a site: its themes and places, and what every site knows."""

from functools import lru_cache

from django_countries import countries

from members.core.text import LANGUAGES
from members.models import Member
from members.parsing import localized_names
from members.search.index.country_names import CountryNames
from members.search.index.vocabulary import Vocabulary

# How the same legal form is called in the languages that members use.
_LEGAL_FORMS = {
    Member.LegalForm.VZW: (
        "vzw",
        "asbl",
        "npo",
        "vog",
        "vereniging zonder winstoogmerk",
        "association sans but lucratif",
        "non-profit association",
    ),
    Member.LegalForm.IVZW: ("ivzw", "aisbl", "inpa"),
    Member.LegalForm.PUBLIC_FOUNDATION: ("stichting", "fondation", "foundation", "son", "fup"),
    Member.LegalForm.PRIVATE_FOUNDATION: ("stichting", "fondation", "foundation"),
    Member.LegalForm.COOPERATIVE: ("cv", "sc", "coöperatie", "coopérative", "cooperative"),
}


def vocabulary_of(site):
    """Return the Vocabulary of a Site, made once for each version of the directory."""
    return _vocabulary(site.stamp, site)


@lru_cache(maxsize=2)
def _vocabulary(stamp, site):
    legal_forms = {str(form): names for form, names in _LEGAL_FORMS.items()}
    themes, places = site.themes.values(), site.places.values()
    return Vocabulary(themes, places, legal_forms, _country_names(), site.federation.synonyms)


@lru_cache(maxsize=1)
def _country_names():
    codes = [code for code, _name in countries]
    names = {code: localized_names.search_names(code) for code in codes}
    labels = (localized_names.country_names(lang)[code] for lang in LANGUAGES for code in codes)
    return CountryNames(names, labels)
