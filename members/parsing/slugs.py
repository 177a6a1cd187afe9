"""Names as the last part of an address: readable in ASCII whatever their script."""

import unicodedata

from anyascii import anyascii
from django.utils.text import slugify

_LONGEST = 60


def slug_of(name):
    """Return the slug that a name gives: "Œuvre d’Ørsted" gives "oeuvre-dorsted".

    A name of signs alone gives the signs' names in Unicode; only a name with nothing to see
    gives "".

    Source of the letters: AnyASCII (https://github.com/anyascii/anyascii).
    """
    composed = unicodedata.normalize("NFKC", name)
    slug = _slugified(composed)
    if slug:
        return slug
    signs = [unicodedata.name(sign, "") for sign in composed if not sign.isspace()]
    return _shortened(slugify(" ".join(signs)))


def _slugified(name):
    pieces = []
    for sign in name:
        letters = anyascii(sign).replace("'", "") if sign.isalpha() else anyascii(sign)
        # A sign that is read as a whole syllable is a word of its own.
        is_syllable = sign.isalpha() and len(letters) > 1 and letters.istitle()
        pieces.append(f" {letters} " if is_syllable and not sign.isupper() else letters)
    text = "".join(pieces).replace("_", "-").replace(":", " ").replace(".", " ")
    return _shortened(slugify(text))


def _shortened(slug):
    if len(slug) <= _LONGEST:
        return slug.strip("-")
    # At the end of a word, where there is one.
    head = slug[: _LONGEST + 1].rsplit("-", 1)[0] if "-" in slug[20 : _LONGEST + 1] else slug
    return head[:_LONGEST].strip("-")
