"""The one page that the yearly check left to change is sent from where it is typed."""

from django.db import transaction

from members.freshness.yearly_check import corrections
from members.models import DirectoryVersion, Member
from members.publishing.proposals import submit

from . import field_parts
from .check_link import rest_said
from .drafting import keep


def can_send(workspace, step):
    """Whether a Step's page may be sent as it is typed, without the page that shows old and new.

    So it is where this person said in the yearly check that all but this one page is right, and
    nothing else would be sent with it: no other draft, nothing that waits.
    """
    link = rest_said(workspace)
    if link is None or workspace.pending or step.language:
        return False
    fields, draft = set(step.part.fields), workspace.draft
    requested = {field_parts.parse(cell)[0] for cell in link.answers.get("change", ())}
    is_mine = draft is None or (draft.author == draft.saved_by == workspace.user)
    return is_mine and requested <= fields and set(workspace.drafted) <= fields


@transaction.atomic
def keep_and_send(workspace, step, typed):
    """Keep what somebody typed and send it at once, with the rest as it was said to be right.

    Args:
        workspace: the Workspace from which the form was made.
        step: its Step.
        typed: the FormValues of a valid form.

    Returns:
        The Proposal; None where it was kept and not sent, as something else stands beside it or
        nothing was changed.

    Raises:
        DraftConflict, ValidationError: as keep() does.
    """
    # The locks that sending takes, in their order: nobody saves between keeping and sending.
    DirectoryVersion.objects.lock()
    Member.objects.select_for_update(of=("self",)).only("pk").get(pk=workspace.member.pk)
    keep(workspace, typed)
    fresh = workspace.fresh()
    if not fresh.draft or not can_send(fresh, step):
        return None
    proposal = submit(fresh.draft, fresh.user, confirms_rest=True)
    corrections.mark_sent(fresh.member, fresh.user, proposal)
    return proposal
