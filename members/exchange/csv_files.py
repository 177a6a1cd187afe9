"""CSV as it comes: encoding, separator and line ends are found out from the file itself."""

import re
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import heading_rows
from .csv_records import Records
from .encodings import encoding_of, has_strange_bytes, lines
from .escaping import plain
from .file_layout import Broken, Layout
from .notes import Notes

SEPARATORS = {
    ",": gettext_lazy("comma"),
    ";": gettext_lazy("semicolon"),
    "\t": gettext_lazy("tab"),
    "|": gettext_lazy("vertical bar"),
}
LINE_ENDS = {
    "\r\n": "Windows (CRLF)",
    "\n": "Unix (LF)",
    "\r": gettext_lazy("old Mac (CR)"),
    "mixed": gettext_lazy("mixed"),
}
_LOOKED_AT = 200  # lines by which the separator is chosen
_SAYS = re.compile(r'"?sep=(.)"?\r?\n?\Z')
# What spreadsheet programs write where a cell went wrong or was too narrow.
_ERROR = re.compile(r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|GETTING_DATA)|#{3,}")


def detect(path):
    """Return the Layout of a text file; raise FileError where it is none."""
    encoding = encoding_of(path)
    start = list(islice(lines(path, encoding), _LOOKED_AT))
    declared = _SAYS.match(start[0]) if start else None
    signs = [declared[1]] if declared else list(SEPARATORS)
    separator = max(signs, key=lambda sign: _fit(start[1:] if declared else start, sign))
    return Layout("csv", encoding, separator, _line_ends(path, encoding))


def _fit(start, sign):
    """Return how well some lines fall into columns: known headings first, then their width."""
    rows = [row for row in Records(start, sign) if any(row)]
    place, recognised = heading_rows.heading_place(rows)
    if not rows:
        return (0, 0, 0)
    place = place or 0
    width = len([cell for cell in rows[place] if cell.strip()])
    wider = sum(len(row) > len(rows[place]) for row in rows[place:])
    return (recognised, -wider, width)


def _line_ends(path, encoding):
    windows = unix = mac = 0
    for line in lines(path, encoding):
        if line.endswith("\r\n"):
            windows += 1
        elif line.endswith("\n"):
            unix += 1
        elif line.endswith("\r"):
            mac += 1
    # A line end within a cell is often another than the one between rows.
    for name, total in (("\r\n", windows), ("\n", unix), ("\r", mac)):
        if total and total >= 0.9 * (windows + unix + mac):
            return name
    if windows and not mac:
        return "\r\n"
    return "mixed" if windows or unix or mac else "\n"


def sheets(_path):
    """Return nothing: a text file has no sheets."""
    return []


def rows(path, layout, notes=None):
    """Yield the rows of a text file as lists of cells, each a text or Broken.

    Raises:
        FileError: where the encoding is another.
    """
    notes = notes or Notes()
    records = Records(_table_lines(path, layout), layout.separator, notes)
    for number, cells in enumerate(records, 1):
        if not records.width and number >= layout.heading_row and any(cells):
            records.width = len(cells)
        yield [_cell(text) for text in cells]


def _table_lines(path, layout):
    """Yield the lines of a file without the one by which Excel is told of the separator."""
    table = lines(path, layout.encoding)
    first = next(table, None)
    if first is not None and not _SAYS.match(first):
        yield first
    yield from table


def _cell(text):
    if text.isalnum() and text.isascii():
        return text
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
    if text.startswith("#") and _ERROR.fullmatch(text.strip()):
        return Broken(
            _("The cell holds the error %(error)s. Write what belongs there.")
            % {"error": text.strip()[:40]}
        )
    if not text.isascii() and has_strange_bytes(text):
        return Broken(
            _("Some signs of this cell cannot be read. Choose another encoding for the file.")
        )
    return plain(text)


def count(path, layout):
    """Return how many rows of a text file hold something, as far as it can be read."""
    return sum(any(row) for row in Records(lines(path, layout.encoding), layout.separator))
