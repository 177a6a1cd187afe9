"""What was rehearsed is done: all of it or nothing, by publish_many() or as proposals."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.models import (
    Change,
    DirectoryVersion,
    ImportJob,
    ImportRow,
    Member,
    Proposal,
    Revision,
    Task,
)
from members.publishing.bulk import ManyConflicts, Wish, publish_many

from . import owners

_PAGE = 200
_O = ImportRow.Outcome


def apply(job, progress=lambda count: None):
    """Do what an import's rehearsal found, in one transaction.

    Rows with errors, and those that somebody else was faster with, are left out. Where such a
    one is only found now, nothing is written and the import waits for a decision again.

    Args:
        job: the ImportJob, in the state "applying".
        progress: called with the number of rows done.
    """
    try:
        with transaction.atomic():
            # Behind this lock, whoever applies the same import sees that it is done.
            DirectoryVersion.objects.lock()
            job.refresh_from_db()
            if job.state == ImportJob.State.APPLYING:
                _apply(job, progress)
    except ManyConflicts as conflicts:
        _keep_conflicts(job, conflicts.fields)
    except (ValidationError, IntegrityError) as error:
        reason = " ".join(getattr(error, "messages", [])) or _("Two rows contradict each other.")
        words = _("Nothing was written: %(reason)s Rehearse it again.") % {"reason": reason}
        job.move("fail", trouble={"message": words})


def _apply(job, progress):
    counts = _propose(job) if job.mode == ImportJob.Mode.PROPOSE else {}
    published = publish_many(
        lambda: _wishes(job),
        job.created_by,
        Revision.Source.IMPORT,
        reason=job.file_name,
        progress=progress,
    )
    owners.invite_owners(job)
    _raise_tasks(job)
    job.move(
        "finish",
        applied_at=timezone.now(),
        trouble={},
        counts=job.counts | counts,
        first_version=published.first,
        last_version=published.last,
    )


def _wishes(job):
    kinds = [_O.NEW] if job.mode == ImportJob.Mode.PROPOSE else [_O.NEW, _O.CHANGED]
    for row in _rows(job, kinds):
        changes = row.changes
        if job.mode == ImportJob.Mode.PROPOSE:
            # Nobody decided on a new one yet: it waits as a draft.
            draft = {"old": Member.Status.DRAFT, "new": Member.Status.DRAFT}
            changes = changes | {"status": draft}
        yield Wish(row.number, row.member_id, row.identifier, changes, row.base)


def _rows(job, outcomes):
    """Yield the rows of some outcomes, in pages: a cursor kept open would see its own writes."""
    last = 0
    rows = job.rows.filter(outcome__in=outcomes).order_by("number")
    while page := list(rows.filter(number__gt=last)[:_PAGE]):
        yield from page
        last = page[-1].number


def _raise_tasks(job):
    """Leave a task for each member whose row was taken without some of its cells."""
    rows = job.rows.filter(outcome__in=[_O.NEW, _O.CHANGED]).exclude(without=[])
    for page in _pages(rows.order_by("number").iterator(chunk_size=_PAGE)):
        fresh = Member.objects.filter(uuid__in=[row.identifier for row in page if row.identifier])
        new_members = dict(fresh.values_list("uuid", "pk"))
        keys = {row.number: row.member_id or new_members.get(row.identifier) for row in page}
        Task.objects.bulk_create(
            (
                Task(
                    member_id=keys[row.number],
                    kind=Task.Kind.OTHER,
                    subject=f"import-{job.pk}",
                    detail=_left_out(job, row),
                )
                for row in page
                if keys[row.number]
            ),
            ignore_conflicts=True,
        )


def _left_out(job, row):
    cells = "\n".join(
        f"{error['column']}: {error.get('value') or ''} – {error['message']}"
        for error in row.without
    )
    return f"{_note(job, row)}\n{cells}"[:2000]


def _propose(job):
    """Make a proposal of each row that changes a member where none waits already."""
    proposed = skipped = 0
    now, states = timezone.now(), (Proposal.State.SUBMITTED, Proposal.State.RETURNED)
    for page in _pages(_rows(job, [_O.CHANGED])):
        members = [row.member_id for row in page]
        waiting = Proposal.objects.filter(member__in=members, state__in=states)
        busy = set(waiting.values_list("member_id", flat=True))
        free = [row for row in page if row.member_id not in busy]
        proposals = Proposal.objects.bulk_create(
            Proposal(
                member_id=row.member_id,
                author=job.created_by,
                saved_by=job.created_by,
                state=Proposal.State.SUBMITTED,
                submitted_at=now,
                note=_note(job, row),
            )
            for row in free
        )
        Change.objects.bulk_create(
            Change(proposal=proposal, field=name, old=change["old"], new=change["new"])
            for proposal, row in zip(proposals, free, strict=True)
            for name, change in row.changes.items()
        )
        job.rows.filter(pk__in=[row.pk for row in page if row.member_id in busy]).update(
            pending=True
        )
        proposed, skipped = proposed + len(free), skipped + len(page) - len(free)
    return {"proposed": proposed, "held": skipped}


def _note(job, row):
    return _("Import of %(file)s, row %(row)d.") % {"file": job.file_name, "row": row.number}


def _pages(rows):
    page = []
    for row in rows:
        page.append(row)
        if len(page) == _PAGE:
            yield page
            page = []
    if page:
        yield page


@transaction.atomic
def _keep_conflicts(job, fields):
    for row in job.rows.filter(number__in=list(fields)):
        row.outcome, row.moved = _O.CONFLICT, fields[row.number]
        row.save(update_fields=["outcome", "moved"])
    words = ngettext(
        "Nothing was written: since the rehearsal somebody else changed %(count)d of these "
        "members. Look at it, then rehearse again or apply the other rows.",
        "Nothing was written: since the rehearsal somebody else changed %(count)d of these "
        "members. Look at them, then rehearse again or apply the other rows.",
        len(fields),
    ) % {"count": len(fields)}
    job.move("fail", trouble={"message": words}, counts=counted(job))


def counted(job):
    """Return {outcome: rows} of an import as its rows are now."""
    counts = job.rows.order_by().values_list("outcome").annotate(n=Count("pk"))
    return dict.fromkeys(_O.values, 0) | dict(counts)
