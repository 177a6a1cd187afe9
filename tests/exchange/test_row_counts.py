"""How many rows a workbook has is known when it comes, whatever it says of itself."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from members.exchange import file_layout, ods_writer, row_counts, uploads, xlsx_writer
from members.exchange.file_layout import FileError
from tests.helpers import make_user

pytestmark = pytest.mark.django_db
WRITERS = {"xlsx": xlsx_writer, "ods": ods_writer}


def workbook(kind, rows):
    """Return an uploaded workbook whose second sheet has so many members."""
    lists = ("Lists & more", [], ["x"], [["y"]] * 7, [False], False)
    members = ("Leden < 9", [], ["name", "city"], _members(rows), [False] * 2, False)
    content = b"".join(WRITERS[kind].workbook([lists, members]))
    return SimpleUploadedFile(f"members.{kind}", content)


def _members(count):
    for number in range(count):
        yield [f"Member {number}", "Gent"]


def without_dimension(upload):
    """Return a workbook that does not say how large its sheets are."""
    out = io.BytesIO()
    with zipfile.ZipFile(upload) as archive, zipfile.ZipFile(out, "w") as fresh:
        for name in archive.namelist():
            fresh.writestr(name, re.sub(rb"<dimension[^>]*>", b"", archive.read(name)))
    return SimpleUploadedFile("members.xlsx", out.getvalue())


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("piece", [1 << 20, 97])
def test_the_rows_of_the_sheet_that_is_read_are_counted(kind, piece, monkeypatch):
    monkeypatch.setattr(row_counts, "_PIECE", piece)
    upload = workbook(kind, 120)
    if kind == "xlsx":
        upload = without_dimension(upload)
    assert uploads.receive(upload, make_user()).total == 121


@pytest.mark.parametrize("kind", WRITERS)
def test_a_workbook_of_too_many_rows_is_refused_when_it_comes(kind, monkeypatch):
    for module in (file_layout, row_counts):
        monkeypatch.setattr(module, "MOST_ROWS", 300)
    monkeypatch.setattr("members.exchange.xlsx_files.MOST_ROWS", 300)
    with pytest.raises(FileError, match="at most 300 fit"):
        uploads.receive(workbook(kind, 400), make_user())
