"""How many rows of a sheet hold something, counted in its XML without reading it.

So that a file of too many rows is refused when it comes, and the progress knows its end.
"""

import re
from html import unescape

from .file_layout import MOST_ROWS

_PIECE = 1 << 20
# A cell with something in it, and the end of a row; prefixes of names are as the file has them.
_OPEN_XML = re.compile(rb"<(?:\w+:)?(?:v|t|f)[ >/]|(</(?:\w+:)?row>)")
_OPEN_DOCUMENT = re.compile(
    rb"<text:p[ >/]|office:value|(</table:table-row>)|<table:table [^>]*>|</table:table>"
)
_NAME = re.compile(rb'table:name="([^"]*)"')


def open_xml_rows(part):
    """Return how many rows of a worksheet's part hold something; it stops beyond MOST_ROWS."""
    count, filled = 0, False
    for match in _matches(_OPEN_XML, part):
        if not match[1]:
            filled = True
            continue
        count, filled = count + filled, False
        if count > MOST_ROWS + 1:
            break
    return count


def open_document_rows(part, title):
    """Return how many rows of a sheet of a content.xml hold something; as open_xml_rows().

    Args:
        part: the open content.xml.
        title: the sheet's name; "" is the first one.
    """
    count, filled, inside = 0, False, False
    for match in _matches(_OPEN_DOCUMENT, part):
        sign = match[0]
        if sign.startswith(b"<table:table "):
            name = _NAME.search(sign)
            inside = not title or (name and unescape(name[1].decode("utf-8", "replace")) == title)
        elif sign == b"</table:table>" and inside:
            break
        elif match[1]:
            count, filled = count + (filled and bool(inside)), False
        else:
            filled = True
        if count > MOST_ROWS + 1:
            break
    return count


def _matches(pattern, part):
    """Yield the matches of a pattern in a file, of which no tag is cut in two."""
    rest = b""
    while piece := part.read(_PIECE):
        whole = rest + piece
        end = whole.rfind(b">") + 1
        yield from pattern.finditer(whole[:end])
        rest = whole[end:]
