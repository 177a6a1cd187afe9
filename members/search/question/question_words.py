"""Words with which people ask, in four languages: they carry no demand of their own."""

from functools import lru_cache

from members.core.text import LANGUAGES, is_stop_word, words_of

from .data import lines
from .phrases import Phrases

_NEAR = "[near]"


@lru_cache(maxsize=1)
def question_phrases():
    """Return the Phrases of asking; of each the value tells whether it asks for what is near."""
    is_near_of = {}
    for language in LANGUAGES:
        near = False
        for line in lines("asking", f"{language}.txt"):
            near = near or line == _NEAR
            for phrase in line.split(",") if line != _NEAR else ():
                words = tuple(words_of(phrase))
                is_near_of[words] = near or is_near_of.get(words, False)
    return Phrases(is_near_of)


def is_asking(word):
    """Whether a folded word alone is one of asking."""
    return (word,) in question_phrases()


def demands(words, protected=()):
    """Return which of some typed words carry a demand, by their place, and whether near is asked.

    Args:
        words: a tuple of folded words as they were typed.
        kept: places of words that belong to a name, and are asked for whatever they are.
    """
    places, near = set(range(len(words))), False
    for start, end, is_near in question_phrases().spans(words):
        span_places = set(range(start, end))
        if not span_places.intersection(protected):
            places -= span_places
            near = near or is_near
    places = {at for at in places if at in protected or not is_stop_word(words[at])}
    return sorted(places), near
