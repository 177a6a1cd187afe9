"""The yearly check: owners are asked, reminded and asked a last time; then the profile is marked.

Rows come first. Whom to ask is planned in the transaction in which a round goes on; the mail of a
person is queued in one transaction with the rows that say so. Killed at any moment, a run leaves
each of them whole or undone, and the next run goes on from there. A profile is never hidden.
"""

import logging
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.models import (
    CheckRecipient,
    CheckRound,
    ConfirmationLink,
    DirectoryVersion,
    Federation,
    Member,
    Revision,
    Task,
)
from members.presenting import current_site
from members.publishing import publish

from . import mail
from .calendar import Calendar, months_after
from .plan import STAGES, Step, answered, steps, unpublished_rounds
from .recipients import living_owners, owners_of

logger = logging.getLogger(__name__)
_S = CheckRound.State
_KEEP_LINKS = 12  # months after their end: so long the page that sends a new one knows them


@dataclass
class RunSummary:
    """What a run did.

    Attributes:
        begun, gone_on, marked, answered, ended: how many rounds.
        mails: how many mails were queued.
        is_paused: whether an announced pause held everything but answers.
    """

    begun: int = 0
    gone_on: int = 0
    marked: int = 0
    answered: int = 0
    ended: int = 0
    mails: int = 0
    is_paused: bool = False


def run():
    """Do what is due today and return the Done; a second run of the day finds nothing to do."""
    today, summary = timezone.localdate(), RunSummary()
    summary.answered, summary.ended = end_answered(), _end()
    federation = Federation.objects.get(pk=1)
    summary.is_paused = federation.is_paused(today)
    if not summary.is_paused:
        calendar = Calendar.of(federation)
        for step in steps(calendar, today):
            _take(step, calendar, today, summary)
        summary.mails = mail.write_all(calendar, today)
    _tidy(today)
    return summary


def end_answered(member=None):
    """End the rounds that were answered, of one member or of all; return how many."""
    rounds = answered()
    if member is not None:
        rounds = rounds.filter(member=member)
    return _close(rounds, _S.ANSWERED)


def _end():
    return _close(unpublished_rounds(), _S.ENDED)


@transaction.atomic
def _close(rounds, state):
    closed = dict(rounds.values_list("pk", "member_id"))
    if closed:
        CheckRound.objects.open().filter(pk__in=closed).update(
            state=state, reached_on=timezone.localdate(), next_on=None
        )
        CheckRecipient.objects.filter(round__in=closed, state=CheckRecipient.State.PLANNED).update(
            state=CheckRecipient.State.DROPPED
        )
    with override(current_site().languages[0]):
        for member in closed.values():
            Task.objects.close_for(member, Task.Kind.UNCONFIRMED, outcome=_("Confirmed since."))
    return len(closed)


def _take(step, calendar, today, summary):
    """Take one Step, unless it has been taken or answered meanwhile."""
    try:
        with transaction.atomic():
            if step.state == _S.MARKED:
                summary.marked += _mark(step, calendar, today)
            elif step.round_id is None:
                summary.begun += _begin(step, calendar, today)
            else:
                summary.gone_on += _go_on(step, calendar, today)
    except IntegrityError:
        return  # another run took this very step
    except ValidationError:
        # A profile that cannot be written as it is must not keep the others waiting.
        logger.exception("The round of member %s cannot go on", step.member_id)


def _begin(step, calendar, today):
    member = Member.objects.only("confirmed_at").get(pk=step.member_id)
    round_ = CheckRound.objects.create(
        member=member,
        confirmed_before=member.confirmed_at,
        state=step.state,
        reached_on=today,
        next_on=calendar.after(step.state, today),
    )
    _plan(round_)
    return True


def _locked(step, today):
    """Return the Round of a Step, locked, or None where the step is not to be taken any more."""
    open_ = CheckRound.objects.open().select_for_update(of=("self",)).select_related("member")
    round_ = open_.filter(pk=step.round_id).exclude(state=step.state).first()
    is_due = round_ and (round_.next_on <= today or round_.state == _S.ALONE)
    return round_ if is_due and not answered().filter(pk=round_.pk).exists() else None


def _go_on(step, calendar, today):
    round_ = _locked(step, today)
    if round_ is None:
        return False
    if round_.state == _S.MARKED:
        _reach(round_, _S.ENDED, today, None)
        return _begin(step, calendar, today)
    _reach(round_, step.state, today, calendar.after(step.state, today, round_.since))
    _plan(round_)
    return True


def _reach(round_, state, today, next_on):
    round_.state, round_.reached_on, round_.next_on = state, today, next_on
    round_.save(update_fields=["state", "reached_on", "next_on"])


def _plan(round_):
    """Plan whom to ask in the stage that a round has reached; of nobody, tell staff."""
    owners = owners_of(round_.member)
    if not owners:
        with override(current_site().languages[0]):
            Task.objects.raise_for(round_.member, Task.Kind.NO_OWNER, detail=_without_owner)
        return
    if round_.state == _S.ALONE:
        return  # an owner came in this very moment: the next run asks
    with override(current_site().languages[0]):
        outcome = _("It has an owner again.")
    Task.objects.close_for(round_.member, Task.Kind.NO_OWNER, outcome=outcome)
    asked_before = set(round_.asks.values_list("user", flat=True))
    CheckRecipient.objects.bulk_create(
        # Who became owner in the middle of a round has not been asked yet.
        CheckRecipient(
            round=round_,
            user=user,
            stage=STAGES[round_.state] if user.pk in asked_before else CheckRecipient.Stage.FIRST,
        )
        for user in owners
    )


def _mark(step, calendar, today):
    """Say on the profile that it was not confirmed, and tell staff; nothing else changes."""
    DirectoryVersion.objects.lock()  # before the rows, as every writer takes it
    round_ = _locked(step, today)
    if round_ is None:
        return False
    was_alone = round_.state == _S.ALONE
    _reach(round_, _S.MARKED, today, calendar.after(_S.MARKED, today))
    since = {"unconfirmed_since": round_.since.isoformat()}
    publish(round_.member, since, None, Revision.Source.ROUND)
    if not was_alone:
        with override(current_site().languages[0]):
            Task.objects.raise_for(round_.member, Task.Kind.UNCONFIRMED, detail=_unanswered)
    return True


def _without_owner():
    return _("The yearly check found no owner whom a mail can reach.")


def _unanswered():
    return _("Nobody has answered the mails of the yearly check.")


def ask_now(members):
    """Begin the rounds of some members today, however long ago they confirmed.

    Args:
        members: a queryset of Members, such as what staff chose in a list.

    Returns:
        How many rounds began; members that are being asked already, and those that are not
        published, are left alone. The mails are queued by the next run.
    """
    today, calendar = timezone.localdate(), Calendar.of(Federation.objects.get(pk=1))
    summary, published = RunSummary(), members.filter(status=Member.Status.PUBLISHED)
    for pk in list(published.values_list("pk", flat=True)):
        marked = CheckRound.objects.filter(member=pk, state=_S.MARKED)
        state = _S.ASKED if living_owners().filter(member=pk).exists() else _S.ALONE
        with transaction.atomic():
            marked.update(state=_S.ENDED, reached_on=today, next_on=None)
            if not CheckRound.objects.open().filter(member=pk).exists():
                _take(Step(pk, None, state), calendar, today, summary)
    return summary.begun


def _tidy(today):
    before = timezone.now() - (today - months_after(today, -_KEEP_LINKS))
    ConfirmationLink.objects.filter(expires_at__lt=before).delete()
