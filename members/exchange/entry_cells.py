r"""Lists of entries in the cell of a table: a line each, with "key: value" between bars.

    name: European Water Network | url: https://ewn.example/ | since: 2004

A bar, a backslash and a line end within a value have a backslash before them. A line without any
key is the entry's first piece, as people write it.
"""

import re

from members.models.entries_form import TEXTS
from members.models.texts import language_names


def entries_text(shape, entries):
    """Return the text of a cell that holds some entries of a Shape."""
    return "\n".join(" | ".join(_pieces(shape, entry)) for entry in entries)


def _pieces(shape, entry):
    for piece in shape.pieces:
        value = entry.get(piece.key)
        if piece.kind == TEXTS:
            yield from (
                f"{piece.key}_{code}: {_escaped(text)}" for code, text in (value or {}).items()
            )
        elif value not in (None, ""):
            yield f"{piece.key}: {_escaped(str(value))}"


def read_entries(shape, cell):
    """Return the entries that a cell's text stands for; cleaning says what is wrong with them."""
    return [_entry(shape, line) for line in cell.split("\n") if line.strip()]


def _entry(shape, line):
    keys, entry = _keys(shape), {}
    for number, part in enumerate(_split(line)):
        key, colon, value = part.partition(":")
        key = key.strip().lower()
        if colon and key in keys:
            name, code = keys[key]
        elif number == 0:
            (name, code), value = keys[shape.pieces[0].key], part
        else:
            continue
        text = _unescaped(value.strip())
        if code:
            entry.setdefault(name, {})[code] = text
        else:
            entry[name] = text
    return entry


def _keys(shape):
    """Return {key in a cell: (key of the piece, language or "")}."""
    keys = {}
    for piece in shape.pieces:
        codes = language_names() if piece.kind == TEXTS else ()
        keys |= {f"{piece.key}_{code}": (piece.key, code) for code in codes} or {
            piece.key: (piece.key, "")
        }
    return keys


def _split(line):
    return [part for part in re.split(r"(?<!\\)\|", line.strip()) if part.strip()]


def _escaped(text):
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n")


def _unescaped(text):
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] == "n" else match[1], text)
