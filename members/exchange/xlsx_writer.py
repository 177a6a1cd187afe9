"""Tables written as Excel's workbooks, row by row: the first bytes leave at once."""

import math

from openpyxl.utils import get_column_letter

from .escaping import safe_in_xlsx
from .zip_stream import ZipStream, escape, quoteattr, streamed

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PLAIN, _BOLD, _WRAPPED = 0, 1, 2
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1">'
    '<cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def workbook(sheets):
    """Yield the bytes of a workbook.

    Args:
        sheets: [(title, widths of the columns, headings, rows, numeric, whether it is wrapped)];
            rows are lists of unescaped texts, `numeric` says of each column whether it holds
            numbers.
    """
    stream = ZipStream()
    _add_outline(stream, [sheet[0] for sheet in sheets])
    yield stream.taken()
    for place, (_title, widths, headings, rows, numeric, wrapped) in enumerate(sheets, 1):
        with stream.part(f"xl/worksheets/sheet{place}.xml") as write:
            write(_beginning(widths, frozen=place == 1))
            write(_row(1, headings, [False] * len(headings), _BOLD))
            style = _WRAPPED if wrapped else _PLAIN
            texts = (_row(number, row, numeric, style) for number, row in enumerate(rows, 2))
            yield from streamed(stream, write, texts)
            write("</sheetData></worksheet>")
    yield stream.close()


def _add_outline(stream, titles):
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{place}.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for place, _title in enumerate(titles, 1)
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    stream.add(
        "[Content_Types].xml",
        (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{parts}</Types>'
        ),
    )
    stream.add("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
    listed = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{place}" r:id="rId{place}"/>'
        for place, title in enumerate(titles, 1)
    )
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
    stream.add("xl/workbook.xml", _HEAD + book)
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(titles) + 1)]
    stream.add("xl/_rels/workbook.xml.rels", _relations([*targets, ("styles", "styles.xml")]))
    stream.add("xl/styles.xml", _STYLES)


def _relations(targets):
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _beginning(widths, *, frozen):
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(widths, 1)
    )
    pane = (
        '<pane xSplit="2" ySplit="1" topLeftCell="C2" activePane="bottomRight" state="frozen"/>'
        if frozen
        else ""
    )
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}'
        f"</sheetView></sheetViews><cols>{columns}</cols><sheetData>"
    )


def _row(number, texts, numeric, style):
    cells = "".join(
        _cell(f"{get_column_letter(place)}{number}", text, style, is_number=numeric[place - 1])
        for place, text in enumerate(texts, 1)
        if text
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(place, text, style, *, is_number):
    kind = f' s="{style}"' if style else ""
    if is_number and is_finite(text):
        return f'<c r="{place}"{kind}><v>{text}</v></c>'
    words = escape(safe_in_xlsx(text))
    return f'<c r="{place}"{kind} t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def is_finite(text):
    """Whether a text is a number that a workbook can hold."""
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
