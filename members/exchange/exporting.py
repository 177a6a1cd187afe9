"""Members written as a table, CSV or XLSX, piece by piece: no file is ever whole in memory."""

import csv
import io
import tempfile
from contextlib import suppress

from django.db.models import Max, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from members.models import FocusArea, Member
from members.publishing import values

from . import cells, escaping
from .columns import IDENTIFIER, NUMBERS, columns
from .explaining import explained

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_BATCH = 500
_PIECE = 1 << 16
# Excel takes these words for its own errors, so a cell must say that they are text.
_ERROR_WORDS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})


def export(members, kind, language=None, separator=","):
    """Yield the bytes of a table of members, all their fields in all languages.

    Importing it again changes nothing.

    Args:
        members: a Member queryset, in the order wanted.
        kind: a name of FORMATS.
        language: of the headings; None is the active one.
        separator: of CSV, the sign between two cells.
    """
    chosen = columns(_most_areas(members))
    rows = (row(member, chosen) for member in whole(members))
    return table(chosen, rows, kind, language, separator)


def whole(members):
    """Yield members with their parts, in batches: six queries for each 500."""
    yield from members.with_parts().iterator(chunk_size=_BATCH)


def _most_areas(members):
    ids = members.order_by().values("pk")
    counted = FocusArea.objects.filter(member__in=Subquery(ids)).aggregate(
        most=Coalesce(Max("position") + 1, 0)
    )
    return counted["most"]


def row(member, chosen):
    """Return the texts of one member's cells, unescaped."""
    return row_of(str(member.uuid), values.read(member), chosen)


def row_of(identifier, plain, chosen):
    """Return the texts of the cells of some plain values ({field: value}), unescaped."""
    return [
        identifier if column.field == IDENTIFIER else cells.written(column, plain[column.field])
        for column in chosen
    ]


def table(chosen, rows, kind, language=None, separator=",", *, explain=False):
    """Yield the bytes of a table with rows of unescaped texts.

    Args:
        chosen: the Columns.
        rows: an iterable of lists of texts.
        kind: a name of FORMATS.
        language: of the headings; None is the active one.
        separator: of CSV, the sign between two cells.
        explain: whether CSV has a row that explains each column; XLSX has a sheet for it anyway.
    """
    language = language or get_language()
    with override(language):
        headings = [column.heading for column in chosen]
        notes = [(column.heading, column.key, *explained(column)) for column in chosen]
    numeric = [column.field in NUMBERS for column in chosen]
    if kind == "csv":
        extra = [[f"# {notes[0][2]}", *(note[2] for note in notes[1:])]] if explain else []
        return _csv(headings, extra, rows, numeric, separator)
    return _xlsx(headings, notes, rows, numeric, language)


def _csv(headings, extra, rows, numeric, separator):
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator)
    # With a mark at the start, or Excel reads é as two signs.
    buffer.write("\ufeff")
    writer.writerow(headings)
    writer.writerows(extra)
    for texts in rows:
        writer.writerow(
            text if is_number else escaping.safe(text)
            for text, is_number in zip(texts, numeric, strict=True)
        )
        if buffer.tell() > _PIECE:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _xlsx(headings, notes, rows, numeric, language):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    with override(language):
        sheet.title = str(Member._meta.verbose_name_plural).capitalize()[:31]
        _explain(book, notes)
    sheet.freeze_panes = "C2"
    for number, heading in enumerate(headings, 1):
        width = min(max(len(heading) + 3, 14), 40)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_styled(sheet, heading, font=Font(bold=True)) for heading in headings])
    for texts in rows:
        cells_of_row = zip(texts, numeric, strict=True)
        sheet.append([_cell(sheet, text, is_number) for text, is_number in cells_of_row])
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _cell(sheet, text, is_number):
    if is_number and text:
        with suppress(ValueError):
            number = float(text)
            # openpyxl writes 16 digits; what has more stays text, so that nothing is lost.
            if repr(number) == f"{number:.16g}" or text == f"{number:.16g}":
                return number
        return _as_text(sheet, text)
    text = escaping.safe_in_xlsx(text)
    return _as_text(sheet, text) if text in _ERROR_WORDS else text or None


def _as_text(sheet, text):
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _styled(sheet, text, **styles):
    cell = WriteOnlyCell(sheet, text)
    for name, style in styles.items():
        setattr(cell, name, style)
    return cell


def _explain(book, notes):
    sheet = book.create_sheet(_("Explanation"))
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCD", (42, 30, 70, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    titles = (_("Column"), _("Also known as"), _("What it contains"), _("Example"))
    sheet.append([_styled(sheet, title, font=bold) for title in titles])
    for note in notes:
        sheet.append(
            [_styled(sheet, escaping.safe_in_xlsx(text), alignment=wrapped) for text in note]
        )
