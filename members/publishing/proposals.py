"""The life of a proposal: drafted, sent, withdrawn, returned, decided field by field."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from members.mailing import notices
from members.models import Change, DirectoryVersion, Member, Proposal, Revision
from members.models.proposal import AlreadyMoved, Role

from . import values
from .policy import DIRECT, proposable
from .publish import publish


@dataclass(frozen=True)
class Decision:
    """What a reviewer decided on one change.

    Attributes:
        verdict: a Change.State: ACCEPTED, EDITED or REFUSED.
        value: the corrected value, with EDITED.
        reason: why, with REFUSED.
        over: whether to accept although the live value moved since it was proposed.
    """

    verdict: str
    value: Any = None
    reason: str = ""
    over: bool = False


def draft_of(member):
    """Return the member's draft, or None; its editors share one."""
    return member.proposals.filter(state=Proposal.State.DRAFT).first()


def pending_of(member):
    """Return the proposal that waits for staff or for an answer, or None."""
    states = (Proposal.State.SUBMITTED, Proposal.State.RETURNED)
    return member.proposals.filter(state__in=states).first()


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
    """
    locked = Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
    if locked.status == Member.Status.FORMER:
        raise AlreadyMoved  # it left, or was merged, while somebody was writing
    allowed = proposable(member)
    if closed := sorted(set(changes) - set(allowed)):
        raise ValidationError({field: [_("Only staff change this.")] for field in closed})
    cleaned = values.clean(changes)
    live = values.read(Member.objects.with_parts().get(pk=member.pk))
    draft = draft_of(member) or _started(member, user)
    for field, value in cleaned.items():
        if value == live[field]:
            draft.changes.filter(field=field).delete()
        else:
            draft.changes.update_or_create(field=field, defaults={"old": live[field], "new": value})
    if not draft.changes.exists():
        draft.delete()
        return None
    draft.move("save", Role.EDITOR, saved_at=timezone.now(), saved_by=user)
    return draft


def _started(member, user):
    """Return a new draft that goes on from what waits or was returned, if anything does."""
    draft = Proposal.objects.create(member=member, author=user, saved_by=user)
    if waiting := pending_of(member):
        changes = waiting.changes.filter(state=Change.State.PENDING)
        Change.objects.bulk_create(
            Change(proposal=draft, field=change.field, old=change.old, new=change.new)
            for change in changes
        )
    return draft


@transaction.atomic
def submit(draft, user, note="", *, confirms_rest=False):
    """Send a draft: fields of the direct policy go live at once, the others wait for staff.

    A proposal that waited until now is replaced by this one. One that confirms the rest is full:
    together with what it changes, the editor has said of the whole page that it is right. Once
    all of it is accepted the member counts as confirmed on the day on which it was sent.

    Returns:
        The Proposal, submitted, or decided where nothing is left to review.

    Raises:
        ValidationError: where the direct fields cannot be published.
        AlreadyMoved, NotAllowed: as Proposal.move() does.
    """
    member = _locked(draft)
    if not Proposal.objects.filter(pk=draft.pk, state=Proposal.State.DRAFT).exists():
        raise AlreadyMoved
    if older := pending_of(member):
        older.move("replace", Role.EDITOR, replaced_by=draft)
    allowed = proposable(member)
    draft.changes.exclude(field__in=allowed).delete()
    live = values.read(Member.objects.with_parts().get(pk=member.pk))
    # What somebody else changed meanwhile is for staff to look at, whatever the policy.
    direct = [
        change
        for change in draft.changes.all()
        if allowed[change.field] == DIRECT and live[change.field] == change.old
    ]
    sent = {
        "author": user, "note": note[:2000], "submitted_at": timezone.now(),
        "confirms_rest": confirms_rest,
    }  # fmt: skip
    waits = draft.changes.count() > len(direct)
    if waits:
        draft.move("submit", Role.EDITOR, **sent)
    else:
        draft.move("apply", Role.EDITOR, **sent, decided_at=timezone.now())
    if direct:
        _apply_direct(member, direct, user, {} if waits else _confirmation(draft, live))
    if waits:
        notices.proposal_received(draft)
    return draft


def _locked(proposal):
    """Return a proposal's member, locked behind the version as publish() locks them."""
    DirectoryVersion.objects.lock()
    # A merge may have moved it to another member since it was read.
    proposal.refresh_from_db(fields=["member"])
    return Member.objects.select_for_update(of=("self",)).get(pk=proposal.member_id)


def _confirmation(proposal, live):
    """Return the change by which a full proposal confirms the member, {} for any other."""
    if not proposal.confirms_rest:
        return {}
    sent = proposal.submitted_at.isoformat()
    return {"confirmed_at": max(sent, live["confirmed_at"] or "", key=_moment)}


def _moment(text):
    return parse_datetime(text) if text else datetime.min.replace(tzinfo=UTC)


def _apply_direct(member, changes, user, confirmation):
    fields = {change.field: change.new for change in changes} | confirmation
    publish(member, fields, user, Revision.Source.EDITOR)
    Change.objects.filter(pk__in=[change.pk for change in changes]).update(
        state=Change.State.ACCEPTED
    )


def discard(draft, user):
    """Throw a draft away."""
    draft.move("discard", Role.EDITOR, saved_by=user, saved_at=timezone.now())


def withdraw(proposal, user):
    """Take back what was sent."""
    proposal.move("withdraw", Role.EDITOR, saved_by=user, saved_at=timezone.now())


def answer(proposal, user, text):
    """Answer the reviewer's question and send the same changes again; staff's time begins anew.

    Raises:
        ValidationError: without an answer.
    """
    if not text.strip():
        raise ValidationError(_("Write your answer."))
    said = {"answer": text.strip()[:2000], "saved_by": user, "submitted_at": timezone.now()}
    proposal.move("answer", Role.EDITOR, **said)


@transaction.atomic
def return_with(proposal, reviewer, question):
    """Return the whole proposal with a question.

    Raises:
        ValidationError: without a question.
    """
    if not question.strip():
        raise ValidationError(_("Write what you would like to know."))
    proposal.move("return", Role.REVIEWER, question=question.strip()[:2000], reviewer=reviewer)
    notices.question_asked(proposal)


@transaction.atomic
def decide(proposal, reviewer, decisions):
    """Decide every pending change of a proposal and publish what is accepted, in one go.

    Args:
        proposal: the Proposal, submitted.
        reviewer: the User who decides.
        decisions: {field: Decision}, one for each pending change.

    Returns:
        The Revision, or None where nothing was accepted.

    Raises:
        ValidationError: by field, where a decision is missing, a refusal has no reason or a
            corrected value cannot be published; nothing is decided.
        AlreadyMoved, NotAllowed: as Proposal.move() does.
    """
    member = _locked(proposal)
    live = values.read(Member.objects.with_parts().get(pk=member.pk))
    pending = list(proposal.changes.filter(state=Change.State.PENDING))
    _check_decisions(pending, decisions)
    proposal.move("decide", Role.REVIEWER, reviewer=reviewer, decided_at=timezone.now())
    accepted = {}
    for change in pending:
        _decide_one(change, decisions[change.field], live, accepted)
    notices.proposal_decided(proposal)
    if not accepted:
        return None
    if len(accepted) == len(pending):
        accepted |= _confirmation(proposal, live)
    reason = _("Proposal of %(name)s") % {"name": proposal.author}
    return publish(member, accepted, reviewer, Revision.Source.PROPOSAL, reason=reason[:300])


def _check_decisions(pending, decisions):
    errors = {}
    for change in pending:
        decision = decisions.get(change.field)
        if decision is None:
            errors[change.field] = [_("Decide on this change too.")]
        elif decision.verdict == Change.State.REFUSED and not decision.reason.strip():
            errors[change.field] = [_("Say why; the editor reads it.")]
    if errors:
        raise ValidationError(errors)


def _decide_one(change, decision, live, accepted):
    """Set a change's state and, where it is accepted, its value among the accepted ones."""
    change.state, change.reason = decision.verdict, decision.reason.strip()[:1000]
    # A page that says by now what was proposed stands against nothing.
    moved = live[change.field] not in (change.old, change.new)
    if change.state != Change.State.REFUSED:
        if moved and not decision.over:
            change.state = Change.State.CONFLICT
        else:
            edited = change.state == Change.State.EDITED
            value = decision.value if edited else change.new
            change.published = value if edited else None
            accepted[change.field] = value
    change.save(update_fields=["state", "reason", "published"])


__all__ = [
    "AlreadyMoved", "Decision", "answer", "decide", "discard", "draft_of", "pending_of",
    "return_with", "save_draft", "submit", "withdraw",
]  # fmt: skip
