"""What somebody decides about rows of an import: one row, or all that suffer from one cause."""

from django.core.exceptions import ValidationError

from members.models import ImportDecision, ImportRow
from members.publishing.cleaning import clean_value
from members.publishing.values import COLUMNS, RELATIONS

from . import cells, memory
from .columns import by_key
from .error_causes import causes_of

_Choice, _O = ImportDecision.Choice, ImportRow.Outcome
_BATCH = 1000
# What can be decided about many rows at once; the third is no choice of a row's own.
SAME, ANOTHER, LEAVE_OUT, WITHOUT, TAKE = "same", "another", "leave_out", "without", "take"


def decide_rows(job, answers):
    """Keep what was said about some rows; return how many say something new.

    Args:
        job: the ImportJob.
        answers: {row number: "same:<key of a candidate>", ANOTHER, LEAVE_OUT, WITHOUT or TAKE}.
    """
    rows = job.rows.filter(number__in=list(answers))
    decisions = [decision for row in rows if (decision := _decision(job, row, answers[row.number]))]
    return _keep(job, decisions)


def decide_cause(job, cause, answer):
    """Keep one decision for all rows that suffer from a cause; return how many.

    Args:
        job: the ImportJob.
        cause: the key of one of its causes.
        answer: SAME (the likeliest candidate of each), ANOTHER, LEAVE_OUT or WITHOUT.
    """
    rows = job.rows.filter(outcome__in=[_O.ASKED, _O.ERROR]).only(
        "number", "outcome", "errors", "question", "candidates"
    )
    decisions = [
        decision
        for row in rows.iterator(chunk_size=_BATCH)
        if cause in causes_of(row) and (decision := _decision(job, row, answer))
    ]
    return _keep(job, decisions)


def _decision(job, row, answer):
    """Return the ImportDecision of a row, or None where the answer does not fit it."""
    decision = ImportDecision(job=job, number=row.number)
    if answer == WITHOUT:
        decision.without = True
        return decision if row.outcome == _O.ERROR else None
    if answer in (ANOTHER, LEAVE_OUT):
        decision.choice = answer
        return decision if answer == LEAVE_OUT or row.outcome == _O.ASKED else None
    if answer == TAKE:
        return decision
    members = [candidate["member"] for candidate in row.candidates if "member" in candidate]
    chosen = (
        members[:1] if answer == SAME else [key for key in members if answer == f"{SAME}:{key}"]
    )
    if not chosen:
        return None
    decision.choice, decision.member_id = _Choice.SAME, chosen[0]
    return decision


def _keep(job, decisions):
    """Write decisions over those that the rows had; what a row goes without stays so."""
    tolerant = set(job.decisions.filter(without=True).values_list("number", flat=True))
    chosen = dict(job.decisions.exclude(choice="").values_list("number", "choice"))
    members = dict(job.decisions.filter(choice=_Choice.SAME).values_list("number", "member_id"))
    for decision in decisions:
        if decision.without and decision.number in chosen:
            decision.choice = chosen[decision.number]
            decision.member_id = members.get(decision.number)
        elif decision.choice:
            decision.without = decision.number in tolerant
    ImportDecision.objects.bulk_create(
        decisions,
        batch_size=_BATCH,
        update_conflicts=True,
        update_fields=["choice", "member", "without"],
        unique_fields=["job", "number"],
    )
    return len(decisions)


def unreadable(field, text):
    """Return what is wrong with a text that should be read instead of cells of a field, or ""."""
    try:
        if text and field in (*COLUMNS, *RELATIONS) and field in by_key():
            clean_value(field, cells.read(by_key()[field], text))
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def replace(job, field, instead):
    """Keep what is read instead of some cells of a field, for this file and the next ones."""
    replacements = job.replacements
    replacements[field] = {**replacements.get(field, {}), **instead}
    job.save(update_fields=["replacements"])
    memory.remember(field, instead)


def read_as_it_stands(job, field, cell):
    """Take back what is read instead of a value, for this import and those after it."""
    values = job.replacements.get(field, {})
    small = cell.casefold()
    job.replacements[field] = {k: v for k, v in values.items() if k.casefold() != small}
    job.save(update_fields=["replacements"])
    memory.forget(field, cell)
    return len(values) - len(job.replacements[field])
