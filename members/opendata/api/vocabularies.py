"""The vocabularies: themes, places, areas, countries, languages, each with its members counted."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode

from members.opendata.resources.structs import Vocabulary, VocabularyTerm
from members.parsing.collation import in_order
from members.presenting.countries import country_name, language_name
from members.search.query import engine

from .answering import about_of, base_of, json_response, open_answer


def _of_site(group):
    """Return a function to {code: {language: name}} of all terms that staff keep."""
    return lambda site, _used: {
        slug: {code: name for code, name in term.name.items() if code in site.languages}
        for slug, term in site.vocabularies[group].items()
    }


def _of_world(name):
    """Return a function to {code: {language: name}} of what any member has, by name."""

    def values(site, used):
        names = {code: {lang: name(code, lang) for lang in site.languages} for code in used}
        ordered = in_order(names.items(), key=lambda pair: pair[1][site.languages[0]])
        return dict(ordered)

    return values


@dataclass(frozen=True)
class Kind:
    """A vocabulary: the parameter that filters by it, and the names of its terms."""

    parameter: str
    names: Callable


KINDS = {
    "themes": Kind("theme", _of_site("theme")),
    "places": Kind("place", _of_site("place")),
    "areas": Kind("area", _of_site("area")),
    # Of the world's countries and languages only those that members have.
    "countries": Kind("country", _of_world(country_name)),
    "languages": Kind("speaks", _of_world(language_name)),
}


@open_answer
def vocabulary(request, kind):
    """All terms of one vocabulary."""
    chosen = KINDS[kind]
    used = engine.used(request.site).get(chosen.parameter, {})
    members = base_of(request) + reverse("opendata:members")
    terms = [
        VocabularyTerm(
            code, names, used.get(code, 0), f"{members}?{urlencode({chosen.parameter: code})}"
        )
        for code, names in chosen.names(request.site, used).items()
    ]
    return json_response(request, Vocabulary(about_of(request), terms))
