"""CSV as it comes: encoding, separator and line ends are found out from the file itself."""

import codecs
import csv
import io
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .columns import recognise
from .escaping import plain
from .reading import MOST_CHARACTERS, Broken, FileError, Layout

ENCODINGS = {
    "utf-8-sig": gettext_lazy("UTF-8 with a mark at the start"),
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": gettext_lazy("UTF-16 (little endian) without a mark"),
    "utf-16-be": gettext_lazy("UTF-16 (big endian) without a mark"),
    "cp1252": "Windows-1252",
}
SEPARATORS = {",": gettext_lazy("comma"), ";": gettext_lazy("semicolon"), "\t": gettext_lazy("tab")}
LINE_ENDS = {
    "\r\n": "Windows (CRLF)", "\n": "Unix (LF)", "\r": gettext_lazy("old Mac (CR)"),
    "mixed": gettext_lazy("mixed"),
}  # fmt: skip
_START = 1 << 16
_PIECE = 1 << 20


def detect(path):
    """Return the Layout of a text file; raise FileError where it is none."""
    encoding = _encoding(path)
    separator, best = ",", (-1, -1)
    for sign in SEPARATORS:
        headings = _first_row(path, encoding, sign)
        fit = (sum(recognise(heading) is not None for heading in headings), len(headings))
        if fit > best:
            separator, best = sign, fit
    return Layout("csv", encoding, separator, _line_ends(path, encoding))


def _encoding(path):
    with Path(path).open("rb") as file:
        start = file.read(_START)
    if start.startswith(codecs.BOM_UTF8):
        return _checked(path, "utf-8-sig")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(path, "utf-16")
    # Western texts in UTF-16 have a NUL in every other byte; those in UTF-8 have none at all.
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = start[offset::2]
        if len(half) > 1 and half.count(0) > 0.7 * len(half) and start.count(0) < len(start) * 0.6:
            return _checked(path, name)
    try:
        return _checked(path, "utf-8")
    except FileError:
        return _checked(path, "cp1252")


def _checked(path, encoding):
    """Return the encoding if the whole file can be read with it; raise FileError if not."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    row = 1
    with Path(path).open("rb") as file:
        while piece := file.read(_PIECE):
            try:
                row += decoder.decode(piece).count("\n")
            except UnicodeDecodeError as error:
                row += piece[: error.start].count(b"\n")
                raise _not_text(encoding, row) from None
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            raise _not_text(encoding, row) from None
    return encoding


def _not_text(encoding, row):
    return FileError(
        _(
            "This part of the file is not text in %(encoding)s. Save the file as "
            "“CSV UTF-8” and upload that."
        )
        % {"encoding": ENCODINGS[encoding]},
        row,
    )


def _first_row(path, encoding, separator):
    try:
        with _opened(path, encoding) as file:
            return next(_reader(io.StringIO(file.read(_START), newline=""), separator), [])
    except (csv.Error, UnicodeError):
        return []


def _opened(path, encoding):
    return Path(path).open(encoding=encoding, newline="")


def _reader(file, separator):
    return csv.reader(file, delimiter=separator, strict=True)


def _line_ends(path, encoding):
    windows = unix = mac = 0
    last = ""
    with _opened(path, encoding) as file:
        while piece := file.read(_PIECE):
            piece, last = last + piece, ""
            if piece.endswith("\r"):
                piece, last = piece[:-1], "\r"
            both = piece.count("\r\n")
            windows, unix = windows + both, unix + piece.count("\n") - both
            mac += piece.count("\r") - both
    mac += bool(last)
    # A line end within a cell is often another than the one between rows.
    for name, count in (("\r\n", windows), ("\n", unix), ("\r", mac)):
        if count and count >= 0.9 * (windows + unix + mac):
            return name
    if windows and not mac:
        return "\r\n"
    return "mixed" if windows or unix or mac else "\n"


def rows(path, layout):
    """Yield the rows of a text file as lists of cells, each a text or Broken.

    Raises:
        FileError: where quotes do not fit together, or the encoding is another.
    """
    number = 0
    try:
        with _opened(path, layout.encoding) as file:
            for cells in _reader(file, layout.separator):
                number += 1
                yield [_cell(text) for text in cells]
    except csv.Error as error:
        raise FileError(_why(str(error)), number + 1) from None
    except UnicodeError:
        raise _not_text(layout.encoding, number + 1) from None


def _why(error):
    if "field larger" in error:
        return _(
            "A cell that begins here is longer than %(count)d characters: "
            "perhaps a quotation mark is opened and never closed."
        ) % {"count": MOST_CHARACTERS}
    return _(
        "The quotation marks in this row do not fit together. A cell that holds one stands in "
        "quotation marks itself, and the one within it is written twice."
    )


def _cell(text):
    if "\x00" in text:
        return Broken(
            _("This cell contains a NUL character, which is not allowed in a text. Delete it.")
        )
    if text.startswith("="):
        return Broken(
            _(
                "This cell contains a formula. Replace it with its result; if it is meant as text, "
                "put an apostrophe in front of it."
            )
        )
    return plain(text)


def count(path, layout):
    """Return how many rows a text file has, as far as it can be read."""
    total = 0
    try:
        with _opened(path, layout.encoding) as file:
            for _row in _reader(file, layout.separator):
                total += 1
    except (csv.Error, UnicodeError):
        return total
    return total
