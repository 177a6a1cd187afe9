"""The files of a search, written piece by piece: no file is ever whole in memory."""

import msgspec
from django.utils.translation import gettext as _

from members.exchange import exporting, xlsx_writer
from members.opendata.resources.profile import member_of
from members.opendata.resources.records import rows_of
from members.presenting import public_view

from .table import columns, row

_BATCH = 500
JSON_LINES = "application/jsonl"
FORMATS = {kind: exporting.FORMATS[kind] for kind in ("csv", "xlsx")} | {
    "jsonl": JSON_LINES,
}
# What each row says of the file, as a row is taken out of it and goes on without.
STATED = ("licence", "version")


def members_of(ids, language, site, base):
    """Yield the Members of `resources.profile` of some ids, in their order, batch by batch."""
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        rows = rows_of(batch)
        views = (public_view(rows[pk], language, site) for pk in batch if pk in rows)
        yield from (member_of(view, lambda path: base + path) for view in views if view)


def written(kind, members, about, languages):
    """Yield the bytes of a file.

    Args:
        kind: a key of FORMATS.
        members: an iterable of Members.
        about: the About of the file.
        languages: the federation's language codes.
    """
    if kind == "jsonl":
        return _json_lines(members, about)
    layout = columns(languages)
    headings = [column.name for column in layout] + list(STATED)
    numeric = [column.type in ("integer", "number") for column in layout] + [False, True]
    stated = [about.licence.code, str(about.version)]
    rows = (row(member, layout) + stated for member in members)
    if kind == "csv":
        return exporting.csv_table(headings, rows, numeric)
    widths = exporting.widths_of(headings)
    first = (_("Members"), widths, headings, rows, numeric, False)
    return xlsx_writer.workbook([first, _sheet_about(about)])


def _sheet_about(about):
    licence = about.licence
    rows = [
        [_("Licence"), licence.name],
        [_("Address of the licence"), licence.url or ""],
        [_("Version"), str(about.version)],
        [_("Last change"), about.changed_at.isoformat() if about.changed_at else ""],
        [_("From"), about.source],
    ]
    headings = [_("Federation"), about.publisher]
    return _("About this list"), (30, 100), headings, rows, [False, False], True


def _json_lines(members, about):
    """Yield a line of JSON for each member, which states licence and version."""
    encode = msgspec.json.Encoder().encode
    stated = encode({"licence": about.licence.code, "version": about.version})
    lines = []
    for member in members:
        lines.append(encode(member)[:-1] + b"," + stated[1:])
        if len(lines) == _BATCH:
            yield b"\n".join(lines) + b"\n"
            lines = []
    yield b"\n".join(lines) + b"\n" if lines else b""
