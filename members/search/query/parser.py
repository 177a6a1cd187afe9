"""What a person typed in the search box, taken apart: words, "phrases" and -exclusions."""

import re
from dataclasses import dataclass
from functools import lru_cache

from members.core.text import fold, is_stop_word
from members.search.question.contacts import plainly
from members.search.question.question_words import demands
from members.search.question.scripts import in_grams

_SPELLED = re.compile(r"[^\W_]+")
_PART = re.compile(r'(?<!\S)(-?)"([^"]*)"|(\S+)')
_QUOTED = re.compile(r'(-?"[^"]*")')
_WORD_LIMIT, _LENGTH_LIMIT, _TOKEN_LIMIT = 12, 40, 48


@dataclass(frozen=True)
class Wording:
    """A search text in its parts, all folded.

    Attributes:
        words: each should be found somewhere, in any form; those that only ask are left out.
        phrases: tuples of words that must be found as they stand, side by side.
        excluded: none may be found.
        excluded_phrases: tuples of words that may not be found side by side.
        open_end: whether the last word may be the beginning of one.
        tokens: all words outside quotes and exclusions, as they were typed.
        is_void: whether something was typed, and no word is in it: an emoji, say.
    """

    words: tuple = ()
    phrases: tuple = ()
    excluded: tuple = ()
    excluded_phrases: tuple = ()
    open_end: bool = False
    tokens: tuple = ()
    is_void: bool = False

    @property
    def is_empty(self):
        """Whether nothing is asked for."""
        return not (self.words or self.phrases or self.excluded or self.excluded_phrases)

    @property
    def named(self):
        """The words that may be a whole name; none where more than one thing is asked for."""
        alone = (self.tokens,) if self.tokens else self.phrases
        is_one = len(alone) == 1 and not (self.tokens and self.phrases)
        return alone[0] if is_one and not (self.excluded or self.excluded_phrases) else ()

    @property
    def sought(self):
        """All words that a result holds, those of phrases included."""
        return (*self.words, *(word for phrase in self.phrases for word in phrase))


def parts_of(typed):
    """Return a search text in the parts that each ask for something: words and whole phrases."""
    return [part[0] for part in _PART.finditer(typed)]


def spellings(typed):
    """Return {folded word: the word with the capitals and accents that it was typed with}."""
    return {fold(word).strip(): word for word in _SPELLED.findall(typed)}


@lru_cache(maxsize=256)  # one page asks for the same text dozens of times
def parse_wording(typed):
    """Return the Wording of what was typed; whatever is no quote or minus is harmless text.

    At most twelve words are kept: more is an accident or an attack, and each one costs time.
    """
    words, phrases, excluded, excluded_phrases = [], [], [], []
    for minus, quoted, plain in _PART.findall(_plain(typed)):
        parts = [part[:_LENGTH_LIMIT] for part in in_grams(fold(quoted or plain)).split()]
        if minus and len(parts) > 1:
            excluded_phrases.append(tuple(parts[:_WORD_LIMIT]))
        elif minus or (plain.startswith("-") and len(plain) > 1):
            excluded += parts
        elif quoted and parts:
            phrases.append(tuple(parts[:_WORD_LIMIT]))
        else:
            words += parts
    tokens = tuple(words[:_TOKEN_LIMIT])
    words = _telling(tokens)
    last = typed.rstrip()[-1:]
    open_end = bool(words) and last not in ('"', "") and tokens[-1] in words
    is_void = bool(typed.strip()) and not (words or phrases or excluded or excluded_phrases)
    return Wording(
        words,
        tuple(dict.fromkeys(phrases))[:_WORD_LIMIT],
        tuple(dict.fromkeys(excluded))[:_WORD_LIMIT],
        tuple(dict.fromkeys(excluded_phrases))[:_WORD_LIMIT],
        open_end and not (excluded or excluded_phrases),
        tokens,
        is_void,
    )


def _plain(typed):
    """Return a text with its contact details in their one form; what is quoted stays as it is."""
    return "".join(
        part if at % 2 else plainly(part) for at, part in enumerate(_QUOTED.split(typed))
    )


def _telling(tokens):
    """Return the words that are asked for: those that tell something, if there are any."""
    demanded = [tokens[at] for at in demands(tokens)[0]]
    words = demanded or [word for word in tokens if not is_stop_word(word)] or tokens
    return tuple(dict.fromkeys(words))[:_WORD_LIMIT]
