"""Excel's workbooks: their sheets, the texts that cells share and which numbers are dates."""

import posixpath
import re
import zipfile
from dataclasses import dataclass, field

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from .file_layout import MOST_ROWS, FileError, damaged
from .notes import Notes
from .row_counts import open_xml_rows
from .workbooks import check
from .xlsx_sheet import sheet_rows
from .xml_stream import START, TEXT, walk

_DIMENSION = re.compile(rb'<(?:\w+:)?dimension ref="[A-Z]+[0-9]+:[A-Z]+([0-9]{1,7})"')
_HEAD = 4096


@dataclass
class Book:
    """What cells of a workbook refer to.

    Attributes:
        archive: the open ZipFile.
        sheets: {title: (name of its part, whether it is hidden)}, in their order.
        strings: the texts that cells share.
        dates: for each style, whether it shows a number as a date.
        epoch: the day from which dates are counted.
    """

    archive: zipfile.ZipFile
    sheets: dict = field(default_factory=dict)
    strings: list = field(default_factory=list)
    dates: list = field(default_factory=list)
    epoch: object = WINDOWS_EPOCH


def sheets(path):
    """Return [(title, whether it is hidden), …] of a workbook; raise FileError for none."""
    check(path)
    try:
        with zipfile.ZipFile(path) as archive:
            outline = _outline(archive).sheets
            if not outline:
                raise damaged()
            return [(title, hidden) for title, (_part, hidden) in outline.items()]
    except FileError:
        raise
    except Exception:
        # As in rows(): whatever a file that is not whole may raise.
        raise damaged() from None


def _outline(archive):
    """Return a Book with its sheets and its epoch."""
    book, targets = Book(archive), relations(archive, "xl/workbook.xml")
    with archive.open("xl/workbook.xml") as part:
        for kind, name, attributes in walk(part):
            if kind == START and name == "sheet":
                target, hidden = targets[attributes["id"]], attributes.get("state", "visible")
                if "worksheet" in target[1]:
                    book.sheets[attributes["name"]] = (target[0], hidden != "visible")
            elif kind == START and attributes.get("date1904") in ("1", "true"):
                book.epoch = MAC_EPOCH
    return book


def relations(archive, part):
    """Return {id: (target, kind)} of a part; targets within the archive are whole names."""
    folder, name = posixpath.split(part)
    beside = f"{folder}/_rels/{name}.rels"
    if beside not in archive.namelist():
        return {}
    targets = {}
    with archive.open(beside) as rels:
        for kind, _name, about in walk(rels):
            if kind == START and "Id" in about:
                target = about.get("Target", "")
                if about.get("TargetMode") != "External":
                    inner = target if target.startswith("/") else f"/{folder}/{target}"
                    target = posixpath.normpath(inner).lstrip("/")
                targets[about["Id"]] = (target, about.get("Type", ""))
    return targets


def _opened(archive):
    """Return the Book of an archive, with all that its cells need."""
    book = _outline(archive)
    names = set(archive.namelist())
    by_kind = {
        kind.rpartition("/")[2]: target
        for target, kind in relations(archive, "xl/workbook.xml").values()
    }
    if (part := by_kind.get("sharedStrings")) in names:
        with archive.open(part) as file:
            book.strings = list(_strings(file))
    if (part := by_kind.get("styles")) in names:
        with archive.open(part) as file:
            book.dates = _dates(file)
    return book


def _strings(file):
    texts, inside, spoken = [], False, False
    for kind, name, _attributes in walk(file):
        if kind == TEXT:
            if inside and not spoken:
                texts.append(name)
        elif name == "t":
            inside = kind == START
        elif name == "rPh":  # how a Japanese word is spoken, beside the word itself
            spoken = kind == START
        elif name == "si":
            if kind != START:
                yield "".join(texts)
            texts = []


def _dates(file):
    formats, dates, in_cells = dict(BUILTIN_FORMATS), [], False
    for kind, name, attributes in walk(file):
        if name == "cellXfs":
            in_cells = kind == START
        elif kind == START and name == "numFmt":
            formats[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif kind == START and name == "xf" and in_cells:
            form = formats.get(int(attributes.get("numFmtId", 0)), "General")
            dates.append(is_date_format(form))
    return dates


def rows(path, layout, notes=None):
    """Yield the rows of a workbook's sheet as lists of cells, each a text or Broken.

    Raises:
        FileError: where it is damaged.
    """
    check(path)
    notes, number = notes or Notes(), 0
    try:
        with zipfile.ZipFile(path) as archive:
            book = _opened(archive)
            part, _hidden = book.sheets.get(layout.sheet) or next(iter(book.sheets.values()))
            for cells in sheet_rows(book, part, layout, notes, relations(archive, part)):
                number += 1
                yield cells
    except FileError:
        raise
    except Exception:
        # Parsing raises whatever it meets in a file that is not whole.
        error = damaged()
        error.row = number + 1 if number else 0
        raise error from None


def count(path, layout):
    """Return how many rows a sheet says that it has, or has where it says none or too many."""
    try:
        with zipfile.ZipFile(path) as archive:
            titles = _outline(archive).sheets
            part, _hidden = titles.get(layout.sheet) or next(iter(titles.values()))
            with archive.open(part) as sheet:
                dimension = _DIMENSION.search(sheet.read(_HEAD))
            # A sheet that was filled down to its end says that it has a million rows.
            if dimension and 1 < int(dimension[1]) <= MOST_ROWS:
                return int(dimension[1])
            with archive.open(part) as sheet:
                return open_xml_rows(sheet)
    except Exception:
        return 0  # the rehearsal says what is wrong
