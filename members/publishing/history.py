"""A member as it was at any revision, and the way back to it."""

from members.models import Revision

from . import values
from .publish import publish


def state_at(member, number):
    """Return {field: value} of a member as it was after a revision.

    The newest values are undone revision by revision, so the history keeps only what changed.

    Raises:
        Revision.DoesNotExist: for a number that the member never had.
    """
    member.revisions.get(number=number)
    state = values.read(member)
    for revision in member.revisions.filter(number__gt=number).order_by("-number"):
        state |= {name: change["old"] for name, change in revision.changes.items()}
    return state


def restore(member, number, actor, *, base=None, fields=None):
    """Bring a member back to what it was after a revision: a new revision, nothing is lost.

    Args:
        member: the Member.
        number: the revision to go back to.
        actor: the User who decided it.
        base: the revision that this person saw, as in publish().
        fields: the names of the fields to bring back; None means all of them.

    Returns:
        The new Revision, or None where it is already as it was.

    Raises:
        Revision.DoesNotExist, ValidationError, EditConflict: as state_at() and publish() do.
    """
    state = state_at(member, number)
    if fields is not None:
        state = {name: value for name, value in state.items() if name in fields}
    reason = f"#{number}"
    return publish(member, state, actor, Revision.Source.RESTORE, base=base, reason=reason)
