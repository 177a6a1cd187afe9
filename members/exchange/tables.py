"""A file as a table: headings first, then its rows, whatever kind of file it is."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import csv_files, reading, xlsx_files
from .reading import Broken, FileError

_KINDS = {"csv": csv_files, "xlsx": xlsx_files}
_PREVIEW = 3


@dataclass(frozen=True)
class Outline:
    """What can be said of a file after a first look.

    Attributes:
        layout: the Layout.
        headings: the texts of its first row.
        sample: the first rows after it, as lists of texts.
    """

    layout: reading.Layout
    headings: list
    sample: list


def detect(path):
    """Return the Layout of a file; raise FileError where it is no table."""
    return _KINDS[reading.kind_of(path)].detect(path)


def look(path, layout):
    """Return the Outline of a file, read as a Layout says.

    Raises:
        FileError: where there is nothing to read.
    """
    table = rows(path, layout)
    _number, headings = next(table)
    sample = []
    for _number, cells in table:
        sample.append(["" if isinstance(cell, Broken) else cell[:200] for cell in cells])
        if len(sample) == _PREVIEW:
            break
    return Outline(layout, headings, sample)


def rows(path, layout):
    """Yield (row number, cells): first the headings, as texts, then every row that is not empty.

    Rows that begin with "#" explain the template and are passed over.

    Raises:
        FileError: where the file cannot be read further, or has no headings.
    """
    following = reading.bounded(_KINDS[layout.kind].rows(path, layout))
    number, headings = next(following, (0, None))
    if headings is None:
        raise FileError(_("This file contains only empty rows."))
    for index, cell in enumerate(headings):
        if isinstance(cell, Broken):
            raise FileError(cell.message, number, reading.column_name([], index))
    headings = reading.trimmed(headings)
    yield number, headings
    for number, cells in following:
        if isinstance(cells[0], str) and cells[0].startswith("# "):
            continue
        if layout.kind == "xlsx":
            # A workbook does not tell an empty cell from one that is not there.
            cells += [""] * (len(headings) - len(cells))
        yield number, cells


def count(path, layout):
    """Return how many rows a file has, or says that it has; 0 where it does not say."""
    return _KINDS[layout.kind].count(path, layout)
