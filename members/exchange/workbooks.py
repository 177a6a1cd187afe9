"""What is common to workbooks of any kind: packed XML that is looked at before it is unpacked."""

import zipfile

from django.utils.translation import gettext as _

from .escaping import plain, plain_in_xlsx
from .file_layout import Broken, Cell, FileError, damaged

# Read whole: texts that cells share, and the parts around the sheets.
_MOST_SHARED = 100 * 1024 * 1024
_MOST_PART = 20 * 1024 * 1024
_MOST_WHOLE = 600 * 1024 * 1024
_MOST_PARTS = 2000
# Tables of real texts shrink to a tenth; what shrinks to a hundredth was made to burst.
_MOST_SHRUNK, _SMALL = 150, 5 * 1024 * 1024
# Rows of one sheet that merged cells may fill, so that no small file asks for millions.
MOST_FILLED = 200_000


def check(path):
    """Raise FileError for a file that would grow out of all bounds, before it is unpacked.

    zipfile never gives more than an entry says that it holds, so what is said can be relied on.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        raise damaged() from None
    whole = sum(entry.file_size for entry in entries)
    if whole > _MOST_WHOLE or len(entries) > _MOST_PARTS or any(map(_bursts, entries)):
        raise FileError(
            _(
                "Unpacked, this workbook would be %(size)d MB large, far more than a table needs. "
                "Copy the filled rows into a new workbook and upload that."
            )
            % {"size": whole / 1024 / 1024}
        )


def _bursts(entry):
    if entry.file_size > _SMALL and entry.file_size > _MOST_SHRUNK * max(entry.compress_size, 1):
        return True
    if "worksheets/" in entry.filename or entry.filename == "content.xml":
        return False
    limit = _MOST_SHARED if "sharedStrings" in entry.filename else _MOST_PART
    # Pictures and the like are never opened.
    return entry.filename.endswith((".xml", ".rels")) and entry.file_size > limit


def text_cell(text, link="", *, escapes=False):
    """Return a cell of a workbook that holds text, or Broken."""
    if escapes:
        text = plain_in_xlsx(text)
    if "\x00" in text:
        return Broken(
            _("This cell contains a NUL character, which is not allowed in a text. Delete it.")
        )
    text = plain(text)
    return Cell(text, link=link) if link else text


def number_cell(value):
    """Return a cell that holds a number, written without a needless decimal point."""
    whole = value == int(value) and abs(value) < 1e15 if value - value == 0 else False
    return Cell(repr(int(value)) if whole else repr(value), "number")


def error_cell(error):
    """Return Broken for one of a spreadsheet program's own errors."""
    return Broken(
        _("The cell holds the error %(error)s. Write what belongs there.") % {"error": error[:40]}
    )


def formula_cell():
    """Return Broken for a formula of which no result is kept, or none is wanted."""
    return Broken(_("This cell contains a formula. Replace it with its result."))


def truth_cell():
    """Return Broken for TRUE or FALSE."""
    return Broken(_("This cell contains TRUE or FALSE, where a text or a number is expected."))


class Filler:
    """Fills merged cells down: what stands in the first row of a range stands in all of them."""

    def __init__(self, ranges, notes):
        """Take [(first row, last row, column), …], counted from 1 and from 0, and the Notes."""
        self._starts, self._open, self._notes = {}, {}, notes
        for first, last, column in ranges:
            self._starts.setdefault(first, []).append((column, last))

    @property
    def last(self):
        """The last row that an open range fills, or 0."""
        return max((last for last, _value in self._open.values()), default=0)

    def open_range(self, column, last, value):
        """Fill a column with a value down to its last row, from the row after this one on."""
        self._open[column] = (last, value)

    def fill(self, number, cells):
        """Return the cells of a row, with those of merged ranges filled."""
        for column, (last, value) in list(self._open.items()):
            if number > last:
                del self._open[column]
            elif value and (column >= len(cells) or not cells[column]):
                cells = [*cells, *[""] * (column + 1 - len(cells))]
                cells[column] = value
                self._notes.add("merged", number)
        for column, last in self._starts.get(number, ()):
            value = cells[column] if column < len(cells) else ""
            self._open[column] = (last, value)
        return cells
