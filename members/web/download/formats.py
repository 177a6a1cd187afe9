"""The files of a download, written piece by piece: CSV, XLSX and JSON."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from members.exchange import exporting, xlsx_writer

FORMATS = {kind: exporting.FORMATS[kind] for kind in ("csv", "xlsx")} | {"json": "application/json"}


def file_bytes(kind, columns, members, about, language):
    """Yield the bytes of a file.

    Args:
        kind: a key of FORMATS.
        columns: the PublicColumns.
        members: an iterable of PublicMembers.
        about: {key: (label, value)} of the file itself: its address, day, licence.
        language: the reader's language code.
    """
    if kind == "json":
        return _json(columns, members, about)
    headings = [column.title for column in columns]
    rows = ([_cell(column.value(member)) for column in columns] for member in members)
    numeric = [column.is_number for column in columns]
    if kind == "csv":
        return exporting.csv_table(headings, rows, numeric, exporting.separator_of(language))
    return xlsx_writer.workbook(
        [
            (_("Members"), exporting.widths_of(headings), headings, rows, numeric, False),
            _sheet_about(about),
        ]
    )


def _sheet_about(about):
    rows = [[str(label), _cell(value)] for label, value in about.values()]
    return _("About this list"), (30, 100), rows[0], rows[1:], [False, False], True


def _cell(value):
    if isinstance(value, list):
        return "; ".join(text for text in value if text)
    return "" if value is None else str(value)


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
