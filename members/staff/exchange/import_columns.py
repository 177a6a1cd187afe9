"""How the file of an import is read, and what each of its columns is."""

from dataclasses import asdict, replace

from django.contrib import messages
from django.utils.translation import gettext as _

from members.exchange import memory, tables, uploads
from members.exchange.column_detection import (
    BY_CONTENT,
    DOUBTFUL,
    NOT_OURS,
    recognise,
    recognise_all,
)
from members.exchange.columns import by_key, choices
from members.exchange.csv_files import LINE_ENDS, SEPARATORS
from members.exchange.encodings import ENCODINGS
from members.exchange.file_layout import NO_HEADINGS, Broken, FileError, Layout, column_name
from members.exchange.text_repair import MENDS, repaired
from members.models import ImportJob

# Rows among which a person may choose the headings.
_FIRST_ROWS = 15


def columns_of(job):
    """Return what the page about an import's columns shows."""
    layout = Layout.of(job.layout)
    try:
        path = uploads.path_of(job)
        outline = tables.look(path, layout)
        first, sheets = tables.first_rows(path, layout), tables.sheets(path, layout)
    except (FileError, FileNotFoundError):
        outline, first, sheets = None, [], []
    columns = [_column(job, index, outline) for index in range(len(job.mapping))]
    return {
        "layout": layout,
        "encodings": ENCODINGS.items(),
        "separators": _separators(layout),
        "line_ends": LINE_ENDS.get(layout.line_ends, ""),
        "sheets": sheets,
        "heading_rows": [(NO_HEADINGS, _("The table has no headings")), *map(_shown, first)],
        "mends": [(name, label, name in layout.mend) for name, label in MENDS.items()],
        "harm": _harm(path, layout) if outline else [],
        "unsure": [column for column in columns if column["target"] and column["doubt"]],
        "unknown": [column for column in columns if not column["target"]],
        "known": [column for column in columns if column["target"] and not column["doubt"]],
        "choices": [heading for _key, heading in choices()],
        "empties": ImportJob.Empty.choices,
    }


def _column(job, index, outline):
    key = job.mapping[index]
    rows = outline.preview if outline else []
    return {
        "index": index,
        "heading": column_name(job.headings, index),
        "target": by_key()[key].heading if key else "",
        "sample": [row[index] for row in rows if index < len(row) and row[index]],
        "doubt": _doubt(job.doubts.get(str(index))),
    }


def _doubt(why):
    return {
        BY_CONTENT: _("Recognised by what stands in it, not by its heading."),
        DOUBTFUL: _("Its heading can mean more than one thing."),
        NOT_OURS: _("These are not Koepel’s identifiers, so no member is looked up by them."),
    }.get(why, "")


def _separators(layout):
    choices = list(SEPARATORS.items())
    if layout.separator and layout.separator not in SEPARATORS:
        choices.append((layout.separator, layout.separator))
    return choices


def _shown(numbered):
    number, cells = numbered
    texts = ["…" if isinstance(cell, Broken) else str(cell).strip() for cell in cells]
    words = " · ".join(text for text in texts if text)[:80]
    return number, _("Row %(number)d: %(words)s") % {"number": number, "words": words}


def _harm(path, layout):
    """Return up to three (as it stands, as it would be mended) of a file's cells."""
    harm = []
    for row in tables.look(path, replace(layout, mend=())).sample:
        for text in row:
            better = repaired(text, tuple(MENDS))
            if better != text:
                harm.append((text[:80], better[:80]))
                if len(harm) == 3:
                    return harm
    return harm


def change_layout(job, request):
    """Read the headings anew where it was said how the file is read; return whether."""
    layout = Layout.of(job.layout)
    fresh = _asked_for(layout, request.POST)
    if fresh is None or fresh == layout:
        return False
    path = uploads.path_of(job)
    try:
        if (fresh.sheet, fresh.separator) != (layout.sheet, layout.separator):
            fresh = tables.with_headings_found(path, fresh)
        outline = tables.look(path, fresh)
    except (FileError, FileNotFoundError, UnicodeError):
        messages.error(request, _("The file cannot be read with these settings."))
        return True
    job.layout, job.headings = asdict(fresh), outline.headings
    keys, job.doubts = recognise_all(outline.headings, outline.sample)
    job.mapping = memory.with_remembered_headings(outline.headings, keys, job.doubts)
    job.save(update_fields=["layout", "headings", "mapping", "doubts"])
    messages.info(request, _("The file was read again. Check its columns."))
    return True


def _asked_for(layout, data):
    """Return the Layout that a form asks for, or None where it asks for none that can be."""
    changed = replace(layout, heading_row=_number(data.get("heading_row"), layout.heading_row))
    if "ticks" in data:  # a box that is not ticked is not sent
        mend = tuple(name for name in MENDS if name in data.getlist("mend"))
        changed = replace(changed, mend=mend, formulas="formulas" in data or layout.kind == "csv")
    if layout.kind != "csv":
        return replace(changed, sheet=data.get("sheet", layout.sheet))
    encoding = data.get("encoding", layout.encoding)
    separator = data.get("separator", layout.separator)
    separators = {*SEPARATORS, layout.separator}
    if encoding not in ENCODINGS or separator not in separators:
        return None
    return replace(changed, encoding=encoding, separator=separator)


def _number(text, default):
    try:
        return max(int(text), NO_HEADINGS)
    except (TypeError, ValueError):
        return default


def keys_of(job, request):
    """Return the keys of the columns chosen, or None where one of them cannot be."""
    keys = []
    for index, old in enumerate(job.mapping):
        heading = request.POST.get(f"column_{index}")
        if heading is None:
            keys.append(old)
            continue
        column = recognise(heading)
        if heading.strip() and column is None:
            messages.error(
                request, _("“%(name)s” is not a column of Koepel.") % {"name": heading[:80]}
            )
            return None
        keys.append(column.key if column else "")
    if not _can_be(keys, request):
        return None
    memory.remember_headings(job.headings, job.mapping, keys)
    return keys


def _can_be(keys, request):
    chosen = [key for key in keys if key]
    twice = next((key for key in chosen if chosen.count(key) > 1), None)
    if twice:
        words = _("Two columns of the file would become “%(name)s”. Leave one of them out.")
        messages.error(request, words % {"name": by_key()[twice].heading})
    elif not chosen:
        messages.error(request, _("No column of the file was recognised. Choose what each one is."))
    return bool(chosen) and not twice
