"""What an index knows of a member: its texts, each of a place and a language, and its terms."""

import re
from dataclasses import dataclass, field

from members.core.text import LANGUAGES

# Where a word stands, best place first; the order is the ranking's.
NAME, NAMES, SUMMARY, FOCUS, MISSION, REST = range(6)
# Signs that no text has, before each text: where it stands and in which language it is.
_PLACE, _LANGUAGE = 0xE000, 0xE100
_PLACES = {chr(_PLACE + number): number for number in range(16)}
_LANGUAGES = {chr(_LANGUAGE + n): code for n, code in enumerate(["", *LANGUAGES, *[""] * 11])}
_TEXT = re.compile("([\ue000-\ue00f])([\ue100-\ue10f]) ([^\ue000-\ue00f]*)")


@dataclass(slots=True)
class Document:
    """One member as the search knows it.

    Attributes:
        pk: the member's primary key.
        key: its name's sort key.
        day: the day of its last confirmation as an ordinal (date.toordinal()), 0 for never.
        texts: (place, language or "", folded text) of all that can be found by words.
        terms: {name of a Facet: [value, …]}.
    """

    pk: int
    key: str
    day: int
    texts: list = field(default_factory=list)
    terms: dict = field(default_factory=dict)


def search_text_of(texts):
    """Return the (place, language or "", folded text) triples as one text."""
    return "".join(
        f"{chr(_PLACE + place)}{chr(_LANGUAGE + _number(language))} {words} "
        for place, language, words in texts
        if words
    )


def _number(language):
    return LANGUAGES.index(language) + 1 if language in LANGUAGES else 0


def texts_of(search_text):
    """Return the triples that search_text_of() made a text of."""
    return [(_PLACES[p], _LANGUAGES[sign], words) for p, sign, words in _TEXT.findall(search_text)]
