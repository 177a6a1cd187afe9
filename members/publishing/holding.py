"""Who is deciding a proposal at this moment, so that two colleagues do not do it twice."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from members.models import Proposal

HELD_FOR = timedelta(minutes=15)


def hold(proposal, user, *, over=False):
    """Take a waiting proposal in hand for fifteen minutes; taking it again prolongs that.

    Args:
        proposal: the Proposal.
        user: who decides.
        over: whether to take it from a colleague who has it.

    Returns:
        Whether it is in this person's hands now.
    """
    free = Q() if over else Q(held_by=None) | Q(held_by=user) | Q(held_until__lte=timezone.now())
    waiting = Proposal.objects.filter(free, pk=proposal.pk, state=Proposal.State.SUBMITTED)
    taken = waiting.update(held_by=user, held_until=timezone.now() + HELD_FOR)
    proposal.refresh_from_db()
    return bool(taken)


def release(proposal, user):
    """Let go of a proposal, if this person has it."""
    Proposal.objects.filter(pk=proposal.pk, held_by=user).update(held_by=None, held_until=None)


def holder(proposal):
    """Return the User who has a proposal in hand, or None."""
    held = proposal.held_until and proposal.held_until > timezone.now()
    return proposal.held_by if held else None
