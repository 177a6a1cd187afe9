"""Scripts that set no space between words: their texts are cut into short runs of signs."""

import re

# Han and kana, of which each sign tells something; Thai, Lao, Khmer and Burmese, which are letters.
_SIGNS = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LETTERS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{4,}")
_GRAM = 3


def in_grams(folded):
    """Return a folded text in which what is written without spaces stands in pieces.

    Who types a part of such a text types some of its pieces, whole.
    """
    if folded.isascii():
        return folded
    text = _SIGNS.sub(lambda match: f" {match[0]} ", folded)
    return " ".join(_LETTERS.sub(_grams, text).split())


def _grams(match):
    letters = match[0]
    return " ".join(letters[at : at + _GRAM] for at in range(len(letters) - _GRAM + 1))
