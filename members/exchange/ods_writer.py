"""Tables written as OpenDocument's workbooks (LibreOffice), row by row."""

import re

from .escaping import safe_in_xlsx
from .xlsx_writer import is_finite
from .zip_stream import ZipStream, escape, quoteattr, streamed

MIME = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="{_NAMES}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_BEGINNING = (
    f'{_HEAD}<office:document-content xmlns:office="{_NAMES}:office:1.0"'
    f' xmlns:table="{_NAMES}:table:1.0" xmlns:text="{_NAMES}:text:1.0"'
    f' xmlns:style="{_NAMES}:style:1.0" xmlns:fo="{_NAMES}:xsl-fo-compatible:1.0"'
    ' office:version="1.3"><office:automatic-styles><style:style style:name="bold"'
    ' style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>'
    "</office:automatic-styles><office:body><office:spreadsheet>"
)
_END = "</office:spreadsheet></office:body></office:document-content>"
# One space between words is kept by itself; any other has to be said.
_SPACES = re.compile(r"^ +| +$|(?<= ) +")


def workbook(sheets):
    """Yield the bytes of a workbook; `sheets` as of xlsx_writer.workbook()."""
    stream = ZipStream()
    stream.add("mimetype", MIME, packed=False)
    stream.add("META-INF/manifest.xml", _MANIFEST)
    yield stream.taken()
    with stream.part("content.xml") as write:
        write(_BEGINNING)
        for title, _widths, headings, rows, numeric, _wrapped in sheets:
            write(f"<table:table table:name={quoteattr(title)}>")
            write(_row(headings, [False] * len(headings), ' table:style-name="bold"'))
            yield from streamed(stream, write, (_row(row, numeric, "") for row in rows))
            write("</table:table>")
        write(_END)
    yield stream.close()


def _row(texts, numeric, style):
    cells = "".join(
        _cell(text, style, is_number=numeric[place]) for place, text in enumerate(texts)
    )
    return f"<table:table-row>{cells}</table:table-row>"


def _cell(text, style, *, is_number):
    if not text:
        return "<table:table-cell/>"
    if is_number and is_finite(text):
        return (
            f'<table:table-cell{style} office:value-type="float" office:value="{text}">'
            f"<text:p>{text}</text:p></table:table-cell>"
        )
    lines = "".join(f"<text:p>{_line(line)}</text:p>" for line in safe_in_xlsx(text).split("\n"))
    return f'<table:table-cell{style} office:value-type="string">{lines}</table:table-cell>'


def _line(line):
    words = escape(line).replace("\t", "<text:tab/>")
    return _SPACES.sub(lambda match: f'<text:s text:c="{len(match[0])}"/>', words)
