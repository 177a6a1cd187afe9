"""Which words tell a country, and which names of several words."""

from collections import defaultdict

from members.core.text import fold, without_stop_words

# A word of more countries' names than this ("republic") tells none of them.
_TELLING = 4


class CountryNames:
    """The names of all countries as the Vocabulary files them.

    Args:
        names: {code: all names that it is known by}.
        labels: the names that pages show, synonyms left out.

    Attributes:
        words: {word: {("country", code), …}} of the words that tell a country.
        phrases: {words: ("country", code)} of the names of several words.
        label_words: the words of the labels.
    """

    def __init__(self, names, labels):
        telling = [
            (("country", code), tuple(without_stop_words(fold(name)).split()))
            for code, all_names in names.items()
            for name in all_names
        ]
        self.words = _words(telling)
        self.phrases = {words: term for term, words in telling if len(words) > 1}
        self.label_words = {word for label in labels for word in fold(label).split()}


def _words(telling):
    terms_by_word = defaultdict(set)
    for term, words in telling:
        for word in words:
            terms_by_word[word].add(term)
    return {
        word: terms
        for word, terms in terms_by_word.items()
        if len(terms) <= _TELLING and len(word) > 1
    }
