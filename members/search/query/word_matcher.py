"""The words of a search, recognised in the texts of a page's members."""

from typing import NamedTuple

from members.core.text import LANGUAGES, stem

_LONGEST_START = 3


class WordMatcher:
    """Recognises the words of a search in any form; made once for a page, as texts share words.

    Args:
        meanings: the Meanings of the words; one is told by its number among them.
        beside: the Sought of words that mean the same, for members with none of these, or None.
    """

    def __init__(self, meanings, beside=None):
        self._exact, self._stems, self.beside = {}, {}, beside
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

    @classmethod
    def of(cls, meanings):
        """Return the Sought of a search: its words and, beside them, what means the same."""
        kin = [_Beside.of(meaning) for meaning in meanings]
        return cls(meanings, cls(kin) if any(one.stems or one.kin for one in kin) else None)

    def hits(self, words, language):
        """Return {word: number} of those folded words of a text in a language that are sought."""
        words = set(words)
        self._learn(words)
        numbers = self._numbers.get(language, self._numbers[""])
        return {word: numbers[word] for word in words & numbers.keys()}


class _Beside(NamedTuple):
    """What means the same as a word, in the shape of a Meaning."""

    stems: tuple
    kin: tuple
    word: str = ""
    begun: tuple = ()

    @classmethod
    def of(cls, meaning):
        beside = (*meaning.senses, *meaning.kindred)
        stems = tuple(form for forms in beside for form in forms.stems)
        return cls(stems, tuple(name for forms in beside for name in forms.names))


def _start(form):
    """Return the letters with which every form of a stem ("nl:kind") begins.

    The end of a stem may be spelt otherwise in the word ("lees", "lezen"), so that only its
    first letters are sure to be there.
    """
    _code, _colon, letters = form.partition(":")
    return letters[: max(1, min(_LONGEST_START, len(letters) - 2))]
