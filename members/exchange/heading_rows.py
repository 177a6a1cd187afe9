"""Where the table begins: the row with the headings, and the sheet that has one."""

from openpyxl.utils import get_column_letter

from . import column_detection
from .file_layout import NO_HEADINGS, Broken

# So many filled rows are looked at: a table begins near the top.
LOOKED_AT = 40


def heading_place(rows):
    """Return (place of the headings among some rows, how many of them are known).

    The place is None where no row is one of headings.

    Args:
        rows: the first rows that hold something.
    """
    best, most = None, 0
    for place, row in enumerate(rows[:LOOKED_AT]):
        above = rows[place - 1] if place else []
        count = _count(combined(above, row))
        if count > most:
            best, most = place, count
    if most:
        return best, most
    return _first_wide(rows[:LOOKED_AT]), 0


def _count(headings):
    """Return how many different things some headings mean."""
    short = {text.casefold() for text in headings if 0 < len(text) <= 100}
    return sum(map(column_detection.is_known, short))


def _first_wide(rows):
    """Return the place of the first row as wide as most, unless it holds values already."""
    widths = [sum(bool(cell) for cell in row) for row in rows]
    wide = [place for place, width in enumerate(widths) if width * 2 > max(widths)]
    if not wide or _holds_values(rows[wide[0]]):
        return None
    return wide[0]


def _holds_values(row):
    _keys, doubts = column_detection.recognise_all([""] * len(row), [_texts(row)])
    return bool(doubts)


def _texts(row):
    return ["" if isinstance(cell, Broken) else str(cell).strip() for cell in row]


def combined(above, below):
    """Return the headings of two rows, of which the upper one may name groups of columns."""
    above, below = _texts(above), _texts(below)
    if sum(map(bool, above)) < 2:
        return below
    headings, group = [], ""
    above += [""] * (len(below) - len(above))
    below += [""] * (len(above) - len(below))
    for upper, lower in zip(above, below, strict=True):
        group = upper or group
        both = f"{group} {lower}"
        if lower and not column_detection.is_known(lower) and column_detection.is_known(both):
            headings.append(both)
        else:
            headings.append(lower or upper)
    return headings


def heading_row(numbered):
    """Return (number of the row with the headings, how many are known).

    Args:
        numbered: (number, cells) of the first rows that hold something.
    """
    place, recognised = heading_place([cells for _number, cells in numbered])
    return (NO_HEADINGS if place is None else numbered[place][0]), recognised


def letters(rows):
    """Return headings for a table that has none: the columns' letters."""
    return [get_column_letter(n) for n in range(1, max(map(len, rows), default=0) + 1)]
