"""What a person typed in the search box, taken apart: words, "phrases" and -exclusions."""

import re
from dataclasses import dataclass
from functools import lru_cache

from members.core.text import fold, is_stop_word

_PART = re.compile(r'(?<!\S)(-?)"([^"]*)"|(\S+)')
_WORD_LIMIT, _LENGTH_LIMIT = 12, 40


@dataclass(frozen=True)
class Wording:
    """A search text in its parts, all folded.

    Attributes:
        words: each must be found somewhere, in any form.
        phrases: tuples of words that must be found as they stand, side by side.
        excluded: none may be found.
        excluded_phrases: tuples of words that may not be found side by side.
        open_end: whether the last word may be the beginning of one.
    """

    words: tuple = ()
    phrases: tuple = ()
    excluded: tuple = ()
    excluded_phrases: tuple = ()
    open_end: bool = False

    @property
    def is_empty(self):
        """Whether nothing is asked for."""
        return not (self.words or self.phrases or self.excluded or self.excluded_phrases)

    @property
    def sought(self):
        """All words that a result holds, those of phrases included."""
        return (*self.words, *(word for phrase in self.phrases for word in phrase))


@lru_cache(maxsize=256)  # one page asks for the same text dozens of times
def parse_wording(typed):
    """Return the Wording of what was typed; whatever is no quote or minus is harmless text.

    At most twelve words are kept: more is an accident or an attack, and each one costs time.
    """
    words, phrases, excluded, excluded_phrases = [], [], [], []
    for minus, quoted, plain in _PART.findall(typed):
        parts = [part[:_LENGTH_LIMIT] for part in fold(quoted or plain).split()]
        if minus and len(parts) > 1:
            excluded_phrases.append(tuple(parts[:_WORD_LIMIT]))
        elif minus or (plain.startswith("-") and len(plain) > 1):
            excluded += parts
        elif quoted and parts:
            phrases.append(tuple(parts[:_WORD_LIMIT]))
        else:
            words += parts
    words = list(dict.fromkeys(words))[:_WORD_LIMIT]
    telling = [word for word in words if not is_stop_word(word)]
    last = typed.rstrip()[-1:]
    open_end = bool(words) and last not in ('"', "") and words[-1] in (telling or words)
    return Wording(
        tuple(telling or words),
        tuple(dict.fromkeys(phrases))[:_WORD_LIMIT],
        tuple(dict.fromkeys(excluded))[:_WORD_LIMIT],
        tuple(dict.fromkeys(excluded_phrases))[:_WORD_LIMIT],
        open_end and not (excluded or excluded_phrases),
    )
