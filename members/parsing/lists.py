"""Several things in one cell or line: taken apart where a sign stands between them."""

import re

_SIGNS = re.compile(r"\s*(?:[,;/|\n\r•·]|\s[–—-]\s)\s*")
_AND = re.compile(r"\s+(?:en|et|and|und|&|\+|ou|of|or|oder)\s+", re.IGNORECASE)
# "BE NL FR": codes with nothing but spaces between them.
_CODES_ONLY, _CODES = re.compile(r"[A-Za-z]{2,3}(?:\s+[A-Za-z]{2,3})+"), re.compile(r"\s+")
_MOST_JOINED = 4


def codes_of(text, find):
    """Return the codes of the things that a text lists, in order and each once.

    A name may hold a sign that elsewhere stands between two ("Congo, Democratic Republic of",
    "Trinidad and Tobago"): the longest that is known counts.

    Args:
        text: what was written.
        find: a function from a name to its code, or None where it does not know it.

    Returns:
        (codes, the pieces that are not known).
    """
    pieces = [piece for piece in _SIGNS.split(text.strip()) if piece]
    codes, unknown, start = [], [], 0
    while start < len(pieces):
        for end in range(min(len(pieces), start + _MOST_JOINED), start, -1):
            # Without a name of its own, one piece is taken apart further at "and".
            if (code := find(", ".join(pieces[start:end]))) is not None:
                codes.append(code)
                break
        else:
            end = start + 1
            parts = (_CODES if _CODES_ONLY.fullmatch(pieces[start]) else _AND).split(pieces[start])
            further = [find(part) for part in parts]
            codes += [code for code in further if code is not None]
            if None in further:
                unknown += _unknown(pieces[start], parts, further)
        start = end
    return list(dict.fromkeys(codes)), unknown


def _unknown(piece, parts, codes):
    if not any(code is not None for code in codes):
        return [piece]
    return [part for part, code in zip(parts, codes, strict=True) if code is None]
