"""A record laid out as a row: columns by the types of its fields, so that new fields get theirs."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args
from uuid import UUID

from members.opendata.resources.profile import PARTS
from members.opendata.resources.structs import FocusArea, Link, Logo, Source, Term, Texts

# What stands between the values of one cell.
SEPARATOR = "; "
_PLAIN = {
    bool: "boolean",
    int: "integer",
    float: "number",
    dt.datetime: "datetime",
    dt.date: "date",
}


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        name: its heading, the same in every language.
        type: its type by Frictionless' Table Schema.
        value: a function from a field of a record to a cell's text.
        part: the Part that it shows.
        place: where that stands in a record.
    """

    name: str
    type: str
    value: Callable
    part: object
    place: int


def columns(languages):
    """Return the Columns of a federation with these languages."""
    return [
        Column(part.name + ending, kind, value, part, place)
        for place, part in enumerate(PARTS)
        for ending, kind, value in _cells_of(part.type, languages)
    ]


def row(record, layout):
    """Return the texts of a record's cells.

    Args:
        record: a Member of `resources.profile`.
        layout: the Columns.
    """
    values = [getattr(record, part.name) for part in PARTS]
    return [column.value(values[column.place]) for column in layout]


def _cells_of(kind, languages):
    """Return (ending of the heading, type, function to a text) of the cells of one field."""
    kinds = [one for one in get_args(kind) if one is not type(None)]
    kind = kinds[0] if kinds and kind != Texts and _origin(kind) is not list else kind
    if kind == Texts:
        return [(f"_{code}", "string", _text_in(code)) for code in languages]
    if kind == Term:
        return [
            ("", "string", lambda term: term.code if term else ""),
            ("_label", "string", lambda term: term.label if term else ""),
        ]
    if kind == Logo:
        return [("", "string", lambda logo: logo.large if logo else "")]
    if _origin(kind) is list:
        return _cells_of_list(get_args(kind)[0], languages)
    return [("", _PLAIN.get(kind, "string"), _plain)]


def _origin(kind):
    return getattr(kind, "__origin__", None)


def _cells_of_list(kind, languages):
    if kind == Term:
        return [
            ("", "string", lambda terms: _joined(term.code for term in terms)),
            ("_labels", "string", lambda terms: _joined(term.label for term in terms)),
        ]
    if kind == FocusArea:
        return [(f"_{code}", "string", _titles_in(code)) for code in languages]
    if kind == Link:
        return [("", "string", lambda links: _joined(link.url for link in links))]
    if kind == Source:
        return [("", "string", lambda sources: _joined(source.text for source in sources))]
    return [("", "string", lambda values: _joined(map(_plain, values)))]


def _text_in(code):
    return lambda texts: texts.get(code, "")


def _titles_in(code):
    return lambda areas: _joined(area.title.get(code, "") for area in areas)


def _joined(texts):
    return SEPARATOR.join(text for text in texts if text)


def _plain(value):
    if value is None:
        return ""
    if isinstance(value, (dt.datetime, dt.date)):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (str, int, float, UUID)) else ""
