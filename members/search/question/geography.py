"""Continents, regions and demonyms: words that mean countries."""

from functools import lru_cache

from django_countries import countries

from members.core.text import LANGUAGES, stem, stems_of, words_of
from members.parsing import localized_names

from .data import records
from .phrases import Phrases

_SHORTEST = 4
# How a name of several words may end, beside as it stands.
_ENDINGS = {
    "nl": ("", "e", "en"),
    "fr": ("", "e", "s", "es"),
    "en": ("", "s"),
    "de": ("", "e", "en", "er", "es"),
}


@lru_cache(maxsize=1)
def regions():
    """Return {key: (frozenset of country codes, {language: [name, …]})}."""
    by_key = {}
    for key, members, *names in records("regions.txt"):
        codes = set()
        for code in members.split():
            codes |= by_key[code[1:]][0] if code.startswith("+") else {code}
        by_language = {
            language: [name.strip() for name in spellings.split(";")]
            for language, spellings in zip(LANGUAGES, names, strict=True)
        }
        by_key[key] = frozenset(codes), by_language
    return by_key


@lru_cache(maxsize=1)
def demonyms():
    """Return [(country code, language, word), …]."""
    return [
        (code, language, word)
        for code, *by_language in records("demonyms.txt")
        for language, words in zip(LANGUAGES, by_language, strict=True)
        for word in words.split()
    ]


@lru_cache(maxsize=1)
def names_of_places():
    """Return the Phrases of countries, regions and demonyms: each value is (kind, its terms).

    A country's own terms are known to the Vocabulary; its name is here so that "South Africa" is
    no part of the continent.
    """
    phrases = {}
    for codes, by_language in regions().values():
        for language, names in by_language.items():
            for name in names:
                _put(phrases, "region", name, codes, _ENDINGS[language])
    for code, language, word in demonyms():
        if len(words_of(word)) > 1:
            _put(phrases, "demonym", word, [code], _ENDINGS[language])
    for code, _name in countries:
        for name in localized_names.search_names(code):
            if len(words_of(name)) > 1:
                phrases.setdefault(tuple(words_of(name)), ("country", frozenset()))
    return Phrases(phrases)


def _put(phrases, kind, name, codes, endings=("",)):
    for ending in endings:
        words = tuple(words_of(name + ending))
        _kind, terms = phrases.get(words, (kind, frozenset()))
        phrases[words] = kind, terms | {("country", code) for code in codes}


@lru_cache(maxsize=1)
def _by_stem():
    terms = {}
    for code, language, word in demonyms():
        folded = words_of(word)
        if len(folded) == 1:
            terms.setdefault(f"{language}:{stem(folded[0], language)}", set()).add(
                ("country", code)
            )
    return terms


@lru_cache(maxsize=1)
def demonym_words():
    """Return the folded demonyms of one word."""
    folded = (words_of(word) for _code, _language, word in demonyms())
    return frozenset(words[0] for words in folded if len(words) == 1)


@lru_cache(maxsize=4000)
def demonym_terms(word):
    """Return the countries, ("country", code) pairs, that a folded word in any form belongs to."""
    if len(word) < _SHORTEST:
        return frozenset()
    return frozenset().union(*(_by_stem().get(form, ()) for form in stems_of(word)))
