"""The life of a proposal: drafted, sent, withdrawn, returned, decided field by field."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from members.mailing import notices
from members.models import AuditEvent, Change, Member, Proposal, Revision
from members.models.proposal import AlreadyMoved, Role
from members.models.validators import within_limit

from . import values
from .drafts import (
    Seen,
    Unseen,
    discard,
    draft_of,
    locked,
    locked_with_version,
    pending_of,
    refuse_closed,
    resume,
    save_draft,
    undo,
)
from .policy import DIRECT, proposable
from .publish import publish_locked

TEXT_LIMIT = 2000  # characters of a note, a question or an answer


@dataclass(frozen=True)
class Decision:
    """What a reviewer decided on one change.

    Attributes:
        verdict: a Change.State: ACCEPTED, EDITED or REFUSED.
        value: the corrected value, with EDITED.
        reason: why, with REFUSED.
        over: whether to accept although the live value moved since it was proposed.
        live: the digest of the live value that the reviewer saw and accepts over; None means
            "whatever is there".
    """

    verdict: str
    value: Any = None
    reason: str = ""
    over: bool = False
    live: str | None = None

    def replaces(self, value):
        """Whether it is to be published over a live value that moved."""
        return self.over and self.live in (None, values.digest(value))


@transaction.atomic
def submit(draft, user, note=None, *, confirms_rest=False, expected=None):
    """Send a draft: fields of the direct policy go live at once, the others wait for staff.

    A proposal that waited until now is replaced by this one. One that confirms the rest is full:
    together with what it changes, the editor has said of the whole page that it is right. Once
    all of it is accepted the member counts as confirmed on the day on which it was sent.

    Args:
        draft: the Proposal.
        user: the editor.
        note: what this person says to staff; None keeps the note of what the draft went on from.
        confirms_rest: whether the rest of the page is right, as this person says.
        seen: what this person Seen of it; None means "whatever is in it".

    Returns:
        The Proposal, submitted, or decided where nothing is left to review.

    Raises:
        ValidationError: where the note does not fit; by field, where staff alone change it by
            now, or where the direct fields cannot be published.
        Unseen: where the draft, what waits, or a page said to be right was changed since.
        AlreadyMoved, NotAllowed: as Proposal.move() does.
    """
    member, version = locked_with_version(draft)
    if draft.state != Proposal.State.DRAFT or member.status == Member.Status.FORMER:
        raise AlreadyMoved
    older, changes, allowed = pending_of(member), list(draft.changes.all()), proposable(member)
    if expected is not None:
        _refuse_unseen(expected, Seen.of(member, draft, older), confirms_rest)
    refuse_closed([change.field for change in changes], allowed)
    if older:
        older.move("replace", Role.EDITOR, replaced_by=draft)
    live = values.read(member)
    # What somebody else changed meanwhile is for staff to look at, whatever the policy.
    direct = [
        change
        for change in changes
        if allowed[change.field] == DIRECT and live[change.field] == change.old
    ]
    details = {
        "author": user,
        "note": draft.note if note is None else within_limit(note, TEXT_LIMIT),
        "confirms_rest": confirms_rest,
    }
    _send(draft, direct, live, version, details, waits=len(changes) > len(direct))
    return draft


def _refuse_unseen(expected, now, confirms_rest):
    expected.refuse_other(now)
    if confirms_rest and expected.page != now.page:
        raise Unseen(page=True)


def _send(draft, direct, live, version, columns, *, waits):
    """Move a draft on, publish what goes live at once, and tell staff of what waits."""
    now = timezone.now()
    if waits:
        draft.move("submit", Role.EDITOR, submitted_at=now, **columns)
    else:
        draft.move("apply", Role.EDITOR, submitted_at=now, decided_at=now, **columns)
    if direct:
        _apply_direct(draft, direct, {} if waits else _confirmation(draft, live), version)
    if waits:
        notices.proposal_received(draft)


def _confirmation(proposal, live):
    """Return the change by which a full proposal confirms the member, {} for any other."""
    if not proposal.confirms_rest:
        return {}
    submitted = proposal.submitted_at.isoformat()
    return {"confirmed_at": max(submitted, live["confirmed_at"] or "", key=_moment)}


def _moment(text):
    return parse_datetime(text) if text else datetime.min.replace(tzinfo=UTC)


def _apply_direct(draft, changes, confirmation, version):
    fields = {change.field: change.new for change in changes} | confirmation
    source = Revision.Source.EDITOR
    publish_locked(draft.member, fields, draft.author, source, version=version)
    Change.objects.filter(pk__in=[change.pk for change in changes]).update(
        state=Change.State.ACCEPTED
    )


@transaction.atomic
def withdraw(proposal, user):
    """Take back what was sent; it becomes the draft again, with its note and its tick.

    Returns:
        The draft, or None where the page says all of it by now.
    """
    locked(proposal)
    proposal.move("withdraw", Role.EDITOR, saved_by=user, saved_at=timezone.now())
    return resume(proposal, user)


@transaction.atomic
def answer(proposal, user, text):
    """Answer the reviewer's question and send the same changes again; staff's time begins anew.

    Raises:
        ValidationError: without an answer, or with one that does not fit.
        AlreadyMoved, NotAllowed: as Proposal.move() does.
    """
    text = within_limit(text, TEXT_LIMIT)
    if not text:
        raise ValidationError(_("Write your answer."))
    locked(proposal)
    columns = {"answer": text, "saved_by": user, "submitted_at": timezone.now()}
    proposal.move("answer", Role.EDITOR, **columns)


@transaction.atomic
def return_with(proposal, reviewer, question):
    """Return the whole proposal with a question.

    Raises:
        ValidationError: without a question, or with one that does not fit.
        AlreadyMoved, NotAllowed: as Proposal.move() does.
    """
    question = within_limit(question, TEXT_LIMIT)
    if not question:
        raise ValidationError(_("Write what you would like to know."))
    locked(proposal)
    proposal.move("return", Role.REVIEWER, question=question, reviewer=reviewer)
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
    member, version = locked_with_version(proposal)
    live = values.read(member)
    pending = list(proposal.changes.filter(state=Change.State.PENDING))
    _check_decisions(pending, decisions)
    proposal.move("decide", Role.REVIEWER, reviewer=reviewer, decided_at=timezone.now())
    accepted = {}
    for change in pending:
        _decide_one(change, decisions[change.field], live, accepted)
    Change.objects.bulk_update(pending, ["state", "reason", "published"])
    prefetch_related_objects([proposal], "changes")  # the mail names them twice
    notices.proposal_decided(proposal)
    AuditEvent.objects.record(
        AuditEvent.Kind.PROPOSAL_DECIDED,
        member.name,
        actor=reviewer,
        accepted=", ".join(accepted),
        refused=", ".join(change.field for change in pending if change.field not in accepted),
    )
    if not accepted:
        return None
    if len(accepted) == len(pending):
        accepted |= _confirmation(proposal, live)
    reason = _("Proposal of %(name)s") % {"name": proposal.author}
    return publish_locked(
        member,
        accepted,
        reviewer,
        Revision.Source.PROPOSAL,
        version=version,
        reason=reason[:300],
    )


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
    has_changed = live[change.field] not in (change.old, change.new)
    if change.state != Change.State.REFUSED:
        if has_changed and not decision.replaces(live[change.field]):
            change.state = Change.State.CONFLICT
        else:
            edited = change.state == Change.State.EDITED
            value = decision.value if edited else change.new
            change.published = value if edited else None
            accepted[change.field] = value


__all__ = [
    "AlreadyMoved",
    "Decision",
    "Seen",
    "Unseen",
    "answer",
    "decide",
    "discard",
    "draft_of",
    "pending_of",
    "return_with",
    "save_draft",
    "submit",
    "undo",
    "withdraw",
]
