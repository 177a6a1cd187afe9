"""The rehearsal: every row compared with what is published; nothing is written but its outcome."""

import uuid
from collections import Counter
from itertools import islice

from members.models import ImportJob, ImportRow
from members.presenting.diff import between
from members.publishing import values

from . import owners, tables
from .claims import Claims
from .error_causes import Causes
from .file_layout import Layout
from .matching import Matcher
from .notes import Notes
from .rows import RowReader

BATCH = 250
_O = ImportRow.Outcome


def rehearse(job, path, progress=lambda count: None):
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
    return _Rehearsal(job).run(path, progress)


class _Rehearsal:
    """One run over a file."""

    def __init__(self, job):
        self._job, self._notes, self._causes = job, Notes(), Causes()
        self._decisions = {decision.number: decision for decision in job.decisions.all()}
        self._matcher = Matcher(self._decisions)
        self._claims = Claims(self._matcher.register)

    def run(self, path, progress):
        job = self._job
        job.rows.all().delete()
        table = tables.rows(path, Layout.of(job.layout), self._notes)
        _number, headings = next(table)
        self._reader = RowReader(
            headings,
            job.mapping,
            clear=job.empty == job.Empty.CLEAR,
            notes=self._notes,
            replacements=job.replacements,
        )
        counts = Counter(dict.fromkeys(_O.values, 0))
        while batch := [self._read(number, cells) for number, cells in islice(table, BATCH)]:
            outcomes = self._outcomes(batch)
            ImportRow.objects.bulk_create(outcomes)
            self._causes.add(outcomes)
            counts.update(outcome.outcome for outcome in outcomes)
            progress(batch[-1].number)
        ImportJob.objects.filter(pk=job.pk).update(
            notes=self._notes.as_dict(), causes=self._causes.as_list()
        )
        return dict(counts)

    def _read(self, number, cells):
        decision = self._decisions.get(number)
        tolerant = decision is not None and decision.without
        return self._reader.read(number, cells, tolerant=tolerant)

    def _outcomes(self, batch):
        matches = self._matcher.match(batch)
        live = {match.key: values.read(match.member) for match in matches if match.member}
        outcomes = []
        for match in matches:
            before = live[match.key] if match.member else None
            changes = {} if match.left_out else self._reader.changes(match.row, before)
            if not match.left_out and not match.question:
                self._claims.check(match, changes)
            outcomes.append(self._outcome(match, changes, before or values.blank()))
        owners.note_owners(batch, outcomes)
        return outcomes

    def _outcome(self, match, changes, before):
        row, after = match.row, before | changes
        outcome = ImportRow(
            job=self._job,
            number=row.number,
            name=(after["name"] or row.value("name") or "")[:200],
            member=match.member,
            errors=row.errors,
            without=row.without,
        )
        if match.left_out:
            outcome.outcome, outcome.errors = _O.LEFT_OUT, []
        elif row.errors:
            outcome.outcome = _O.ERROR
        elif match.question:
            outcome.outcome, outcome.changes = _O.ASKED, between(before, after)
            outcome.question = _question(match)
            outcome.candidates = [_candidate(*candidate) for candidate in match.candidates]
        elif match.member is None:
            outcome.outcome, outcome.changes = _O.NEW, between(before, after)
            outcome.identifier = row.value("id") or uuid.uuid4()
        elif changes:
            outcome.outcome, outcome.changes = _O.CHANGED, between(before, after)
            outcome.base, outcome.pending = match.member.revision, match.pending
        else:
            outcome.outcome = _O.UNCHANGED
        return outcome


def _question(match):
    only_rows = all(key < 0 for key, _reasons in match.candidates)
    return ImportRow.Question.FILE if only_rows else match.question


def _candidate(key, reasons):
    return ({"member": key} if key > 0 else {"row": -key}) | {"reasons": reasons}
