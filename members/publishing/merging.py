"""Two members become one, field by field as chosen; see unmerging for the way back."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.core.stale import StaleState
from members.mailing import notices
from members.models import AuditEvent, DirectoryVersion, Member, Merge, Proposal, Revision, User

from . import related_rows, values
from .merge_values import joined
from .preview_copy import preview_copy
from .publish import publish


class ChangedSince(StaleState):
    """One of the two members was changed since this person looked; nothing was written."""


@dataclass(frozen=True)
class Plan:
    """What a merge would do.

    Attributes:
        kept: the Member that stays, as it would be (never to be saved).
        before: {field: plain value} of it as it is.
        changes: {field: new plain value} of what it takes over.
        counts: {model: how many of its rows would move}.
    """

    kept: Member
    before: dict
    changes: dict
    counts: dict = field(default_factory=dict)

    @property
    def differences(self):
        """{field: {"old": …, "new": …}}, as a revision would keep them."""
        return {
            name: {"old": self.before[name], "new": value} for name, value in self.changes.items()
        }


def plan(target, duplicate, choices):
    """Return the Plan of a merge; nothing is written.

    Args:
        kept, gone: two Members of `Member.objects.with_parts()`.
        choices: {field: a choice of `joining`}.

    Raises:
        ValidationError: where the two cannot be merged, or a value cannot be published.
    """
    _refuse_impossible(target, duplicate)
    before = values.read(target)
    changes = values.clean(joined(before, values.read(duplicate), choices))
    counts = {
        model: model._base_manager.filter(**{name: duplicate}).count()
        for model, name in related_rows.movable()
    }
    counts = {model: count for model, count in counts.items() if count}
    return Plan(preview_copy(target, changes), before, changes, counts)


@transaction.atomic
def merge(target, duplicate, choices, actor, *, bases=None, reason=""):
    """Merge one member into another, all of it or nothing.

    The one that stays takes over the values chosen and whatever belonged to the other; the other
    becomes a former member whose addresses lead to it. What was before is kept in the Merge.

    Args:
        kept: the Member that stays.
        gone: the Member that is merged into it.
        choices: {field: a choice of `joining`}; fields that are not in it stay as they are.
        actor: the User who decided it.
        bases: the revision numbers of (kept, gone) that this person saw.
        reason: why, for the staff.

    Returns:
        The Merge. Both members given are brought up to date.

    Raises:
        ValidationError: where the two cannot be merged, or a value cannot be published.
        ChangedSince: where one of them has another revision than in `bases`.
    """
    DirectoryVersion.objects.lock()
    rows = locked(target, duplicate)
    if bases and bases != (rows[0].revision, rows[1].revision):
        raise ChangedSince
    _refuse_impossible(*rows)
    ours, theirs = values.read(rows[0]), values.read(rows[1])
    changes = joined(ours, theirs, choices)
    record = Merge.objects.create(kept=rows[0], gone=rows[1], by=actor, reason=reason[:300])
    people = list(_people_of(duplicate))
    altered = related_rows.settle(rows[1], rows[0], actor)
    moved_rows = related_rows.move_all(rows[1], rows[0])
    _end(duplicate, theirs, changes, actor, record)
    note = _("Merged with %(member)s") % {"member": duplicate.name}
    publish(target, changes, actor, Revision.Source.MERGE, reason=why(note, reason))
    record.record = {
        "choices": choices,
        "kept": ours,
        "gone": theirs,
        "altered": altered,
        "moved": moved_rows,
        "set": {name: values.read(target)[name] for name in changes},
        "revisions": {"kept": target.revision, "gone": duplicate.revision},
    }
    record.save(update_fields=["record"])
    _tell(record, altered, people)
    AuditEvent.objects.record(
        AuditEvent.Kind.MEMBERS_MERGED, duplicate.name, actor=actor, to=target.name
    )
    return record


def locked(target, duplicate):
    """Return both, locked in one order whatever is merged into what."""
    pks = sorted({target.pk, duplicate.pk})
    for pk in pks:
        Member.objects.select_for_update(of=("self",)).only("pk").get(pk=pk)
    rows = {row.pk: row for row in Member.objects.with_parts().filter(pk__in=pks)}
    return rows[target.pk], rows[duplicate.pk]


def _refuse_impossible(target, duplicate):
    if target.pk == duplicate.pk:
        raise ValidationError(_("A member cannot be merged into itself."))
    for member in (target, duplicate):
        if member.merged_into_id:
            note = _("%(member)s was merged already. Undo that first.")
            raise ValidationError(note % {"member": member.name})
    if target.status == Member.Status.FORMER:
        note = _("%(member)s has left. Let it come back first, or keep the other one.")
        raise ValidationError(note % {"member": target.name})


def _end(duplicate, theirs, changes, actor, record):
    """Make it a former member that leads to the other one."""
    ending = {"status": Member.Status.FORMER}
    number = theirs["enterprise_number"]
    if number and changes.get("enterprise_number") == number:
        ending["enterprise_number"] = ""  # two rows never hold the same one
    note = _("Merged into %(member)s") % {"member": record.kept.name}
    reason = why(note, record.reason)
    if publish(duplicate, ending, actor, Revision.Source.MERGE, reason=reason) is None:
        # It had left before: the directory must still see that its address leads elsewhere.
        DirectoryVersion.objects.bump()
    Member.objects.filter(pk=duplicate.pk).update(merged_into=record.kept)
    duplicate.merged_into = record.kept


def why(note, reason):
    """Return what stands in the history as the reason of a revision."""
    return (f"{note}. {reason}" if reason else note)[:300]


def _people_of(member):
    return User.objects.filter(editorships__member=member, is_active=True).order_by("pk")


def _tell(record, altered, people):
    withdrawn = [row["pk"] for row in altered if row["model"] == Proposal._meta.label_lower]
    for proposal in Proposal.objects.filter(pk__in=withdrawn).select_related("author"):
        notices.proposal_merged(proposal, record)
    notices.members_merged(record, [person for person in people if person != record.by])
