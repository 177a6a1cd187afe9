"""Who is deciding a proposal at this moment, so that two colleagues do not do it twice."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from members.models import Proposal

HELD_FOR = timedelta(minutes=15)
_TRIES = 5


def hold(proposal, user, *, over=False):
    """Take a waiting proposal in hand for fifteen minutes; taking it again prolongs that.

    Args:
        proposal: the Proposal.
        user: who decides.
        over: whether to take it from a colleague who has it.

    Returns:
        Whether it is in this person's hands now.
    """
    free = Q() if over else _free_for(user)
    waiting = Proposal.objects.filter(free, pk=proposal.pk, state=Proposal.State.SUBMITTED)
    updated = waiting.update(held_by=user, held_until=timezone.now() + HELD_FOR)
    proposal.refresh_from_db()
    return bool(updated)


def release(proposal, user):
    """Let go of a proposal, if this person has it."""
    Proposal.objects.filter(pk=proposal.pk, held_by=user).update(held_by=None, held_until=None)


def holder(proposal):
    """Return the User who has a proposal in hand, or None."""
    is_held = proposal.held_until and proposal.held_until > timezone.now()
    return proposal.held_by if is_held else None


def take_next(user, after=None):
    """Take the next proposal that waits and is in nobody else's hands.

    Args:
        user: who decides.
        after: a Proposal to pass by, with all that have waited longer; None begins at the longest.

    Returns:
        The Proposal, in this person's hands, or None where none is free.
    """
    waiting = Proposal.objects.waiting().filter(_free_for(user))
    if after is not None and after.submitted_at:
        later = Q(submitted_at=after.submitted_at, pk__gt=after.pk)
        waiting = waiting.filter(later | Q(submitted_at__gt=after.submitted_at))
    # A colleague may take one between the look and the taking: then the next is tried.
    return next((one for one in waiting[:_TRIES] if hold(one, user)), None)


def _free_for(user):
    return Q(held_by=None) | Q(held_by=user) | Q(held_until__lte=timezone.now())
