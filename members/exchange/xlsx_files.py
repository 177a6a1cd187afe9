"""Workbooks: looked at before they are unpacked, then read row by row."""

import datetime as dt
import re
import warnings
import zipfile
from pathlib import Path

import openpyxl
from defusedxml import ElementTree
from django.utils.translation import gettext as _

from .escaping import plain, plain_in_xlsx
from .reading import MOST_COLUMNS, MOST_ROWS, Broken, FileError, Layout, damaged

# Read whole by openpyxl: texts that cells share, and the parts around the sheets.
_MOST_SHARED = 100 * 1024 * 1024
_MOST_PART = 20 * 1024 * 1024
_MOST_WHOLE = 600 * 1024 * 1024
_MOST_PARTS = 2000
_HEAD = 4096
_DIMENSION = re.compile(rb'<dimension ref="[A-Z]+[0-9]+:[A-Z]+([0-9]{1,7})"')
# Tables of real texts shrink to a tenth; what shrinks to a hundredth was made to burst.
_MOST_SHRUNK, _SMALL = 150, 5 * 1024 * 1024


def detect(path):
    """Return the Layout of a workbook; raise FileError where it cannot be read."""
    check(path)
    try:
        with zipfile.ZipFile(path) as archive:
            book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        titles = [part.get("name") for part in book.iter() if part.tag.endswith("}sheet")]
        return Layout("xlsx", sheet=titles[0])
    except Exception:
        # As in _Book: whatever a file that is not whole may raise.
        raise damaged() from None


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
    if "worksheets/" in entry.filename:
        return False
    limit = _MOST_SHARED if "sharedStrings" in entry.filename else _MOST_PART
    # Pictures and the like are never opened.
    return entry.filename.endswith((".xml", ".rels")) and entry.file_size > limit


class _Book:
    """A workbook opened for reading, closed at the end of a `with`."""

    def __init__(self, path):
        self._path = path

    def __enter__(self):
        self._file = Path(self._path).open("rb")
        try:
            with warnings.catch_warnings():
                # It warns of what it does not read, such as drop-down lists.
                warnings.simplefilter("ignore")
                # A file rather than its path, whose ending openpyxl would not know.
                self._book = openpyxl.load_workbook(self._file, read_only=True)
                self.sheet = self._book.worksheets[0]
        except Exception:
            # openpyxl raises whatever its parsing meets in a file that is not whole.
            self._file.close()
            raise damaged() from None
        return self

    def __exit__(self, *error):
        self._book.close()
        self._file.close()


def rows(path, _layout=None):
    """Yield the rows of a workbook's first sheet as lists of cells, each a text or Broken.

    Raises:
        FileError: where it is damaged.
    """
    check(path)
    number = 0
    with _Book(path) as book:
        # What the file says of its size may be wrong, by little or by a million rows.
        book.sheet.reset_dimensions()
        following = iter(book.sheet.iter_rows())
        while True:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    row = next(following, None)
            except Exception:
                # As above: a row that cannot be parsed ends the reading.
                error = damaged()
                error.row = number + 1
                raise error from None
            if row is None:
                return
            number += 1
            yield [_cell(cell) for cell in row] if len(row) <= MOST_COLUMNS else _wide(row)


def _wide(row):
    """Return a row that is too wide, without its empty end."""
    filled = [index for index, cell in enumerate(row) if cell.value not in (None, "")]
    return ["" if cell.value is None else "…" for cell in row[: filled[-1] + 1]] if filled else []


def _cell(cell):
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return _text(cell, value)
    if isinstance(value, bool):
        return Broken(_("This cell contains TRUE or FALSE, where a text or a number is expected."))
    if isinstance(value, dt.datetime):
        return value.isoformat(" ")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    return Broken(_("This kind of cell cannot be read. Write it as text."))


def _text(cell, value):
    if cell.data_type == "f":
        return Broken(_("This cell contains a formula. Replace it with its result."))
    if cell.data_type == "e":
        return Broken(
            _("The cell holds the error %(error)s. Write what belongs there.")
            % {"error": value[:40]}
        )
    text = plain_in_xlsx(value)
    if "\x00" in text:
        return Broken(
            _("This cell contains a NUL character, which is not allowed in a text. Delete it.")
        )
    return plain(text)


def count(path, _layout=None):
    """Return how many rows a workbook says that it has; 0 where it does not, or cannot be right.

    Only the beginning is looked at: openpyxl would read the whole sheet where nothing is said.
    """
    with zipfile.ZipFile(path) as archive:
        if "xl/worksheets/sheet1.xml" not in archive.namelist():
            return 0
        with archive.open("xl/worksheets/sheet1.xml") as sheet:
            said = _DIMENSION.search(sheet.read(_HEAD))
    stated = int(said[1]) if said else 0
    return stated if stated <= MOST_ROWS else 0
