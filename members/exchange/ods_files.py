"""OpenDocument's workbooks (LibreOffice), read row by row as they come."""

import zipfile

from .file_layout import MOST_COLUMNS, Cell, FileError, damaged
from .notes import Notes
from .row_counts import open_document_rows
from .workbooks import Filler, check, error_cell, formula_cell, number_cell, text_cell, truth_cell
from .xml_stream import END, START, TEXT, walk

_CELLS = ("table-cell", "covered-table-cell")
# A sheet says of its empty end that it goes on for a million rows.
_MOST_REPEATED = 20_000
_UNSEEN = ("annotation", "ruby-text", "shape", "frame", "custom-shape", "note")


def sheets(path):
    """Return [(title, whether it is hidden), …] of a workbook; raise FileError for none."""
    check(path)
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as part:
            result, hidden, style = [], set(), ""
            for kind, name, attributes in walk(part):
                if kind != START:
                    continue
                if name == "style":
                    style = attributes.get("name", "")
                elif name == "table-properties" and attributes.get("display") == "false":
                    hidden.add(style)
                elif name == "table":
                    result.append((attributes["name"], attributes.get("style-name") in hidden))
    except Exception:
        # Parsing raises whatever it meets in a file that is not whole.
        raise damaged() from None
    if not result:
        raise damaged()
    return result


def rows(path, layout, notes=None):
    """Yield the rows of a workbook's sheet as lists of cells, each a text or Broken.

    Raises:
        FileError: where it is damaged.
    """
    check(path)
    number = 0
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as part:
            for cells in _Sheet(layout, notes or Notes()).rows(part):
                number += 1
                yield cells
    except FileError:
        raise
    except Exception:
        # As above.
        error = damaged()
        error.row = number + 1
        raise error from None


def count(path, layout):
    """Return how many rows of a sheet hold something; 0 where that cannot be told."""
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as part:
            return open_document_rows(part, layout.sheet)
    except Exception:
        return 0  # the rehearsal says what is wrong


class _Sheet:
    """Reads the rows of one sheet from its XML."""

    def __init__(self, layout, notes):
        self._layout, self._notes = layout, notes
        self._filler, self._number, self._empty = Filler((), notes), 0, 0

    def rows(self, file):
        """Yield the cells of each row."""
        inside, row, cells = 0, {}, []
        for kind, name, attributes in self._of_sheet(file):
            if kind == START and name == "table-row" and not inside:
                row, cells = attributes, []
            elif kind == START and name in _CELLS:
                inside += 1
                if inside == 1:
                    words = _Words(attributes)
            elif kind == END and name in _CELLS:
                inside -= 1
                if not inside:
                    self._put(cells, words)
            elif inside:
                words.take(kind, name, attributes)
            elif kind == END and name == "table-row":
                yield from self._repeated(row, cells)

    def _of_sheet(self, file):
        """Yield the events of the sheet that is read: the named one, else the first."""
        depth, is_read = 0, False
        for event in walk(file):
            kind, name, attributes = event
            if name == "table" and kind == START:
                depth += 1
                if depth == 1:
                    is_read = attributes.get("name") == self._layout.sheet or not self._layout.sheet
            elif name == "table" and kind == END:
                depth -= 1
                if is_read and not depth:
                    return
            elif is_read and depth == 1:
                yield event

    def _repeated(self, row, cells):
        times = int(row.get("number-rows-repeated", 1))
        if not any(cells):
            filled = min(times, max(0, self._filler.last - self._number))
            self._empty += times - filled  # given only where a row follows: a sheet's end is empty
            yield from self._given(row, cells, filled)
            return
        for _time in range(min(self._empty, _MOST_REPEATED)):
            self._number += 1
            yield []
        self._empty = 0
        yield from self._given(row, cells, times)

    def _given(self, row, cells, times):
        for _time in range(min(times, _MOST_REPEATED)):
            self._number += 1
            if row.get("visibility", "visible") != "visible" and any(cells):
                self._notes.add("hidden", self._number)
            yield self._filler.fill(self._number, list(cells))

    def _put(self, cells, words):
        about, column = words.about, len(cells)
        cell = self._cell(words)
        times = int(about.get("number-columns-repeated", 1))
        cells += [cell] * min(times, MOST_COLUMNS + 1 - min(column, MOST_COLUMNS))
        spanned = int(about.get("number-rows-spanned", 1))
        if spanned > 1 and cell:
            first = self._number + self._empty + 1
            self._filler.open_range(column, first + spanned - 1, cell)

    def _cell(self, words):
        about, text = words.about, "".join(words.texts)
        kind = about.get("value-type", "")
        if "formula" in about:
            if not self._layout.formulas or not (kind or text):
                return formula_cell()
            if not (kind or words.link):
                return error_cell(text)
            self._notes.add("formulas", self._number + self._empty + 1)
        if text.startswith(("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "Err:")) and (
            "formula" in about
        ):
            return error_cell(text)
        if kind == "boolean":
            return truth_cell()
        if kind == "date":
            moment = about["date-value"].replace("T", " ")
            return Cell(moment if " " in moment else f"{moment} 00:00:00", "date")
        if kind in ("float", "currency", "percentage"):
            return number_cell(float(about["value"]))
        return text_cell(about.get("string-value", text), words.link, escapes=True)


class _Words:
    """Gathers the text of one cell and the address behind it."""

    def __init__(self, about):
        self.about, self.texts, self.link = about, [], ""
        self._unseen, self._paragraphs = 0, 0

    def take(self, kind, name, attributes):
        """Take the next event within the cell."""
        if name in _UNSEEN and kind != TEXT:
            self._unseen += 1 if kind == START else -1
        elif self._unseen:
            return
        elif kind == TEXT:
            if self._paragraphs:
                self.texts.append(name)
        elif kind == START:
            self._start(name, attributes)

    def _start(self, name, attributes):
        if name == "p":
            if self._paragraphs:
                self.texts.append("\n")
            self._paragraphs += 1
        elif name == "s":
            self.texts.append(" " * min(int(attributes.get("c", 1)), 1000))
        elif name == "tab":
            self.texts.append("\t")
        elif name == "line-break":
            self.texts.append("\n")
        elif name == "a" and not self.link:
            self.link = attributes.get("href", "")
