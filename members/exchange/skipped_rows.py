"""Rows that are no members: headings once more, totals, and the template's explanation."""

import re
from functools import lru_cache

from django.utils.translation import override

from members.core.text import fold
from members.models.texts import language_names

from .column_help import explained
from .columns import MOST_AREAS, importable

# Compared folded: "Total général : 12" is "total general 12".
_TOTAL = re.compile(
    r"(?:(?:sub|eind|grand|general|algemeen) ?)?"
    r"(?:totaal|totalen|total|totaux|totals|summe|gesamt|insgesamt|som|somme|sum)"
    r"(?: (?:generaal|algemeen|general|aantal|leden|membres|members))?"
    r"(?:(?: \d+)+(?: \w+){0,2})?"
)
# "Aantal leden: 12", "Moyenne".
_COUNTED = re.compile(
    r"(?:(?:aantal|nombre|nb|number|anzahl|count)(?: (?:de|d|of|van|der))? \w+|gemiddelde|moyenne"
    r"|average|durchschnitt|aantal|nombre|count)(?: \d+)*"
)
# What people write below a table: "Bron: KBO, 2026", "Bijgewerkt op 3 maart", "* verplicht".
_FOOTER = re.compile(
    r"(?:bron|bronnen|source|sources|quelle|opmerking|opmerkingen|remarque|remarques|note|notes|nota"
    r"|noot|legende|légende|legend|p\.?s\.?|nb|n\.b\.)\s*:\s*\S|\*{1,3}\s*\w.*"
    r"|(?:laatst|laatste|dernière|mis[e]?|last|letzte|stand|situatie|toestand|situation|état|export"
    r"|geëxporteerd|exporté|exported|printed|afgedrukt|imprimé|generated|gegenereerd|généré)\b.*\b\d{1,4}\b",
    re.IGNORECASE,
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
        if _is_total(texts):
            return "totals"
        return "footers" if self._is_footer(texts) else ""

    def _is_footer(self, texts):
        """Whether a row is one remark in a table of several columns."""
        filled = [text.strip() for text in texts if text.strip()]
        return len(filled) == 1 < len(self._headings) and bool(_FOOTER.match(filled[0]))

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
            beginnings |= {explained(column)[0][:_BEGIN] for column in importable(MOST_AREAS)}
    return frozenset(beginnings - {""})


def _is_total(texts):
    filled = [text.strip() for text in texts if text.strip()]
    if not filled or not (folded := fold(filled[0])):
        return False
    if _COUNTED.fullmatch(folded):
        # Without a figure it may be a name.
        figures = filled[1:] or re.findall(r"\d+", filled[0])
        return bool(figures) and all(_FIGURE.fullmatch(text) for text in filled[1:])
    if not _TOTAL.fullmatch(folded):
        return False
    return all(_FIGURE.fullmatch(text) or _TOTAL.fullmatch(fold(text)) for text in filled[1:])
