"""The owners that a table names: told of in the rehearsal, invited once the rows are applied."""

from members.models import BatchInvitation, ImportRow, InvitationBatch, Member
from members.models.invitation_batch import expected_outcomes
from members.publishing import inviting

from .columns import OWNER

_PAGE = 500
_Outcome, _Row = BatchInvitation.Outcome, ImportRow.Outcome
# The rows that come to something when the import is applied.
_DONE = (_Row.NEW, _Row.CHANGED, _Row.UNCHANGED)


def note_owners(rows, outcomes):
    """Say on the ImportRows of some Rows whom the file names as owner, and what comes of it.

    Args:
        rows: the Rows as read.
        outcomes: the unsaved ImportRow of each.
    """
    pairs = [(row.value(OWNER), outcome) for row, outcome in zip(rows, outcomes, strict=True)]
    pairs = [(email, row) for email, row in pairs if email and row.outcome in _DONE]
    emails = {row.member.pk: email for email, row in pairs if row.member}
    expected = expected_outcomes(emails, owned=False)
    for email, row in pairs:
        row.owner = email
        row.owner_outcome = expected[row.member.pk] if row.member else _Outcome.WAITING


def to_invite(job):
    """Return the rows of an import whose owner is invited when it is applied."""
    return job.rows.filter(owner_outcome=_Outcome.WAITING).exclude(outcome=_Row.CONFLICT)


def invite_owners(job):
    """Put the owners of an import's rows into an InvitationBatch that waits to be sent.

    It is written in the transaction of the import: whatever is applied invites, once.
    """
    batch, last = None, 0
    while page := list(to_invite(job).filter(number__gt=last).order_by("number")[:_PAGE]):
        batch = batch or InvitationBatch.objects.create(
            created_by=job.created_by, job=job, state=InvitationBatch.State.SENDING
        )
        inviting.add_rows(batch, _addresses(page), owned=False)
        last = page[-1].number


def _addresses(rows):
    """Return {member's key: address}; a new member has its key since a moment ago."""
    fresh = [row.identifier for row in rows if not row.member_id]
    new_members = dict(Member.objects.filter(uuid__in=fresh).values_list("uuid", "pk"))
    keys = {row.number: row.member_id or new_members.get(row.identifier) for row in rows}
    return {keys[row.number]: row.owner for row in rows if keys[row.number]}
