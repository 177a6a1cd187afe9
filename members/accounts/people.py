"""A member's editors: their roles, and who is left when somebody goes."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Editor, Member, Report

OWNER = Editor.Role.OWNER


class LastOwner(Exception):
    """Nobody would be left to own the profile."""


@transaction.atomic
def set_role(editor, role):
    """Give an editor another role.

    Raises:
        LastOwner: where the only owner would become an editor.
        ValidationError: for a role that there is not.
    """
    if role not in Editor.Role.values:
        raise ValidationError(_("Choose one of the roles."))
    _lock(editor.member_id)
    if role != OWNER:
        _require_other_owner(editor)
    Editor.objects.filter(pk=editor.pk).update(role=role)


@transaction.atomic
def remove(editor):
    """Take an editor's access away.

    Raises:
        LastOwner: for the only owner, who leaves by `leave`.
    """
    _lock(editor.member_id)
    _require_other_owner(editor)
    editor.delete()


@transaction.atomic
def leave(editor, successor=None, *, tell_staff=False):
    """Let a person go; the last owner names a successor or tells staff.

    Args:
        editor: the Editor who leaves.
        successor: the Editor who becomes owner.
        tell_staff: whether a report is made for staff, who then look for an owner.

    Raises:
        LastOwner: where the only owner does neither.
    """
    _lock(editor.member_id)
    if successor:
        Editor.objects.filter(pk=successor.pk, member=editor.member_id).update(role=OWNER)
    try:
        _require_other_owner(editor)
    except LastOwner:
        if not tell_staff:
            raise
        _report(editor)
    editor.delete()


def is_last_owner(editor):
    """Whether a person is the only owner of a member."""
    others = Editor.objects.filter(member=editor.member_id, role=OWNER).exclude(pk=editor.pk)
    return editor.role == OWNER and not others.exists()


def _require_other_owner(editor):
    editor.refresh_from_db(fields=["role"])
    if is_last_owner(editor):
        raise LastOwner


def _lock(member_id):
    # Two owners who leave in the same second must not both believe that the other stays.
    Member.objects.select_for_update(of=("self",)).only("pk").get(pk=member_id)


def _report(editor):
    """Make a task for staff of it, where they look for tasks already."""
    text = _("The last owner, %(name)s, has left: this profile has no owner any more.")
    Report.objects.create(
        member=editor.member, kind=Report.Kind.OTHER, message=text % {"name": editor.user},
        email=editor.user.email, language=editor.user.language, sender="",
    )  # fmt: skip
