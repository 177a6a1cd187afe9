"""How words are compared: folded, so that accents, case and signs never matter."""

import re
import unicodedata

# Letters that Unicode does not decompose, as people type them without the sign (CLDR's
# Latin-ASCII transform, for the letters of European names).
_LETTERS = str.maketrans({
    "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n",
    "æ": "ae", "œ": "oe", "þ": "th", "ĸ": "k", "ĳ": "ij",
})  # fmt: skip
_NOT_A_WORD = re.compile(r"[^\w]+|_+")


def fold(text):
    """Return a text in the form in which words are compared.

    Case is folded (Unicode's full case folding: ß gives ss), compatibility forms and accents
    are taken off (NFKD without combining marks), letters with a stroke become plain ones, and
    everything between words, apostrophes and hyphens included, becomes one space.
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return _NOT_A_WORD.sub(" ", bare).strip()


def words(text, limit=12):
    """Return the folded words of what a person typed, each once, at most `limit` of them."""
    # More words than a sentence has are an accident or an attack; each one costs time.
    return list(dict.fromkeys(fold(text[:400]).split()))[:limit]
