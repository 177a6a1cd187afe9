"""Which themes and places the words of a search mean, as values of filters."""

from members.search.facets.places import value_of
from members.search.indexing.site_vocabulary import vocabulary_of
from members.search.question.geography import regions
from members.search.question.interpretation import understand
from members.search.question.theme_concepts import theme_concepts_of


def themes_in(wording, site):
    """Yield the (group, value) pairs of the themes that words fit, by concept or else by name."""
    theme_concepts = theme_concepts_of(site)
    for demand, named in _read(wording, site):
        keys = [key for sense in demand.senses for key in sense.concepts]
        slugs = theme_concepts.themes_of(keys)
        yield from (("theme", slug) for slug in slugs)
        yield from () if slugs else (term for term in named if term[0] == "theme")


def places_in(wording, site):
    """Yield the (group, value) pairs of the places that words name, whole countries first."""
    for demand, named in _read(wording, site):
        regional = [sense for sense in demand.senses if sense.kind == "region"]
        if not regional:
            yield from (term for term in named if term[0] in ("place", "country"))
        for sense in demand.senses:
            yield from _values(sense)


def _values(sense):
    codes = frozenset(value for _group, value in sense.terms)
    if sense.kind == "demonym":
        yield from sorted(sense.terms)
    elif sense.kind == "region":
        keys = (key for key, (countries, _names) in regions().items() if countries == codes)
        yield from (("country", key) for key in keys)
    elif sense.kind == "town":
        yield from (("near", value_of(key)) for key in sorted(codes))


def _read(wording, site):
    """Yield (Demand, terms that its word names) of the words, and of each phrase."""
    vocabulary = vocabulary_of(site)
    for words in filter(None, (wording.tokens, *wording.phrases)):
        demands = understand(words, vocabulary).demands
        for demand in demands:
            others = [other.word for other in demands]
            yield demand, sorted(vocabulary.named(demand.word, others))
