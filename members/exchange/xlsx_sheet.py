"""One sheet of an Excel workbook, row by row."""

import datetime as dt
import re

from django.utils.translation import gettext as _
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel

from .file_layout import MOST_COLUMNS, Broken, Cell
from .workbooks import (
    MOST_FILLED,
    Filler,
    error_cell,
    formula_cell,
    number_cell,
    text_cell,
    truth_cell,
)
from .xml_stream import END, START, TEXT, walk

_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_HYPERLINK = re.compile(r'HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)
_PIECE, _MOST_TAIL = 1 << 20, 20 * 1024 * 1024
_SHEET_END = re.compile(rb"</(?:\w+:)?sheetData>|<(?:\w+:)?sheetData/>")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+)([0-9]+):[A-Z]+([0-9]+)"')
_LINKED = re.compile(rb"<(?:\w+:)?hyperlink\b([^>]*)>")
_ATTRIBUTE = re.compile(rb'(?:\w+:)?(ref|id)="([^"]*)"')
_MOST_LINKS = 200_000


def sheet_rows(book, part, layout, notes, targets):
    """Yield the rows of a sheet as lists of cells, with an empty list for each that is missing.

    Args:
        book: the xlsx_files.Book.
        part: the name of the sheet's part in the archive.
        layout: the Layout.
        notes: the Notes.
        targets: {id: (address, kind)} of what the sheet points to.
    """
    ranges, links = _around(book.archive, part, targets)
    filler, last = Filler(ranges, notes), 0
    reader = _Cells(book, layout, notes, links)
    with book.archive.open(part) as file:
        for number, hidden, cells in reader.rows(file):
            for missing in range(last + 1, number):
                yield filler.fill(missing, [])
            last = max(number, last + 1)
            if hidden and any(cells):
                notes.add("hidden", last)
            yield filler.fill(last, cells)


def _around(archive, part, targets):
    """Return the merged ranges and {(row, column): address}, which stand behind the rows."""
    tail = _tail(archive, part)
    ranges, filled = [], 0
    for match in _MERGED.finditer(tail):
        first, last = int(match[2]), int(match[3])
        filled += last - first
        if first < last and filled <= MOST_FILLED:
            ranges.append((first, last, column_index_from_string(match[1].decode()) - 1))
    links = {}
    for match in _LINKED.finditer(tail):
        about = {key.decode(): value.decode() for key, value in _ATTRIBUTE.findall(match[1])}
        place = _REF.match(about.get("ref", ""))
        if place and about.get("id") in targets and len(links) < _MOST_LINKS:
            column = column_index_from_string(place[1]) - 1
            links[int(place[2]), column] = targets[about["id"]][0]
    return ranges, links


def _tail(archive, part):
    """Return what stands in a sheet's part behind its rows."""
    with archive.open(part) as file:
        tail, is_behind = b"", False
        while piece := file.read(_PIECE):
            tail += piece
            if not is_behind:
                if end := _SHEET_END.search(tail):
                    tail, is_behind = tail[end.end() :], True
                else:
                    tail = tail[-64:]
            if len(tail) > _MOST_TAIL:
                break
        return tail if is_behind else b""


class _Cells:
    """Reads the rows of one sheet from its XML."""

    def __init__(self, book, layout, notes, links):
        self._book, self._layout, self._notes, self._links = book, layout, notes, links

    def rows(self, file):
        """Yield (number, whether it is hidden, cells)."""
        number, hidden, cells, about, parts, part = 0, False, [], {}, {}, ""
        spoken = False
        for kind, name, attributes in walk(file):
            if kind == TEXT:
                if part and not spoken:
                    parts[part] = parts.get(part, "") + name
            elif kind == START:
                if name == "row":
                    number = int(attributes.get("r") or number + 1)
                    hidden, cells = attributes.get("hidden") in ("1", "true"), []
                elif name == "c":
                    about, parts = attributes, {}
                elif name in ("v", "f", "t"):
                    part = name
                elif name == "rPh":
                    spoken = True
            elif kind == END:
                if name == "c":
                    self._put(cells, number, about, parts)
                elif name == "row":
                    yield number, hidden, cells
                elif name == "rPh":
                    spoken = False
                if name in ("v", "f", "t", "is"):
                    part = ""

    def _put(self, cells, number, about, parts):
        place = _REF.match(about.get("r", ""))
        index = column_index_from_string(place[1]) - 1 if place else len(cells)
        if not parts and index >= len(cells):
            return
        cells += [""] * (index - len(cells))
        cell = "…" if index >= MOST_COLUMNS else self._cell(number, index, about, parts)
        cells[index:] = [cell]

    def _cell(self, number, index, about, parts):
        link = self._links.get((number, index), "") if self._links else ""
        if "f" in parts:
            formula_link = _HYPERLINK.search(parts["f"])
            link = formula_link[1] if formula_link else link
            if not self._layout.formulas or not (parts.get("v") or link):
                return formula_cell()
            self._notes.add("formulas", number)
        kind, text = about.get("t", "n"), parts.get("v", parts.get("t", ""))
        if kind == "s":
            return text_cell(self._book.strings[int(text)], link, escapes=True) if text else ""
        if kind in ("str", "inlineStr") or (link and not text):
            return text_cell(text or link, link, escapes=True)
        if not text:
            return ""
        if kind == "b":
            return truth_cell()
        if kind == "e":
            return error_cell(text)
        return self._number(text, about) if kind == "n" else Cell(text.replace("T", " "), "date")

    def _number(self, text, about):
        value = float(text)
        style = int(about.get("s", 0))
        if style < len(self._book.dates) and self._book.dates[style]:
            try:
                moment = from_excel(value, self._book.epoch)
            except (OverflowError, ValueError):
                return Broken(_("This date does not exist."))
            if isinstance(moment, dt.datetime):
                return Cell(moment.isoformat(" "), "date")
        return number_cell(value)
