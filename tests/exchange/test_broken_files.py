"""Files broken in every way: a clear word by row and column, and the data stay as they are."""

import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from members.exchange import uploads
from members.exchange.column_help import template_row
from members.exchange.columns import importable
from members.exchange.exporting import FORMATS, table
from members.exchange.file_layout import FileError
from members.models import ImportJob, Member
from tests.exchange.importing import (
    complaints,
    csv_file,
    exported,
    rehearsed,
    xlsx_file,
)
from tests.helpers import make_area, make_member, make_place, make_theme, make_user

pytestmark = pytest.mark.django_db


def file_of(content, name="members.csv"):
    """Return an uploaded file of some bytes."""
    return SimpleUploadedFile(name, content)


def trouble(file):
    """Return (row, column, message) of what is wrong with a file, at upload or rehearsal."""
    try:
        job = rehearsed(file)
    except FileError as error:
        assert not ImportJob.objects.exists()
        return error.row, error.column, error.message
    assert job.state == ImportJob.State.FAILED, job.counts
    assert not job.rows.exclude(outcome="new").exclude(outcome="unchanged").exists()
    return job.trouble["row"], job.trouble["column"], job.trouble["message"]


def zipped(**parts):
    """Return a ZIP of {name with "__" for "/": bytes}."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def workbook(change):
    """Return a workbook's bytes after change({part: bytes}) had its way."""
    source = zipfile.ZipFile(xlsx_file(["name"], ["Water"]))
    parts = {name: source.read(name) for name in source.namelist()}
    change(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def _bomb(parts):
    head, tail = parts[SHEET].split(b"<sheetData>")
    parts[SHEET] = head + b"<sheetData>" + b" " * 300_000_000 + tail


def _laughs(parts):
    entities = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">'.encode()
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    parts[SHEET] = parts[SHEET].replace(b"<worksheet", entities + b"]><worksheet", 1)
    parts[SHEET] = parts[SHEET].replace(b"Water", b"&i;")


def _gap(parts):
    far = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", far + b"</sheetData>")


def _empty_rows(parts):
    rows = b"".join(f'<row r="{n}"><c r="A{n}"/></row>'.encode() for n in range(3, 20_000))
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", rows + b"</sheetData>")


def _wide(parts):
    far = b'<row r="3"><c r="XFD3" t="inlineStr"><is><t>x</t></is></c></row>'
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", far + b"</sheetData>")


def _cut(parts):
    parts[SHEET] = parts[SHEET][:-60]


def _no_sheet(parts):
    del parts[SHEET]


UTF16 = "name\r\nWater\r\n".encode("utf-16")
ENTIRELY = {
    "an empty file": (b"", 0, "This file is empty."),
    "only empty rows": (b"\r\n" * 40, 0, "This file contains only empty rows."),
    "an old Excel file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, 0, "This is an old"),
    "a PDF": (b"%PDF-1.7\n", 0, "This is a PDF file. Save your table as CSV, XLSX or ODS."),
    "a page": (b"\n<!DOCTYPE html><table>", 0, "This is a HTML file."),
    "a ZIP": (zipped(readme=b"x"), 0, "This is a ZIP file."),
    "an OpenDocument text": (zipped(mimetype=b"x"), 0, "This is a OpenDocument file."),
    "a cut OpenDocument": (
        zipped(mimetype=b"x", **{"content.xml": b"<a><b>"}),
        0,
        "This workbook is damaged",
    ),
    "a cut ZIP": (zipped(xl__workbook=b"x" * 900)[:-40], 0, "This workbook is damaged"),
    "a ZIP with the names only": (
        zipped(**{"[Content_Types].xml": b"x", "xl__workbook.xml": b"x"}),
        0,
        "This workbook is",
    ),
    "cut UTF-16": (UTF16[:-1], 2, "This part of the file is not text in UTF-16."),
    "a huge cell": (b'name,city\r\nWater,"' + b"x" * 140_000 + b'"\r\n', 2, "This cell is longer"),
    "a large cell": (b"name,city\r\nWater," + b"x" * 110_000 + b"\r\n", 2, "This cell is longer"),
    "a million empty rows": (b"name\r\nWater\r\n" + b",\r\n" * 1_000_000, 3, "From here on more"),
    "a row without end": (b"name,city\r\nWater" + b",x" * 1200, 2, "This row reaches column"),
    "a NUL in a heading": (b"na\0me,city\r\nWater,x\r\n", 1, "This cell contains a NUL character"),
    "a workbook that bursts": (workbook(_bomb), 0, "Unpacked, this workbook would be"),
    "a million laughs": (workbook(_laughs), 0, "This workbook is damaged"),
    "a row at the very end": (workbook(_gap), 3, "From here on more than 10000 rows are empty."),
    "a workbook of empty rows": (workbook(_empty_rows), 3, "From here on more than 10000 rows"),
    "a cell at the far right": (workbook(_wide), 3, "This row reaches column XFD"),
    "a workbook cut in its sheet": (workbook(_cut), 3, "This workbook is damaged"),
    "a workbook without its sheet": (workbook(_no_sheet), 0, "This workbook is damaged"),
}


@pytest.mark.parametrize("what", ENTIRELY)
def test_a_file_that_cannot_be_read_says_why_and_where(what):
    make_member("Air", city="Gent")
    content, row, words = ENTIRELY[what]
    number, _column, message = trouble(file_of(content))
    assert message.startswith(words)
    assert number == row
    assert list(Member.objects.values_list("name", "city")) == [("Air", "Gent")]


def test_a_file_that_is_too_large_is_not_kept(tmp_path):
    file = file_of(b"name\r\n")
    file.size = 51 * 1024 * 1024
    assert trouble(file)[2] == "This file is 51 MB; at most 50 MB fit. Split it."
    assert not list(tmp_path.rglob("*.upload"))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators_are_found_out(encoding, separator):
    rows = ["Name", "Town"], ["Médecins, “sans” vacances; – €", "Liège"]
    job = rehearsed(csv_file(*rows, encoding=encoding, separator=separator))
    assert (job.layout["encoding"], job.layout["separator"]) == (encoding, separator)
    changes = job.rows.get().changes
    assert (changes["name"]["new"], changes["city"]["new"]) == tuple(rows[1])


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_line_ends_are_found_out(line_end):
    job = rehearsed(csv_file(["name", "city"], ["Water", "Gent"], line_end=line_end))
    assert job.layout["line_ends"] == line_end
    assert job.counts["new"] == 1


def test_line_ends_may_be_mixed():
    job = rehearsed(file_of(b"name\rWater\nAir\r\nFire\r"))
    assert (job.layout["line_ends"], job.counts["new"]) == ("mixed", 3)


def test_unknown_and_double_columns_are_left_out():
    job = rehearsed(csv_file(["Name", "Shoe", "Town", "City"], ["Water", "44", "Gent", "Brugge"]))
    assert job.mapping == ["name", "", "city", ""]
    assert job.rows.get().changes["city"]["new"] == "Gent"


def test_a_cell_without_a_heading_is_refused():
    job = rehearsed(csv_file(["name", "city"], ["Water", "Gent", "what is this"]))
    assert complaints(job) == [(2, "C", "There is no heading above this cell.")]


def test_other_sheets_and_pictures_do_not_matter():
    book = openpyxl.Workbook()
    book.active.append(["name"])
    book.active.append(["Water"])
    book.create_sheet("Notes").append(["x"])
    out = io.BytesIO()
    book.save(out)
    assert rehearsed(file_of(out.getvalue(), "x.xlsx")).counts["new"] == 1


@pytest.mark.parametrize("terms", [0, 2])
def test_the_template_itself_can_be_imported(terms):
    for number in range(terms):
        make_theme(f"theme-{number}")
        make_area(f"area-{number}")
        make_place(f"place-{number}")
    for kind in FORMATS:
        pieces = table(importable(2), [template_row()], kind, "en", explain=True)
        job = rehearsed(file_of(b"".join(pieces)))
        assert complaints(job) == []
        assert job.counts["new"] == 1
        assert ("explanation" in job.notes) == (kind == "csv")
        assert ("themes" in job.rows.get().changes) == bool(terms)


def test_a_file_is_kept_where_nobody_else_reads_it(settings):
    path = uploads.path_of(uploads.receive(exported(), make_user()))
    assert path.parent == type(path)(settings.IMPORT_ROOT)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
