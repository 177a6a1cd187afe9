"""Files that people upload, read row by row: what they are is found out, never believed.

Whatever is wrong with a file is a FileError, with the row and the column where there are any.
"""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

MOST_BYTES = 50 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 1000
MOST_CHARACTERS = 100_000
# So many empty rows in a row are no gap but a sheet that was filled down to its end.
MOST_EMPTY = 10_000
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "xls"),
    (b"%pdf", "PDF"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
    (b"{\\rtf", "RTF"),
    (b"\x89png", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7Z"),
    (b"rar!", "RAR"),
)


class FileError(Exception):
    """What is wrong with a file, in words that say how to mend it.

    Attributes:
        message: the words.
        row: the row as a spreadsheet counts it, from 1; 0 where the whole file is meant.
        column: the column's letters or heading; "" where the whole row is meant.
    """

    def __init__(self, message, row=0, column=""):
        self.message, self.row, self.column = message, row, column
        super().__init__(message)


@dataclass(frozen=True)
class Broken:
    """A cell that cannot be read, and why."""

    message: str


class Cell(str):
    """A cell's text, with what else its file says of it.

    Attributes:
        kind: "number" or "date" where a spreadsheet keeps it as such; "" for text.
        link: the address behind its words.
    """

    __slots__ = ("kind", "link")

    def __new__(cls, text, kind="", link=""):
        """Return the text with what is known of it."""
        cell = super().__new__(cls, text)
        cell.kind, cell.link = kind, link
        return cell


@dataclass(frozen=True)
class Layout:
    """How a file is laid out, as it was found out or as somebody said.

    Attributes:
        kind: "csv", "xlsx" or "ods".
        encoding: of CSV, a name of `encodings.ENCODINGS`.
        separator: of CSV, the sign between cells.
        line_ends: of CSV, "\\r\\n", "\\n", "\\r" or "mixed".
        sheet: of a workbook, the name of the sheet that is read.
        heading_row: the row with the headings, as a spreadsheet counts; 0 is the first that holds
            something, NO_HEADINGS says that there is none.
        mend: the names of `text_repair.MENDS` that are done to every cell.
        formulas: whether the results that a workbook keeps of its formulas are taken.
    """

    kind: str
    encoding: str = ""
    separator: str = ""
    line_ends: str = ""
    sheet: str = ""
    heading_row: int = 0
    mend: tuple = ()
    formulas: bool = True

    @classmethod
    def of(cls, columns):
        """Return the Layout that an import keeps as a dict."""
        return cls(**{**columns, "mend": tuple(columns.get("mend", ()))})


NO_HEADINGS = -1


def kind_of(path):
    """Return "csv", "xlsx" or "ods" by a file's content.

    Raises:
        FileError: for any other kind, an empty file and one that is too large.
    """
    size = Path(path).stat().st_size
    if not size:
        raise FileError(_("This file is empty."))
    check_size(size)
    with Path(path).open("rb") as file:
        start = file.read(64)
    if start.startswith(b"PK"):
        return _kind_of_zip(path)
    word = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for sign, name in _OTHERS:
        if word.startswith(sign):
            raise _other_kind(name)
    return "csv"


def check_size(size):
    """Raise FileError for a file of too many bytes."""
    if size > MOST_BYTES:
        raise FileError(
            _("This file is %(size)d MB; at most %(limit)d MB fit. Split it.")
            % {"size": size / 1024 / 1024, "limit": MOST_BYTES / 1024 / 1024}
        )


def check_rows(count):
    """Raise FileError for a file that says, or is seen, to have too many rows."""
    if count > MOST_ROWS + 1:
        raise FileError(
            _("This file has %(rows)d rows; at most %(count)d fit. Split it.")
            % {"rows": count, "count": MOST_ROWS}
        )


def _other_kind(name):
    if name == "xls":
        return FileError(
            _(
                "This is an old Excel file (XLS), or one with a password. Open it in your "
                "spreadsheet program and save it as XLSX, without a password."
            )
        )
    return FileError(
        _("This is a %(kind)s file. Save your table as CSV, XLSX or ODS.") % {"kind": name}
    )


def _kind_of_zip(path):
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        raise damaged() from None
    if "xl/workbook.xml" in names or "[Content_Types].xml" in names:
        return "xlsx"
    if "mimetype" in names and "content.xml" in names:
        return "ods"
    raise _other_kind("OpenDocument" if "mimetype" in names else "ZIP")


def damaged():
    """Return the FileError of a workbook that cannot be read to its end."""
    return FileError(
        _(
            "This workbook is damaged or was cut off. Open it in your spreadsheet program, "
            "save it again, and upload that."
        )
    )


def column_name(headings, index):
    """Return what a column is called in a message: its heading, or its letters."""
    heading = headings[index].strip() if index < len(headings) else ""
    return heading[:80] or get_column_letter(index + 1)


def bounded(rows):
    """Yield (row number, cells) of the rows that hold something, up to what is allowed.

    Args:
        rows: an iterable of lists of cells, each a text or Broken, from the first row on.

    Raises:
        FileError: for too many rows, empty rows, columns, or characters in a cell.
    """
    empty = filled = 0
    for number, cells in enumerate(rows, 1):
        if not any(cells):
            empty += 1
            if empty > MOST_EMPTY:
                raise FileError(
                    _(
                        "From here on more than %(count)d rows are empty. Delete them, "
                        "or copy the filled rows into a new file."
                    )
                    % {"count": MOST_EMPTY},
                    number - MOST_EMPTY,
                )
            continue
        empty, filled = 0, filled + 1
        _check_size(number, cells, filled)
        yield number, cells


def trimmed(cells):
    """Return the cells up to the last one that holds something."""
    filled = [index for index, cell in enumerate(cells) if cell]
    return cells[: filled[-1] + 1] if filled else []


def _check_size(number, cells, filled):
    if filled > MOST_ROWS + 1:
        raise FileError(
            _("At most %(count)d rows fit. Split the file.") % {"count": MOST_ROWS}, number
        )
    width = len(trimmed(cells)) if len(cells) > MOST_COLUMNS else 0
    if width > MOST_COLUMNS:
        raise FileError(
            _("This row reaches column %(last)s; at most %(count)d columns fit.")
            % {"last": get_column_letter(min(width, 18278)), "count": MOST_COLUMNS},
            number,
        )
    for index, cell in enumerate(cells):
        if isinstance(cell, str) and len(cell) > MOST_CHARACTERS:
            raise FileError(
                _("This cell is longer than %(count)d characters.") % {"count": MOST_CHARACTERS},
                number,
                get_column_letter(index + 1),
            )
