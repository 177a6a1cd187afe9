"""The draft that a member's editors share: saved, one change left out, looked at before it is sent.

Whoever acts on a draft saw it some moments ago, and a colleague may have saved it since. Each
action therefore takes the lock first and compares what it finds with what the person saw.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.core.stale import StaleState
from members.models import Change, DirectoryVersion, Member, Proposal
from members.models.proposal import AlreadyMoved, Role

from . import values
from .policy import proposable

_WAITING = (Proposal.State.SUBMITTED, Proposal.State.RETURNED)


class Unseen(StaleState):
    """The draft is not what this person saw of it; nothing is done.

    Attributes:
        fields: the fields that a colleague changed since, in a draft's order.
        waits: whether something else waits for staff now, which sending would replace.
        page: whether the published member itself was changed since.
    """

    def __init__(self, fields=(), *, waits=False, page=False):
        self.fields, self.waits, self.page = list(fields), waits, page
        super().__init__(", ".join(self.fields) or "something else waits, or the page changed")


@dataclass(frozen=True)
class Seen:
    """What a person saw on the page from which a draft is sent or thrown away.

    A digest of the content rather than a time of saving: a draft that was saved again with the
    same words is still the one that the person saw.

    Attributes:
        fields: {field: digest of the value drafted}.
        waits: the pk of the proposal that waited then, or None.
        page: which member, at which revision, was on the public page then.
    """

    fields: dict
    waits: int | None = None
    page: str = ""

    @classmethod
    def of(cls, member, draft, pending):
        """Return what there is to be seen of a draft, and of what waits beside it, or None."""
        drafted = {one.field: values.digest(one.new) for one in draft.changes.all()}
        return cls(drafted, pending and pending.pk, f"{member.pk}.{member.revision}")

    def is_all_of(self, proposal):
        """Whether a proposal says exactly what the person saw."""
        digests = {one.field: values.digest(one.new) for one in proposal.changes.all()}
        return digests == self.fields

    def refuse_other(self, now):
        """Raise Unseen where the draft, or what it would replace, is another by now."""
        both = dict.fromkeys([*now.fields, *self.fields])
        changed = [field for field in both if now.fields.get(field) != self.fields.get(field)]
        if changed or self.waits != now.waits:
            raise Unseen(changed, waits=self.waits != now.waits)


def draft_of(member):
    """Return the member's draft, or None; its editors share one."""
    return member.proposals.filter(state=Proposal.State.DRAFT).first()


def pending_of(member):
    """Return the proposal that waits for staff or for an answer, or None."""
    return member.proposals.filter(state__in=_WAITING).first()


def locked(proposal):
    """Lock a proposal's member as publish() does, read the proposal anew, return the member.

    What was read of it before the lock is forgotten: a colleague may have changed it meanwhile.

    Raises:
        AlreadyMoved: where its state is not the one that the caller saw, or it is gone.
    """
    return locked_with_version(proposal)[0]


def locked_with_version(proposal):
    """Do as locked() does, and return (member, version): publish_locked() takes both."""
    version, state = DirectoryVersion.objects.lock(), proposal.state
    try:
        member = _locked_member(proposal.member_id)
        # Whoever saves a draft takes the member's lock alone: only now it stands still.
        proposal.refresh_from_db(from_queryset=Proposal.objects.with_people())
    except (Member.DoesNotExist, Proposal.DoesNotExist) as gone:
        raise AlreadyMoved from gone
    if proposal.member_id != member.pk:  # a merge moved it to another member since it was read
        member = _locked_member(proposal.member_id)
    if proposal.state != state:
        raise AlreadyMoved
    proposal.member = member
    return member, version


def _locked_member(pk):
    return Member.objects.locked().get(pk=pk)


def _for_writing(member):
    """Lock a member that editors may still write to, and return it."""
    row = _locked_member(member.pk)
    if row.status == Member.Status.FORMER:
        raise AlreadyMoved  # it left, or was merged, while somebody was writing
    return row


@transaction.atomic
def save_draft(member, changes, user):
    """Keep some fields in the member's draft; a field that equals the live page leaves it.

    Args:
        member: the Member.
        changes: {field: value} of the part that was edited.
        user: the editor.

    Returns:
        The draft Proposal, or None where nothing in it differs from the live page any more.

    Raises:
        ValidationError: by field; nothing is kept.
        AlreadyMoved: where the member has left, or was merged.
    """
    row = _for_writing(member)
    refuse_closed(changes, proposable(row))
    cleaned = values.clean(changes, seat=member)
    live = values.read(row)
    draft = draft_of(member) or _started(member, user)
    for field, value in cleaned.items():
        if values.same(field, live[field], value):
            draft.changes.filter(field=field).delete()
        else:
            draft.changes.update_or_create(field=field, defaults={"old": live[field], "new": value})
    return _saved(draft, user)


def refuse_closed(fields, allowed):
    """Raise ValidationError for the fields that editors may not touch."""
    if closed := sorted(set(fields) - set(allowed)):
        raise ValidationError({field: [_("Only staff change this.")] for field in closed})


def _saved(draft, user):
    """Return the draft as saved by somebody now, or None where it is empty and thus gone."""
    if not draft.changes.exists():
        draft.delete()
        return None
    draft.move("save", Role.EDITOR, saved_at=timezone.now(), saved_by=user)
    return draft


def _started(member, user):
    """Return a new draft that goes on from what waits or was returned, if anything does."""
    draft = Proposal.objects.create(member=member, author=user, saved_by=user)
    if waiting := pending_of(member):
        _go_on_from(waiting, draft)
    return draft


def _go_on_from(proposal, draft):
    """Copy what a proposal asked for, its note and its tick, except for what the draft has."""
    drafted = set(draft.changes.values_list("field", flat=True))
    changes = proposal.changes.filter(state=Change.State.PENDING).exclude(field__in=drafted)
    Change.objects.bulk_create(
        Change(proposal=draft, field=change.field, old=change.old, new=change.new)
        for change in changes
    )
    draft.note = draft.note or proposal.note
    draft.confirms_rest = draft.confirms_rest or proposal.confirms_rest
    draft.save(update_fields=["note", "confirms_rest"])


def resume(proposal, user):
    """Turn what was withdrawn into the draft; call it behind the lock.

    A draft that was begun while the proposal waited started from it, and says what its editors
    want by now; one that is older gets what it lacks.

    Returns:
        The draft, or None where the page says all of it by now.
    """
    draft = draft_of(proposal.member)
    if draft is None:
        draft = Proposal.objects.create(member=proposal.member, author=user, saved_by=user)
    if draft.created_at < proposal.submitted_at or not draft.changes.exists():
        _go_on_from(proposal, draft)
    live = values.read(Member.objects.with_parts().get(pk=proposal.member_id))
    for change in draft.changes.all():
        if change.new == live[change.field]:
            change.delete()
    return _saved(draft, user)


@transaction.atomic
def undo(member, field, user, expected=None):
    """Take one field out of the draft: the page stays as it is, whatever it says by now.

    Args:
        member: the Member.
        field: the field.
        user: the editor.
        seen: the digest of the drafted value that this person saw; None means "whatever is there".

    Returns:
        The Proposal, withdrawn, in which the change is kept so that it can be put back; None
        where the field was not in the draft.

    Raises:
        Unseen: where a colleague drafted another value since.
        AlreadyMoved: as save_draft() does.
    """
    _for_writing(member)
    draft = draft_of(member)
    change = draft and draft.changes.filter(field=field).first()
    if not change:
        return None
    if expected is not None and expected != values.digest(change.new):
        raise Unseen([field])
    aside = Proposal.objects.create(
        member=member, author=user, saved_by=user, state=Proposal.State.WITHDRAWN
    )
    draft.changes.filter(pk=change.pk).update(proposal=aside)
    _saved(draft, user)
    return aside


@transaction.atomic
def discard(draft, user, expected=None):
    """Throw a draft away.

    Args:
        draft: the Proposal.
        user: the editor.
        seen: what this person Seen of it; None means "whatever is in it".

    Raises:
        Unseen: where a colleague changed it since.
        AlreadyMoved, NotAllowed: as Proposal.move() does.
    """
    member = locked(draft)
    if expected is not None:
        now = Seen.of(member, draft, None)
        Seen(expected.fields).refuse_other(now)
    draft.move("discard", Role.EDITOR, saved_by=user, saved_at=timezone.now())
