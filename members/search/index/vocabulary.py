"""Which themes, countries, places and legal forms a word means, in every language."""

from bisect import bisect_left
from collections import defaultdict

from members.core.text import fold, stem, stems_of, without_stop_words
from members.search.question.geography import demonym_words

from .segment import by_shape, of_shape


class Vocabulary:
    """The names of all terms, ready to be looked up by a folded word.

    Args:
        themes: what has a `slug`, a `name` and `synonyms`, both {language: …}.
        places: what has a `slug` and a `name`, {language: name}.
        legal_forms: {value: its names}.
        countries: their CountryNames.
        synonym_lines: lines such as "ngo = ong = npo".
    """

    def __init__(self, themes, places, legal_forms, countries, synonym_lines):
        self._words, self._stems, self._names = defaultdict(set), defaultdict(set), {}
        self._names_with = defaultdict(list)  # {word: (all words of a name, its terms), …}
        for theme in themes:
            for language, name in theme.name.items():
                self._add_words(("theme", theme.slug), name, language)
            for language, synonyms in theme.synonyms.items():
                for synonym in synonyms:
                    self._add(("theme", theme.slug), synonym, language)
        for place in places:
            for language, name in place.name.items():
                self._add_words(("place", place.slug), name, language)
        for form, names in legal_forms.items():
            for name in names:
                self._add(("legal_form", form), name, "")
        self._add_countries(countries)
        for name, terms in self._names.items():
            for word in name:
                self._names_with[word].append((name, terms))
        self._groups = _groups(synonym_lines)
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

    def _add_countries(self, countries):
        # "Brussels" is the province here, and not all who work in its country.
        here = {word for word in countries.words if self._is_place(word)} - countries.label_words
        for word in countries.words.keys() - here:
            self._words[word] |= countries.words[word]
        for name, term in countries.phrases.items():
            self._names.setdefault(name, set()).add(term)

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


def _groups(lines):
    """Return {word: other words} of lines such as "ngo = ong = npo"."""
    groups = defaultdict(set)
    for line in lines:
        words = {without_stop_words(fold(word)) for word in line.split("=")} - {""}
        for word in words:
            groups[word] |= words - {word}
    return dict(groups)
