"""The rehearsal: every row compared with what is published; nothing is written but its outcome."""

import uuid
from collections import Counter
from itertools import islice

from members.models import ImportJob, ImportRow
from members.presenting.diff import between
from members.publishing import values

from . import owners, tables
from .matching import Matcher
from .notes import Notes
from .reading import Layout
from .rows import RowReader

BATCH = 250
_O = ImportRow.Outcome


def rehearse(job, path, progress=lambda done: None):
    """Work out what each row of an import's file would do, and keep it as its ImportRows.

    Args:
        job: the ImportJob; its mapping says which column is what.
        path: where its file is.
        progress: called with the number of the last row after each batch.

    Returns:
        {outcome: rows}.

    Raises:
        FileError: where the file cannot be read to its end.
    """
    job.rows.all().delete()
    notes = Notes()
    table = tables.rows(path, Layout.of(job.layout), notes)
    _number, headings = next(table)
    reader = RowReader(headings, job.mapping, clear=job.empty == job.Empty.CLEAR, notes=notes)
    matcher, counts = Matcher(), Counter(dict.fromkeys(_O.values, 0))
    while batch := [reader.read(number, cells) for number, cells in islice(table, BATCH)]:
        outcomes = _outcomes(job, reader, matcher, batch)
        ImportRow.objects.bulk_create(outcomes)
        counts.update(outcome.outcome for outcome in outcomes)
        progress(batch[-1].number)
    ImportJob.objects.filter(pk=job.pk).update(notes=notes.as_dict())
    return dict(counts)


def _outcomes(job, reader, matcher, batch):
    matched = matcher.match(batch)
    live = {member.pk: values.read(member) for _row, member, _pending in matched if member}
    results = [
        (row, member, reader.changes(row, live[member.pk] if member else None))
        for row, member, _pending in matched
    ]
    matcher.check(results)
    outcomes = [
        _outcome(job, row, member, changes, live, pending)
        for (row, member, changes), (*_rest, pending) in zip(results, matched, strict=True)
    ]
    owners.name_owners(batch, outcomes)
    return outcomes


def _outcome(job, row, member, changes, live, pending):
    before = live[member.pk] if member else values.blank()
    after = before | changes
    name = (after["name"] or row.value("name") or "")[:200]
    kept = ImportRow(job=job, number=row.number, name=name, member=member, errors=row.errors)
    if row.errors:
        kept.outcome = _O.ERROR
    elif member is None:
        kept.outcome, kept.changes = _O.NEW, between(before, after)
        kept.identifier = row.value("id") or uuid.uuid4()
    elif changes:
        kept.outcome, kept.changes = _O.CHANGED, between(before, after)
        kept.base, kept.pending = member.revision, pending
    else:
        kept.outcome = _O.UNCHANGED
    return kept
