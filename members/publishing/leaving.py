"""A member leaves the federation, and may come back. Nothing of it is ever deleted."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import AuditEvent, Member, Revision

from .publish import publish


@transaction.atomic
def leave(member, on, actor, *, text=None, reason="", base=None):
    """Let a member leave: its page says since when and why, and everything is kept.

    Of a member that has left already, the day and the words are changed.

    Args:
        member: the Member.
        on: the day (a date) on which it left.
        actor: the User who decided it.
        text: {language: what readers are told}, or None for nothing.
        reason: why, for the staff alone; it stands in their history.
        base: the revision that this person saw, as in publish().

    Returns:
        The Revision, or None where nothing changed.

    Raises:
        ValidationError: by field; a day that has not come is refused, because the page goes now.
        EditConflict: as publish() does.
    """
    if on > timezone.localdate():
        raise ValidationError({"left_on": [_("This date is in the future.")]})
    changes = {"status": Member.Status.FORMER, "left_on": on, "left_text": text or {}}
    AuditEvent.objects.record(AuditEvent.Kind.MEMBER_LEFT, member.name, actor=actor)
    return publish(member, changes, actor, Revision.Source.LEAVE, base=base, reason=reason)


@transaction.atomic
def come_back(member, actor, *, status=None, reason="", base=None):
    """Let a member that has left come back as it was; the history keeps that it was away.

    Args:
        member: the Member.
        actor: the User who decided it.
        status: what it becomes; None for what it was before it left.
        reason: why, for the staff alone.
        base: the revision that this person saw, as in publish().

    Returns:
        The Revision.

    Raises:
        ValidationError: for a member that has not left; EditConflict: as publish() does.
    """
    live = Member.objects.get(pk=member.pk)
    if live.status != Member.Status.FORMER or live.merged_into_id:
        raise ValidationError(_("This member has not left."))
    changes = {"status": status or status_before(member), "left_on": None, "left_text": {}}
    return publish(member, changes, actor, Revision.Source.RETURN, base=base, reason=reason)


def status_before(member):
    """Return the status that a member had before it left; drafts where that is not known."""
    for revision in member.revisions.order_by("-number").iterator():
        change = revision.changes.get("status")
        if change and change["new"] == Member.Status.FORMER:
            return change["old"] or Member.Status.DRAFT
    return Member.Status.DRAFT


def last_leave(member):
    """Return the Revision with which a member left, or None; its reason is for the staff."""
    return member.revisions.filter(source=Revision.Source.LEAVE).first()
