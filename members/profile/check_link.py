"""What somebody said in the yearly check before the rest of it is changed in the workspace."""

from members.freshness.yearly_check import corrections

from . import field_parts


def rest_said(workspace):
    """Return the link whose answer says that the rest is right, or None where it says so no more.

    What was found right must stand there as it did, whoever changed it since.
    """
    link = corrections.unsent_link(workspace.member, workspace.user)
    if link is None:
        return None
    right = link.answers.get("right", {})
    live = workspace.live
    fields = {cell: field_parts.parse(cell)[0] for cell in right}
    is_same = all(
        fields[cell] in live and field_parts.digest(field_parts.read(cell, live)) == digest
        for cell, digest in right.items()
    )
    return link if is_same else None


def to_change(workspace, steps):
    """Return [(title, address)] of the pages on which this person still wanted to change things.

    Args:
        workspace: the Workspace.
        steps: its Steps.
    """
    link = corrections.unsent_link(workspace.member, workspace.user)
    names = (
        {field_parts.parse(cell)[0] for cell in link.answers.get("change", ())} if link else set()
    )
    names -= set(workspace.drafted)
    return [
        (step.title, step.url(workspace.member))
        for step in steps
        if names & set(step.part.fields) and not step.language
    ]
