"""Words near in meaning, in four languages: a table that was distilled once from a language model.

scripts/make_neighbours.py makes it. The files are mapped, so that all workers share one copy.
"""

from functools import lru_cache

import numpy as np

from members.core.text import is_stop_word

from .data import FOLDER
from .question_words import is_asking

# Beyond this the rarest words count alike; below it the most frequent ones hardly count.
_RARE = 3e-4
# From this cosine on a word means something alike; 1 is the word itself.
_LEAST = 0.35


@lru_cache(maxsize=1)
def _table():
    names = ("words", "frequencies", "numbers", "cosines")
    return [np.load(FOLDER / "neighbours" / f"{name}.npy", mmap_mode="r") for name in names]


@lru_cache(maxsize=4000)
def _number(word):
    words = _table()[0]
    folded = word.encode()
    number = int(np.searchsorted(words, folded))
    return number if number < len(words) and words[number] == folded else None


def is_word(word):
    """Whether a folded word is a frequent one of Dutch, French, English or German."""
    return _number(word) is not None


def rarity(word):
    """Return how much a folded word tells, from nearly 0 for a most frequent one to 1."""
    number = _number(word)
    return 1.0 if number is None else float(_RARE / (_RARE + _table()[1][number]))


@lru_cache(maxsize=2000)
def neighbours(word):
    """Return ((word, nearness), …) of the folded words nearest in meaning; nearness is 0 to 1."""
    number = _number(word)
    if number is None:
        return ()
    words, _frequencies, numbers, cosines = _table()
    similar = []
    for other, cosine in zip(numbers[number].tolist(), cosines[number].tolist(), strict=True):
        nearness = (cosine / 255 - _LEAST) / (1 - _LEAST)
        name = words[other].decode()
        if nearness > 0 and not is_stop_word(name) and not is_asking(name):
            similar.append((name, nearness))
    return tuple(similar)
