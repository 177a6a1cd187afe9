"""Which themes, countries, places and legal forms a word means, in every language."""

from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache

from django_countries import countries

from members.core.text import LANGUAGES, fold, stem, stems_of, without_stop_words
from members.models import Member
from members.parsing import localized_names
from members.search.question.geography import demonym_words

from .segment import by_shape, of_shape

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
# A word of more countries' names than this ("republic") tells none of them.
_TELLING = 4


class Vocabulary:
    """The names of all terms, ready to be looked up by a folded word.

    Args:
        site: the Site whose themes and places are known.
    """

    def __init__(self, site):
        self._words, self._stems, self._names = defaultdict(set), defaultdict(set), {}
        self._names_with = defaultdict(list)  # {word: (all words of a name, its terms), …}
        for theme in site.themes.values():
            for language, name in theme.name.items():
                self._add_words(("theme", theme.slug), name, language)
            for language, synonyms in theme.synonyms.items():
                for synonym in synonyms:
                    self._add(("theme", theme.slug), synonym, language)
        for place in site.places.values():
            for language, name in place.name.items():
                self._add_words(("place", place.slug), name, language)
        for form, names in _LEGAL_FORMS.items():
            for name in names:
                self._add(("legal_form", str(form)), name, "")
        countries_by_word = _country_words()
        # "Brussels" is the province here, and not all who work in its country.
        here = {word for word in countries_by_word if self._is_place(word)} - _country_labels()
        for word in countries_by_word.keys() - here:
            self._words[word] |= countries_by_word[word]
        for name, term in _country_phrases().items():
            self._names.setdefault(name, set()).add(term)
        for name, terms in self._names.items():
            for word in name:
                self._names_with[word].append((name, terms))
        self._groups = _groups(site.federation.synonyms)
        alone = {word for word in self._groups if " " not in word}
        self._alike = defaultdict(set)
        for word in alone:
            for form in stems_of(word):
                self._alike[form] |= self._groups[word]
        self._known = alone.union(self._words)
        self._ordered = sorted(self._words)
        self._known |= demonym_words()
        self._by_shape = by_shape(self._known)

    def _add(self, term, name, language):
        words = tuple(without_stop_words(fold(name)).split())
        if len(words) == 1:
            self._add_words(term, name, language)
        elif words:
            self._names.setdefault(words, set()).add(term)

    def _add_words(self, term, name, language):
        for word in without_stop_words(fold(name)).split():
            self._words[word].add(term)
            self._stems[f"{language}:{stem(word, language)}"].add(term)

    def _is_place(self, word):
        return any(group == "place" for group, _value in self.named(word))

    def named(self, word, others=()):
        """Return the terms, (group, value) pairs, that a word names.

        Args:
            word: a folded word.
            others: all words of the search: "burkina faso" is named by both together.
        """
        terms = set(self._words.get(word, ()))
        for form in stems_of(word):
            terms |= self._stems.get(form, set())
        for name, values in self._names_with.get(word, ()) if len(others) > 1 else ():
            if set(others).issuperset(name):
                terms |= values
        return terms

    def of_names(self, words):
        """Return those of some words that stand in names of several words."""
        return frozenset(word for word in words if word in self._names_with)

    def names_among(self, words):
        """Return those of some words that make a whole name of several words together."""
        there, in_names = set(words), set()
        for word in there:
            for name, _terms in self._names_with.get(word, ()):
                if there.issuperset(name):
                    in_names.update(name)
        return in_names

    def words_like(self, length, letter=""):
        """Return the known words of a length, all or those that begin with a letter."""
        return of_shape(self._by_shape, length, letter)

    def has(self, word):
        """Whether a folded word stands in a term's name or in the list of synonyms."""
        return word in self._known

    def synonyms_of(self, word):
        """Return what means the same as a folded word in any form: words and names, sorted."""
        synonyms = set().union(*(self._alike.get(form, ()) for form in stems_of(word)))
        return sorted(synonyms - {word})

    def named_by_all(self, name):
        """Return the terms that all words of a folded name mean together."""
        words = name.split()
        return set.intersection(*(self.named(word, words) for word in words))

    def begun(self, start):
        """Return the terms with a word that begins with some letters."""
        first = bisect_left(self._ordered, start)
        last = bisect_left(self._ordered, start + "\U0010ffff")
        return set().union(*(self._words[word] for word in self._ordered[first:last]))


@lru_cache(maxsize=2)
def _vocabulary(stamp, site):
    return Vocabulary(site)


def vocabulary_of(site):
    """Return the Vocabulary of a Site, made once for each version of the directory."""
    return _vocabulary(site.stamp, site)


@lru_cache(maxsize=1)
def _country_names():
    return [
        (code, [fold(name) for name in localized_names.search_names(code)])
        for code, _name in countries
    ]


@lru_cache(maxsize=1)
def _country_words():
    """Return {word: {("country", code), …}} of the words that tell a country."""
    words = defaultdict(set)
    for code, names in _country_names():
        for name in names:
            for word in without_stop_words(name).split():
                words[word].add(("country", code))
    return {
        word: terms for word, terms in words.items() if len(terms) <= _TELLING and len(word) > 1
    }


@lru_cache(maxsize=1)
def _country_phrases():
    names = {
        tuple(without_stop_words(name).split()): ("country", code)
        for code, all_names in _country_names()
        for name in all_names
    }
    return {words: term for words, term in names.items() if len(words) > 1}


@lru_cache(maxsize=1)
def _country_labels():
    """Return the words of the countries' own names, their synonyms left out."""
    labels = (
        localized_names.country_names(lang)[code] for code, _name in countries for lang in LANGUAGES
    )
    return {word for label in labels for word in fold(label).split()}


def _groups(lines):
    """Return {word: other words} of lines such as "ngo = ong = npo"."""
    groups = defaultdict(set)
    for line in lines:
        words = {without_stop_words(fold(word)) for word in line.split("=")} - {""}
        for word in words:
            groups[word] |= words - {word}
    return dict(groups)
