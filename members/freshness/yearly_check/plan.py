"""What the yearly check has to do on a day; it only reads, and the rounds act on it."""

from dataclasses import dataclass, replace

from django.db.models import Exists, F, OuterRef, Q

from members.models import CheckRecipient, CheckRound, Member, Proposal, Task

from .calendar import end_of, latest_due
from .recipients import living_owners

_Stage, _State = CheckRecipient.Stage, CheckRecipient.State

_S = CheckRound.State
FOLLOWS = {
    _S.ASKED: _S.REMINDED,
    _S.REMINDED: _S.LAST,
    _S.LAST: _S.MARKED,
}
STAGES = {
    _S.ASKED: _Stage.FIRST,
    _S.REMINDED: _Stage.REMINDER,
    _S.LAST: _Stage.LAST,
}
_CHUNK = 200


@dataclass(frozen=True)
class Step:
    """One step that is due.

    Attributes:
        member_id: whose.
        round_id: the Round that goes on; None for the member's first one, or the first in years.
        state: the CheckRound.State that it reaches. From MARKED a new round begins: a year
            after the mark the question is asked anew.
    """

    member_id: int
    round_id: int | None
    state: str


def answered():
    """Return the open Rounds whose member was confirmed since they began."""
    later = Q(confirmed_before=None) | Q(member__confirmed_at__gt=F("confirmed_before"))
    return CheckRound.objects.open().filter(later, member__confirmed_at__isnull=False)


def unpublished_rounds():
    """Return the open Rounds of members that are not published any more."""
    return CheckRound.objects.open().exclude(member__status=Member.Status.PUBLISHED)


def waits_for_staff(member="pk"):
    """Return the condition that an answer waits for staff: nobody is asked and marked then.

    It is "we have stopped", "ask somebody else", or changes with "the rest is right".

    Args:
        member: the column that holds the member's key.
    """
    kinds = (Task.Kind.STOPPED, Task.Kind.OTHER_PERSON)
    tasks = Task.objects.filter(member=OuterRef(member), kind__in=kinds, state=Task.State.OPEN)
    proposals = Proposal.objects.filter(member=OuterRef(member), state=Proposal.State.SUBMITTED)
    return Exists(tasks) | Exists(proposals.filter(confirms_rest=True))


def due_members(calendar, today):
    """Return the published members whose last confirmation, or first day, is old enough."""
    before = end_of(latest_due(today, calendar.months))
    old = Q(confirmed_at__lt=before) | Q(confirmed_at=None, created_at__lt=before)
    going_on = CheckRound.objects.open().filter(member=OuterRef("pk"))
    return Member.objects.published().filter(old, ~Exists(going_on), ~waits_for_staff())


def due_together(calendar, today, due):
    """Return the keys of members that are asked today although their day is yet to come.

    They share an owner with a member that is due, or with one that is brought along itself, and
    have half of their time behind them: so one mail names all, and the next year's does too. Half
    is the least that brings any two dates together, as each comes before half of the other's
    time or after it.

    Args:
        calendar: the Calendar.
        today: the day.
        due: the keys of the members that are due.
    """
    soon = replace(calendar, months=max(calendar.months // 2, 1))
    candidates = due_members(soon, today)
    planned = CheckRecipient.objects.filter(state=_State.PLANNED, stage=_Stage.FIRST)
    users = _owners_of(due) | set(planned.values_list("user", flat=True))
    along, fresh = set(), users
    while fresh:
        theirs = set()
        for some in _chunks(fresh):
            owned = living_owners().filter(user__in=some, member__in=candidates.values("pk"))
            theirs |= set(owned.values_list("member", flat=True))
        theirs -= along | set(due)
        along |= theirs
        fresh = _owners_of(theirs) - users
        users |= fresh
    return sorted(along)


def _owners_of(members):
    """Return the keys of the living owners of some members."""
    owners = set()
    for some in _chunks(members):
        owners |= set(living_owners().filter(member__in=some).values_list("user", flat=True))
    return owners


def _chunks(keys):
    keys = sorted(keys)
    return (keys[at : at + _CHUNK] for at in range(0, len(keys), _CHUNK))


def steps(calendar, today):
    """Yield the Steps of a day: rounds that go on, then members whose round begins.

    A round with a mail still to be written waits for it: nobody gets two mails in one day.
    """
    unwritten = CheckRecipient.objects.filter(round=OuterRef("pk"), state=_State.PLANNED)
    has_owner = Exists(living_owners().filter(member=OuterRef("member")))
    waiting = CheckRound.objects.open().filter(~Exists(unwritten), ~waits_for_staff("member"))
    waiting = waiting.annotate(has_owner=has_owner)
    begins = Q(next_on__lte=today) | Q(state=_S.ALONE, has_owner=True)
    for round_ in _each(waiting.filter(begins).only("pk", "member_id", "state")):
        yield Step(round_.member_id, round_.pk, _after(round_))
    owned = Exists(living_owners().filter(member=OuterRef("pk")))
    due = due_members(calendar, today).annotate(has_owner=owned).only("pk")
    along = due_together(calendar, today, list(due.values_list("pk", flat=True)))
    for member in _each(due):
        yield Step(member.pk, None, _S.ASKED if member.has_owner else _S.ALONE)
    for pk in along:
        yield Step(pk, None, _S.ASKED)


def _after(round_):
    """Return the state that a Round which is due reaches."""
    if round_.state == _S.MARKED:
        return _S.ASKED if round_.has_owner else _S.ALONE
    if round_.state == _S.ALONE:
        return _S.ASKED if round_.has_owner else _S.MARKED
    return FOLLOWS[round_.state]


def _each(rows):
    """Yield rows in batches by key, whatever becomes of those that were taken."""
    after = 0
    while chunk := list(rows.filter(pk__gt=after).order_by("pk")[:_CHUNK]):
        yield from chunk
        after = chunk[-1].pk
