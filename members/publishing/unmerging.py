"""A merge is undone: both members as they were, and nothing of what came since is lost."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import DirectoryVersion, Member, Merge, Revision

from . import related_rows, values
from .merging import ChangedSince, locked, why
from .publish import publish

BEFORE, NOW = "before", "now"


@dataclass(frozen=True)
class Undoing:
    """What the undoing of a merge would do to the member that stayed.

    Attributes:
        back: {field: plain value} that goes back, because nobody changed it since.
        clashes: {field: {"old": before the merge, "new": now}} of what the merge set and somebody
            changed since: for each, a person chooses BEFORE or NOW.
        since: {field: plain value} of what only others changed since; it stays.
    """

    back: dict
    clashes: dict
    since: dict


def undoing(merge):
    """Return the Undoing of a merge as things stand."""
    return _undoing(merge, values.read(Member.objects.with_parts().get(pk=merge.kept_id)))


def _undoing(merge, now):
    before, set_values = merge.record["kept"], merge.record["set"]
    changed = {name for name, value in set_values.items() if now[name] != value}
    return Undoing(
        back={name: before[name] for name in set_values if name not in changed},
        clashes={
            name: {"old": before[name], "new": now[name]}
            for name in changed
            if now[name] != before[name]
        },
        since={
            name: value
            for name, value in now.items()
            if name not in set_values and name in before and value != before[name]
        },
    )


@transaction.atomic
def unmerge(merge, actor, *, reason, choices=None, base=None):
    """Undo a merge within 30 days, all of it or nothing.

    Args:
        merge: the Merge.
        actor: the User who decided it.
        reason: why; it is required.
        choices: {field: BEFORE or NOW}, one for each of the clashes.
        base: the revision of the member that stayed which this person saw.

    Returns:
        The Merge, undone.

    Raises:
        ValidationError: where it cannot be undone, a reason or a choice is missing, or a value
            can no longer be published; nothing is written.
        ChangedSince: where the member that stayed has another revision than `base`.
    """
    if not reason.strip():
        raise ValidationError({"reason": [_("Give a reason. It is shown in the history.")]})
    DirectoryVersion.objects.lock()
    row = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    target, duplicate = locked(row.kept, row.gone)
    _refuse_impossible(row, target)
    if base is not None and base != target.revision:
        raise ChangedSince
    back = _chosen(_undoing(row, values.read(target)), choices or {})
    _part(row, target, duplicate)
    note = _("Merge with %(member)s undone") % {"member": duplicate.name}
    publish(target, back, actor, Revision.Source.MERGE, reason=why(note, reason))
    note = _("Merge into %(member)s undone") % {"member": target.name}
    was = row.record["gone"]
    publish(duplicate, was, actor, Revision.Source.MERGE, reason=why(note, reason))
    row.undone_at, row.undone_by, row.undo_reason = timezone.now(), actor, reason.strip()[:300]
    row.save(update_fields=["undone_at", "undone_by", "undo_reason"])
    return row


def _refuse_impossible(merge, target):
    if merge.undone_at:
        raise ValidationError(_("This merge was undone already."))
    if not merge.can_be_undone:
        note = _("A merge can be undone for %(days)d days, and these have passed.")
        raise ValidationError(note % {"days": Merge.UNDO_DAYS})
    if target.merged_into_id:
        note = _("%(member)s was itself merged into %(other)s since. Undo that first.")
        raise ValidationError(note % {"member": target.name, "other": target.merged_into.name})


def _chosen(undo, choices):
    """Return what goes back on the member that stayed, by a person's choices."""
    if any(choices.get(name) not in (BEFORE, NOW) for name in undo.clashes):
        raise ValidationError(_("Choose for each field that was changed since."))
    chosen = {
        name: values_["old"] for name, values_ in undo.clashes.items() if choices[name] == BEFORE
    }
    return undo.back | chosen


def _part(merge, target, duplicate):
    """Give each its own again, beside the profile itself."""
    related_rows.give_back(merge.record["moved"], target, duplicate, merge.created_at)
    related_rows.put_back(merge.record["altered"])
    Member.objects.filter(pk=duplicate.pk).update(merged_into=None)
    # Anything may have changed but its profile, so that a publish of nothing is seen as well.
    DirectoryVersion.objects.bump()
