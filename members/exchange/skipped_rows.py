"""Rows that are no members: headings once more, totals, and the template's explanation."""

import re
from functools import lru_cache

from django.utils.translation import override

from members.core.text import fold
from members.models.texts import language_names

from .column_help import explained
from .columns import by_key

# Compared folded: "Total général : 12" is "total general 12".
_TOTAL = re.compile(
    r"(?:(?:sub|eind|grand|general|algemeen) ?)?"
    r"(?:totaal|totalen|total|totaux|totals|summe|gesamt|insgesamt|som|somme|sum)"
    r"(?: (?:generaal|algemeen|general|aantal|leden|membres|members))?"
    r"(?:(?: \d+)+(?: \w+){0,2})?"
)
_FIGURE = re.compile(r"[-+]?[\d .,]*\s?[%€]?")
_BEGIN = 12


class PassedOver:
    """Tells the rows of one table that are no members.

    Args:
        headings: the texts of its headings.
    """

    def __init__(self, headings):
        self._headings = [fold(text) for text in headings]
        self._rows_seen = 0

    def reason(self, cells):
        """Return the kind (see Notes) of a row that is no member, or ""."""
        self._rows_seen += 1
        texts = [cell if isinstance(cell, str) else "?" for cell in cells]
        if self._repeats_headings(texts):
            return "headings_again"
        if self._rows_seen == 1 and self._explains(texts):
            return "explanation"
        return "totals" if _is_total(texts) else ""

    def _repeats_headings(self, texts):
        filled = [(fold(t), h) for t, h in zip(texts, self._headings, strict=False) if t.strip()]
        same = sum(text == heading != "" for text, heading in filled)
        return same >= max(1, len(filled) * 0.6) and (same > 1 or len(self._headings) == 1)

    def _explains(self, texts):
        if not texts or not texts[0].startswith("# "):
            return False
        filled = [text.removeprefix("# ") for text in texts if text.strip()]
        matching = sum(text[:_BEGIN] in _explanations() for text in filled)
        return matching * 2 > len(filled)


@lru_cache(maxsize=1)
def _explanations():
    """Return how the explanations of the columns begin, in every language."""
    beginnings = set()
    for code in language_names():
        with override(code):
            beginnings |= {explained(column)[0][:_BEGIN] for column in by_key().values()}
    return frozenset(beginnings - {""})


def _is_total(texts):
    filled = [text.strip() for text in texts if text.strip()]
    if not filled or not _TOTAL.fullmatch(fold(filled[0])):
        return False
    return all(_FIGURE.fullmatch(text) or _TOTAL.fullmatch(fold(text)) for text in filled[1:])
