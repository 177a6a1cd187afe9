"""Keeping a page of the workspace in the draft, without writing over a colleague."""

import json
from dataclasses import asdict, dataclass

from django.db import transaction

from members.core.request_input import read_json
from members.core.stale import StaleState
from members.models import Member
from members.publishing.proposals import Seen, save_draft

from . import field_parts


class DraftConflict(StaleState):
    """A colleague saved the same piece after this person opened it; nothing was kept.

    Attributes:
        workspace: the Workspace as it is now.
        mine: {cell: value} that this person typed.
        theirs: {cell: value} that the colleague saved, for the cells that both changed.
    """

    def __init__(self, workspace, mine, theirs):
        self.workspace, self.mine, self.theirs = workspace, mine, theirs
        super().__init__(", ".join(theirs))


@dataclass(frozen=True)
class FormValues:
    """What came back from a form.

    Attributes:
        values: {cell: plain value}.
        shown: {cell: digest} of what the form was opened with.
    """

    values: dict
    shown: dict

    def mine(self):
        """Return {cell: value} of what this person changed."""
        return {
            cell: value
            for cell, value in self.values.items()
            if field_parts.digest(value) != self.shown.get(cell)
        }


@transaction.atomic
def keep(workspace, typed):
    """Keep what somebody typed in the member's draft.

    Args:
        workspace: the Workspace from which the form was made.
        typed: the FormValues of a valid form.

    Returns:
        Whether anything was changed.

    Raises:
        DraftConflict: where a colleague saved the same cells meanwhile.
        ValidationError: by field, as save_draft() does.
    """
    mine = typed.mine()
    if not mine:
        return False
    # The lock that save_draft() takes: between looking and keeping nobody else saves.
    Member.objects.select_for_update(of=("self",)).only("pk").get(pk=workspace.member.pk)
    fresh = workspace.fresh()
    now = {cell: field_parts.read(cell, fresh.working) for cell in mine}
    # What is drafted or waits already needs no draft: saved late, it would start a second one.
    changed = {cell: value for cell, value in mine.items() if value != now[cell]}
    theirs = {
        cell: now[cell]
        for cell in changed
        if field_parts.digest(now[cell]) != typed.shown.get(cell, field_parts.digest(now[cell]))
    }
    if theirs:
        raise DraftConflict(fresh, mine, theirs)
    if not changed:
        return False
    save_draft(fresh.member, field_parts.merged(changed, fresh.working), fresh.user)
    return True


def seen_token(workspace):
    """Return what a form carries to say which draft the person saw, "" without one."""
    if not workspace.draft:
        return ""
    state = Seen.of(workspace.member, workspace.draft, workspace.pending)
    return json.dumps(asdict(state), separators=(",", ":"))


def seen_in(data):
    """Return the Seen of a form that was sent; one that fits no draft where it carries none."""
    try:
        content = read_json(data.get("seen", ""))
        state = Seen(dict(content["fields"]), content["waits"], str(content["page"]))
    except (ValueError, TypeError, KeyError):
        return Seen({})
    return state
