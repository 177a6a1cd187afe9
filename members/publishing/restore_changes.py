"""Words that were withdrawn, thrown away, refused or overtaken: put back into the draft."""

from django.db import transaction

from members.models import Change, Member, Proposal
from members.presenting.diff import TEXTS

from . import values
from .drafts import draft_of, save_draft
from .policy import proposable

# What became of a change that its writer may want again.
NOT_TAKEN = (Change.State.REFUSED, Change.State.CONFLICT)


def can_be_put_back(change):
    """Whether a change of a proposal came to nothing, so that it may be wanted again."""
    if change.proposal.state == Proposal.State.WITHDRAWN:
        return change.state == Change.State.PENDING
    return change.proposal.state == Proposal.State.DECIDED and change.state in NOT_TAKEN


@transaction.atomic
def put_back(proposal, user, fields=None):
    """Put what came to nothing back into the member's draft, over no other words drafted since.

    Of a text in several languages only those go back that the proposal changed.

    Args:
        proposal: the Proposal, withdrawn or decided.
        user: the editor.
        fields: the fields to put back; None means all of them.

    Returns:
        (the fields that are in the draft now, the fields left out because the draft has other
        words for them or because only staff change them).

    Raises:
        ValidationError: by field, where a value can no longer be published; nothing is put back.
        AlreadyMoved: where the member has left, or was merged.
    """
    member = Member.objects.select_for_update(of=("self",)).get(pk=proposal.member_id)
    draft, allowed = draft_of(member), proposable(member)
    drafted = {one.field: one.new for one in draft.changes.all()} if draft else {}
    live = values.read(Member.objects.with_parts().get(pk=member.pk))
    back, left_out = {}, []
    for change in proposal.changes.select_related("proposal"):
        if not can_be_put_back(change) or (fields is not None and change.field not in fields):
            continue
        value = _on_top(change, live[change.field])
        if change.field not in allowed or drafted.get(change.field, value) != value:
            left_out.append(change.field)
        else:
            back[change.field] = value
    if back:
        save_draft(member, back, user)
    return list(back), left_out


def _on_top(change, live):
    """Return the value of a change, with what others wrote since in the languages beside it."""
    if change.field not in TEXTS:
        return change.new
    old, new, texts = change.old or {}, change.new or {}, dict(live or {})
    for code in {*old, *new}:
        if old.get(code) != new.get(code):
            texts.pop(code, None)
            texts |= {code: new[code]} if code in new else {}
    return texts
