"""Changes as pages show them: old and new side by side, with what becomes of each."""

from dataclasses import dataclass

from django.utils.translation import get_language

from members.models import Change
from members.presenting.diff import FieldDiff, diff
from members.presenting.labels import Labels
from members.publishing.policy import DIRECT
from members.publishing.restore_changes import can_be_put_back
from members.publishing.values import digest

from .parts import step_of_field
from .tasks import field_policy


@dataclass(frozen=True)
class ChangeRow:
    """One change of a proposal.

    Attributes:
        change: the Change.
        diff: its FieldDiff, from what stood there to what is proposed.
        corrected: the FieldDiff from what was proposed to what staff made of it, or None.
        policy: what becomes of it, in words.
        is_direct: whether it goes live at once.
        url: the address of the page on which it is edited; "" where only staff can.
        has_moved: whether the public page says something else than when it was written.
    """

    change: Change
    diff: FieldDiff
    corrected: FieldDiff
    policy: str
    is_direct: bool
    url: str
    has_moved: bool

    @property
    def can_be_put_back(self):
        """Whether it came to nothing and its editors may put it into the draft again."""
        return bool(self.url) and can_be_put_back(self.change)

    @property
    def seen(self):
        """The digest by which a form tells which proposed value the person saw."""
        return digest(self.change.new)


def change_rows(workspace, changes):
    """Return the ChangeRows of some Changes, in the order of a profile."""
    changes, labels = {change.field: change for change in changes}, Labels()
    fields = {name: {"old": one.old, "new": one.new} for name, one in changes.items()}
    return [_shown(workspace, changes[field.name], field, labels) for field in diff(fields, labels)]


def _shown(workspace, change, field, labels):
    corrected = None
    if change.state == Change.State.EDITED:
        both = {"old": change.new, "new": change.published}
        corrected = diff({change.field: both}, labels)[0]
    policy = workspace.policies.get(change.field)
    language = field.rows[0].language if field.rows else ""
    step = step_of_field(change.field, workspace.languages, language or get_language())
    return ChangeRow(
        change=change,
        diff=field,
        corrected=corrected,
        policy=field_policy(workspace, change.field),
        is_direct=policy == DIRECT and workspace.live[change.field] == change.old,
        url=step.url(workspace.member) if step and policy else "",
        has_moved=workspace.live[change.field] not in (change.old, change.new),
    )
