"""The files of a download, written piece by piece: CSV, XLSX and JSON."""

import csv
import io
import json
import tempfile

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from members.exchange import escaping

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_PIECE = 1 << 16
# Excel parts columns as the reader's country does: where the comma stands in numbers, by ";".
_SEPARATORS = {"en": ","}


def written(kind, columns, members, about, language):
    """Yield the bytes of a file.

    Args:
        kind: a key of FORMATS.
        columns: the PublicColumns.
        members: an iterable of PublicMembers.
        about: {key: (label, value)} of the file itself: its address, day, licence.
        language: the reader's language code.
    """
    if kind == "csv":
        return _csv(columns, members, _SEPARATORS.get(language, ";"))
    if kind == "xlsx":
        return _xlsx(columns, members, about)
    return _json(columns, members, about)


def _cell(value):
    if isinstance(value, list):
        return "; ".join(text for text in value if text)
    return "" if value is None else str(value)


def _csv(columns, members, separator):
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator)
    # With a mark at the start, or Excel reads é as two signs.
    buffer.write("\ufeff")
    writer.writerow([column.title for column in columns])
    for member in members:
        texts = ((column, _cell(column.value(member))) for column in columns)
        writer.writerow(text if column.is_number else escaping.safe(text) for column, text in texts)
        if buffer.tell() > _PIECE:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _json(columns, members, about):
    head = {key: value for key, (_label, value) in about.items()}
    yield f'{_dumped(head)[:-1]}, "members": ['.encode()
    before = "\n"
    for member in members:
        record = {column.key: column.value(member) for column in columns}
        yield f"{before}{_dumped(record)}".encode()
        before = ",\n"
    yield b"\n]}\n"


def _dumped(data):
    return json.dumps(data, ensure_ascii=False, cls=DjangoJSONEncoder)


def _xlsx(columns, members, about):
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Members"))
    sheet.freeze_panes = "B2"
    for number, column in enumerate(columns, 1):
        width = min(max(len(column.title) + 3, 14), 40)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_bold(sheet, column.title) for column in columns])
    for member in members:
        sheet.append([_xlsx_cell(sheet, column, column.value(member)) for column in columns])
    _write_about(book, about)
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _write_about(book, about):
    sheet = book.create_sheet(_("About this list"))
    for letter, width in zip("AB", (30, 100), strict=True):
        sheet.column_dimensions[letter].width = width
    for label, value in about.values():
        sheet.append([_bold(sheet, label), escaping.safe_in_xlsx(_cell(value))])


def _xlsx_cell(sheet, column, value):
    if column.is_number:
        return value
    cell = WriteOnlyCell(sheet, escaping.safe_in_xlsx(_cell(value)))
    # As text, or "#N/A" is an error and a number loses its zeros.
    cell.data_type = "s"
    return cell


def _bold(sheet, text):
    cell = WriteOnlyCell(sheet, str(text))
    cell.font = Font(bold=True)
    return cell
