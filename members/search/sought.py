"""The words of a search, recognised in the texts of a page's members."""

from .analyse import LANGUAGES, fold, stem
from .documents import texts_of

_LONGEST_START = 3


class Sought:
    """Recognises the words of a search in any form; made once for a page, as texts share words.

    Args:
        meanings: the Meanings of the words; one is told by its number among them.
    """

    def __init__(self, meanings):
        self._exact, self._stems = {}, {}
        for number, meaning in enumerate(meanings):
            for word in " ".join((meaning.word, *meaning.kin)).split():
                self._exact[word] = number
            for form in meaning.stems:
                self._stems[form] = number
            for word in meaning.begun:
                self._exact.setdefault(word, number)
        self._starts = tuple({_start(form) for form in self._stems})
        # What is known of words so far: those looked at, and the numbers of those sought, in
        # texts of each language; in a name, whose language is not known, all of them count.
        self._seen = set()
        self._numbers = {code: {} for code in (*LANGUAGES, "")}
        self._tokens = {}

    def _learn(self, words):
        """Look at folded words that are new."""
        for word in words - self._seen:
            number = self._exact.get(word)
            if number is not None:
                for numbers in self._numbers.values():
                    numbers[word] = number
            elif word.startswith(self._starts):
                self._learn_forms(word)
        self._seen |= words

    def _learn_forms(self, word):
        for code in LANGUAGES:
            number = self._stems.get(f"{code}:{stem(word, code)}")
            if number is not None:
                self._numbers[code][word] = number
                self._numbers[""].setdefault(word, number)

    def numbers(self, folded, language):
        """Return the set of numbers of the words that a folded text in a language holds."""
        words = set(folded.split())
        self._learn(words)
        known = self._numbers.get(language) or self._numbers[""]
        return {known[word] for word in words & known.keys()}

    def places(self, search_text):
        """Return (place, language, set of numbers of words that it holds) of a member's texts."""
        words = set(search_text.split())
        self._learn(words)
        words &= self._numbers[""].keys()
        texts = texts_of(search_text)
        if not words:
            return [(place, language, frozenset()) for place, language, _text in texts]
        return [(place, code, self._held(words, code, f" {text}")) for place, code, text in texts]

    def _held(self, words, language, text):
        known = self._numbers[language]
        return {known[word] for word in words if word in known and f" {word} " in text}

    def tokens(self, tokens, language):
        """Return those of some tokens of a text in a language that are forms of the words."""
        known, tokens = self._tokens.setdefault(language, {}), set(tokens)
        for token in tokens - known.keys():
            known[token] = bool(self.numbers(fold(token), language))
        return {token for token in tokens if known[token]}


def _start(form):
    """Return the letters with which every form of a stem ("nl:kind") begins.

    The end of a stem may be spelt otherwise in the word ("lees", "lezen"), so that only its
    first letters are sure to be there.
    """
    _code, _colon, letters = form.partition(":")
    return letters[: max(1, min(_LONGEST_START, len(letters) - 2))]
