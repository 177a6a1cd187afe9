"""Cells that no spreadsheet takes for a formula, and the way back.

A cell that begins with one of = + - @, a tab or a line end may be worked out as a formula by the
program that opens the file (OWASP, "CSV Injection"). An apostrophe before it makes it text, in
CSV because of what programs do with it, and as the sign that `plain` takes away again.
"""

import re

_SIGNS = "=+-@\t\r\n＝＋－＠"
# A phone number typed as text harms nobody in XLSX, where a cell says itself that it is text.
_PHONE = re.compile(r"\+[0-9 ()./-]+\Z")
# What XML cannot hold, and what would be read as such an escape (ECMA-376, ST_Xstring).
_UNWRITABLE = re.compile("[\x01-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def safe(text):
    """Return a text as a cell that is not a formula; `plain` gives it back."""
    if text[:1] and (text[0] in _SIGNS or _is_remark(text) or _looks_safe(text)):
        return f"'{text}"
    return text


def _is_remark(text):
    # A cell like "#N/A" or "####" is a program's own error, one like "# Note" explains a table.
    return text[0] == "#" and (len(text) < 2 or text[1] in "# " or text[1].isupper())


def plain(cell):
    """Return the text of a cell that `safe` made, and any other cell as it is."""
    return cell[1:] if _looks_safe(cell) else cell


def _looks_safe(text):
    return len(text) > 1 and text[0] == "'" and (text[1] in _SIGNS or text[1] in "'#")


def safe_in_xlsx(text):
    """Return a text as a cell of a workbook, whose control characters are written out."""
    cell = text if _PHONE.match(text) else safe(text)
    return _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", cell)


def plain_in_xlsx(cell):
    """Return a workbook's cell with written-out characters put back, still safe."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), cell) if "_x" in cell else cell
