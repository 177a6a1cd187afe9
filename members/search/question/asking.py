"""Words with which people ask, in four languages: they carry no demand of their own."""

from functools import lru_cache

from members.core.text import LANGUAGES, is_stop_word, words_of

from .data import lines
from .phrases import Phrases

_NEAR = "[near]"


@lru_cache(maxsize=1)
def asking():
    """Return the Phrases of asking; of each the value tells whether it asks for what is near."""
    found = {}
    for language in LANGUAGES:
        near = False
        for line in lines("asking", f"{language}.txt"):
            near = near or line == _NEAR
            for phrase in line.split(",") if line != _NEAR else ():
                words = tuple(words_of(phrase))
                found[words] = near or found.get(words, False)
    return Phrases(found)


def is_asking(word):
    """Whether a folded word alone is one of asking."""
    return (word,) in asking()


def demands(words, kept=()):
    """Return which of some typed words carry a demand, by their place, and whether near is asked.

    Args:
        words: a tuple of folded words as they were typed.
        kept: places of words that belong to a name, and are asked for whatever they are.
    """
    asked, near = set(range(len(words))), False
    for start, end, is_near in asking().spans(words):
        places = set(range(start, end))
        if not places.intersection(kept):
            asked -= places
            near = near or is_near
    asked = {at for at in asked if at in kept or not is_stop_word(words[at])}
    return sorted(asked), near
