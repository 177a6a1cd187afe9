"""A file as a table: headings first, then its rows, whatever kind of file it is."""

from dataclasses import dataclass, replace
from itertools import islice

from django.utils.translation import gettext as _

from . import csv_files, file_layout, heading_rows, ods_files, xlsx_files
from .column_detection import recognise_all
from .file_layout import NO_HEADINGS, Broken, Cell, FileError
from .notes import Notes
from .skipped_rows import PassedOver
from .text_repair import MENDS, repaired

_KINDS = {"csv": csv_files, "xlsx": xlsx_files, "ods": ods_files}
_PREVIEW = 3
# Rows by which the columns are recognised.
_SAMPLE = 200
_MOST_SHEETS = 20


@dataclass(frozen=True)
class Outline:
    """What can be said of a file after a first look.

    Attributes:
        layout: the Layout.
        headings: the texts of its headings.
        sample: the first rows under them, as lists of texts.
    """

    layout: file_layout.Layout
    headings: list
    sample: list

    @property
    def preview(self):
        """The rows that a person is shown."""
        return self.sample[:_PREVIEW]


def detect(path):
    """Return the Layout of a file; raise FileError where it is no table."""
    module = _KINDS[kind := file_layout.kind_of(path)]
    if kind == "csv":
        layout = module.detect(path)
        layout = replace(layout, heading_row=_heading_row(path, layout)[0])
    else:
        layout = _best_sheet(path, kind, module.sheets(path))
    # What a member's own export says stands: its identifiers tell that it is one.
    keys, _doubts = recognise_all((outline := look(path, layout)).headings, outline.sample)
    return layout if "id" in keys else replace(layout, mend=tuple(MENDS))


def _best_sheet(path, kind, sheets):
    """Return the Layout with the sheet whose headings are known best, a visible one first."""
    titles = [title for title, hidden in sheets if not hidden] or [title for title, _h in sheets]
    best, most, trouble = None, -1, None
    for title in titles[:_MOST_SHEETS]:
        layout = file_layout.Layout(kind, sheet=title)
        try:
            row, recognised = _heading_row(path, layout)
        except FileError as error:
            trouble = trouble or error
            continue
        if recognised > most:
            best, most = replace(layout, heading_row=row), recognised
    if best is None:
        raise trouble
    return best


def _heading_row(path, layout):
    first = first_rows(path, layout)
    if not first:
        raise FileError(_("This file contains only empty rows."))
    return heading_rows.heading_row(first)


def with_headings_found(path, layout):
    """Return a Layout with the row of its headings looked for anew."""
    return replace(layout, heading_row=_heading_row(path, layout)[0])


def first_rows(path, layout):
    """Return (number, cells) of the first rows that hold something, wherever the table begins."""
    following = file_layout.bounded(_KINDS[layout.kind].rows(path, layout))
    return list(islice(following, heading_rows.LOOKED_AT))


def sheets(path, layout):
    """Return [(title, whether it is hidden), …] of a workbook, nothing for a text file."""
    return _KINDS[layout.kind].sheets(path)


def look(path, layout):
    """Return the Outline of a file, read as a Layout says.

    Raises:
        FileError: where there is nothing to read.
    """
    table = rows(path, layout)
    _number, headings = next(table)
    sample = [
        ["" if isinstance(cell, Broken) else cell[:200] for cell in cells]
        for _number, cells in islice(table, _SAMPLE)
    ]
    return Outline(layout, headings, sample)


def rows(path, layout, notes=None):
    """Yield (row number, cells): first the headings, as texts, then each row that is a member's.

    Args:
        path: where the file is.
        layout: its Layout.
        notes: the Notes that count what was passed over and mended.

    Raises:
        FileError: where the file cannot be read further, or has no headings.
    """
    notes = notes or Notes()
    following = file_layout.bounded(_KINDS[layout.kind].rows(path, layout, notes))
    number, headings, first = _headings(following, layout)
    yield number, headings
    passed_over = PassedOver(headings)
    for number, cells in _chained(first, following):
        if reason := passed_over.reason(cells):
            notes.add(reason, number)
            continue
        if layout.kind != "csv":
            # A workbook does not tell an empty cell from one that is not there.
            cells += [""] * (len(headings) - len(cells))
        yield number, [_mended(cell, layout, notes, number) for cell in cells]


def _chained(first, following):
    yield from first
    yield from following


def _headings(following, layout):
    """Return (number, headings, rows that were read behind them)."""
    if layout.heading_row == NO_HEADINGS:
        first = list(islice(following, heading_rows.LOOKED_AT))
        return 0, heading_rows.letters([cells for _number, cells in first]), first
    above = []
    for number, cells in following:
        if number >= layout.heading_row:
            for index, cell in enumerate(cells):
                if isinstance(cell, Broken):
                    raise FileError(cell.message, number, file_layout.column_name([], index))
            return number, file_layout.trimmed(heading_rows.combined(above, cells)), []
        above = cells
    raise FileError(_("This file contains only empty rows."))


def _mended(cell, layout, notes, number):
    if not layout.mend or not isinstance(cell, str) or cell.isalnum():
        return cell
    better = repaired(cell, layout.mend)
    if better == cell:
        return cell
    notes.add("mended", number)
    return Cell(better, link=cell.link) if isinstance(cell, Cell) else better


def count(path, layout):
    """Return how many rows a file has, or says that it has; 0 where it does not say."""
    return _KINDS[layout.kind].count(path, layout)
