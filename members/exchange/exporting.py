"""Members written as a table, CSV, XLSX or ODS, piece by piece: no file is ever whole in memory."""

import csv
import io

from django.db.models import Max, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from members.models import FocusArea, Member
from members.publishing import values

from . import cells, escaping, ods_writer, xlsx_writer
from .column_help import explained, vocabulary_of_columns
from .columns import IDENTIFIER, NUMBERS, columns

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": ods_writer.MIME,
}
_WRITERS = {"xlsx": xlsx_writer, "ods": ods_writer}
_BATCH = 500
_PIECE = 1 << 16


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
    rows = (row(member, chosen) for member in with_parts(members))
    return table(chosen, rows, kind, language, separator)


def with_parts(members):
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
        identifier if column.field == IDENTIFIER else cells.cell_text(column, plain[column.field])
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
        explain: whether CSV has a row that explains each column; workbooks have a sheet for it.
    """
    language = language or get_language()
    with override(language):
        headings = [column.heading for column in chosen]
        notes = _notes(chosen) if explain or kind != "csv" else []
    numeric = [column.field in NUMBERS for column in chosen]
    if kind == "csv":
        extra = [[f"# {notes[0][2]}", *(note[2] for note in notes[1:])]] if explain else []
        return csv_table(headings, rows, numeric, separator, extra)
    return _workbook(_WRITERS[kind], headings, notes, rows, numeric, language)


def _notes(chosen):
    terms = vocabulary_of_columns()
    return [(column.heading, column.key, *explained(column, terms)) for column in chosen]


def simple_table(title, headings, rows, kind, separator=","):
    """Yield the bytes of any other table of unescaped texts."""
    numeric = [False] * len(headings)
    if kind == "csv":
        return csv_table(headings, rows, numeric, separator)
    widths = [28] * len(headings)
    return _WRITERS[kind].workbook([(title, widths, headings, rows, numeric, False)])


def separator_of(language):
    """Return the sign between cells that Excel expects in a language: its list separator."""
    return ";" if language in ("nl", "fr", "de") else ","


def widths_of(headings):
    """Return the widths of columns, in characters, by their headings."""
    return [min(max(len(heading) + 3, 14), 40) for heading in headings]


def csv_table(headings, rows, numeric, separator=",", extra=()):
    """Yield the bytes of a CSV that no spreadsheet takes for formulas.

    Args:
        headings: the first row.
        rows: an iterable of lists of unescaped texts.
        numeric: for each column, whether it holds numbers.
        separator: the sign between two cells.
        extra: rows between the headings and the others, written as they are.
    """
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


def _workbook(writer, headings, notes, rows, numeric, language):
    with override(language):
        title = str(Member._meta.verbose_name_plural).capitalize()[:31]
        second = _("Explanation")
        about = [_("Column"), _("Also known as"), _("What it contains"), _("Example")]
    return writer.workbook(
        [
            (title, widths_of(headings), headings, rows, numeric, False),
            (second, (42, 30, 70, 40), about, notes, [False] * len(about), True),
        ]
    )
