"""Workbooks of other programs: LibreOffice's own form, and strict Open XML."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.exchange.importing import complaints, rehearsed, xlsx_file
from tests.exchange.test_files_as_they_come import read
from tests.exchange.test_identity import again

pytestmark = pytest.mark.django_db
_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
_STRICT = (
    (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def packed(parts, name):
    """Return an uploaded ZIP of {name: text or bytes}."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return SimpleUploadedFile(name, out.getvalue())


def ods_file(tables):
    """Return an OpenDocument with the XML of its tables, as LibreOffice writes around them."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        f'xmlns:office="{_NAMES}:office:1.0" xmlns:table="{_NAMES}:table:1.0" '
        f'xmlns:text="{_NAMES}:text:1.0" xmlns:style="{_NAMES}:style:1.0" '
        f'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<office:automatic-styles><style:style style:name="ta1" style:family="table">'
        '<style:table-properties table:display="true"/></style:style>'
        '<style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": mime, "content.xml": content}, "leden.ods")


def cells(*texts, after=""):
    """Return a row of text cells, and whatever stands behind them."""
    row = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f"<table:table-row>{row}{after}</table:table-row>"


EMPTY_END = (
    '<table:table-row table:number-rows-repeated="1048560">'
    '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
)


def sheet(name, rows, style="ta1"):
    """Return a sheet of some rows, empty to its end."""
    start = f'<table:table table:name="{name}" table:style-name="{style}">'
    return f"{start}{rows}{EMPTY_END}</table:table>"


def test_a_sheet_of_libreoffice_is_read_to_its_end():
    rows = cells("Ledenlijst") + cells("Naam", "Stad", "Opgericht", "Website")
    rows += cells(
        "De <text:span>Kiem</text:span>",
        "Gent",
        after=(
            '<table:table-cell office:value-type="float" office:value="1998"><text:p>1.998</text:p>'
            "<office:annotation><text:p>een nota</text:p></office:annotation></table:table-cell>"
            '<table:table-cell office:value-type="string"><text:p><text:a '
            'xlink:href="https://kiem.example.org/">onze site</text:a></text:p></table:table-cell>'
        ),
    )
    hidden = sheet("lijsten", cells("naam", "stad"), style="ta2")
    job = rehearsed(ods_file(hidden + sheet("Leden", rows)))
    assert (job.layout["kind"], job.layout["sheet"]) == ("ods", "Leden")
    assert complaints(job) == []
    found = read(job, "name", "city", "founded_year", "website")
    assert found == [("De Kiem", "Gent", 1998, "https://kiem.example.org/")]


def test_merged_hidden_and_computed_cells_of_libreoffice():
    merged = (
        '<table:table-cell table:number-rows-spanned="2" office:value-type="string">'
        "<text:p>Gent</text:p></table:table-cell>"
    )
    rows = cells("Naam", "Stad", "Straat") + cells("Een", after=merged)
    rows += (
        '<table:table-row table:visibility="filter"><table:table-cell office:value-type="string">'
        "<text:p>Twee</text:p></table:table-cell><table:covered-table-cell/><table:table-cell "
        'table:formula="of:=UPPER(&quot;a&quot;)" office:value-type="string">'
        "<text:p>A</text:p></table:table-cell></table:table-row>"
    )
    job = rehearsed(ods_file(f'<table:table table:name="L">{rows}{EMPTY_END}</table:table>'))
    assert read(job, "name", "city", "street_address") == [
        ("Een", "Gent", None),
        ("Twee", "Gent", "A"),
    ]
    assert {kind: note["rows"] for kind, note in job.notes.items()} == {
        "merged": [3],
        "hidden": [3],
        "formulas": [3],
    }


def test_strict_open_xml_is_read():
    source = zipfile.ZipFile(xlsx_file(["name", "city", "founded_year"], ["De Kiem", "Gent", 1998]))
    parts = {name: source.read(name) for name in source.namelist()}
    for old, new in _STRICT:
        parts = {name: content.replace(old, new) for name, content in parts.items()}
    job = rehearsed(packed(parts, "strict.xlsx"))
    assert read(job, "name", "city", "founded_year") == [("De Kiem", "Gent", 1998)]


def test_results_that_a_workbook_keeps_are_taken_unless_somebody_says_no():
    source = zipfile.ZipFile(xlsx_file(["name", "city"], ["De Kiem", "=UPPER(A1)"]))
    parts = {name: source.read(name) for name in source.namelist()}
    part = "xl/worksheets/sheet1.xml"
    kept = re.sub(rb"<v ?/>|<v></v>", b"<v>GENT</v>", parts[part])
    parts[part] = kept.replace(b'<c r="B2">', b'<c r="B2" t="str">')
    job = rehearsed(packed(parts, "results.xlsx"))
    assert read(job, "city") == [("GENT",)]
    job.layout["formulas"] = False
    job.save()

    [(row, column, _words)] = complaints(again(job))
    assert (row, column) == (2, "city")
