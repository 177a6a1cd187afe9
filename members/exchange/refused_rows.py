"""The rows of an import that come to nothing, as a table to mend and send again."""

import csv
import io

from django.utils.translation import gettext as _

from members.models import ImportRow

from . import escaping, tables, uploads
from .file_layout import Broken, Layout

_O = ImportRow.Outcome
_PIECE = 1 << 16


def refused_rows(job, separator=","):
    """Return the bytes, piece by piece, of a CSV of the rows that come to nothing.

    Refused, left out or not decided: their own columns stand in it as they were read, and why in
    a last one, in the active language.
    """
    # The pieces are made when nobody's language is active any more.
    words = {choice: str(label) for choice, label in (*ImportRow.Question.choices, *_O.choices)}
    return _pieces(job, separator, _("Why it was not taken"), words)


def _pieces(job, separator, heading, words):
    outcomes = [_O.ERROR, _O.ASKED, _O.LEFT_OUT, _O.CONFLICT]
    rows = job.rows.filter(outcome__in=outcomes).iterator(chunk_size=1000)
    table = tables.rows(uploads.path_of(job), Layout.of(job.layout))
    _number, headings = next(table)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator)
    buffer.write("\ufeff")
    writer.writerow([*headings, heading])
    refused = next(rows, None)
    for number, cells in table:
        if refused is None:
            break
        if number == refused.number:
            texts = [_text(cell) for cell in cells[: len(headings)]]
            texts += [""] * (len(headings) - len(texts))
            writer.writerow([*texts, _why(refused, words)])
            refused = next(rows, None)
        if buffer.tell() > _PIECE:
            yield buffer.getvalue().encode("utf-8", "replace")
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode("utf-8", "replace")


def _text(cell):
    return "" if isinstance(cell, Broken) else escaping.safe(str(cell))


def _why(row, words):
    if row.errors:
        return escaping.safe(
            " ".join(
                f"{error['column']}: {error['message']}" if error["column"] else error["message"]
                for error in row.errors
            )
        )
    return words[row.question or row.outcome]
