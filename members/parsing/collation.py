"""The order of names for readers: by letters first, then by accents, then by capitals.

This is Unicode's collation (UTS 10) for the languages of the screens, all of which follow its
default table: É stands beside E, Œ between oe, and signs and spaces come before digits and letters.
"""

import re
import unicodedata

from members.core.text import fold

_NUMBER = re.compile(r"\d+")
_DIGITS = 12


def collation_key(text):
    """Return what a name sorts by, for readers of any language of the screens."""
    folded = fold(text)
    # Numbers by their value: "11.11.11" stands after "2 voor 12".
    letters = _NUMBER.sub(lambda match: match[0].rjust(_DIGITS, "0"), folded)
    accents = "".join(
        sign for sign in unicodedata.normalize("NFD", text) if unicodedata.combining(sign)
    )
    return letters, accents, text.swapcase()


def in_order(texts, key=lambda text: text):
    """Return things in the order of their names, as readers look for them.

    Args:
        texts: the things.
        key: a function from a thing to its name.
    """
    return sorted(texts, key=lambda thing: collation_key(str(key(thing))))
