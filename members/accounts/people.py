"""A member's editors: their roles, and who is left when somebody goes."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.models import AuditEvent, Editor, Member, Task
from members.presenting import current_site

OWNER = Editor.Role.OWNER


class LastOwner(Exception):
    """Nobody would be left to own the profile."""


@transaction.atomic
def set_role(editor, role, *, tell_staff=False):
    """Give an editor another role.

    Args:
        editor: the Editor.
        role: an Editor.Role.
        tell_staff: whether the only owner may become an editor; staff then look for an owner.

    Raises:
        LastOwner: where the only owner would become an editor.
        ValidationError: for a role that there is not.
    """
    if role not in Editor.Role.values:
        raise ValidationError(_("Choose one of the roles."))
    _lock(editor.member_id)
    if role != OWNER:
        _let_go(editor, tell_staff)
    Editor.objects.filter(pk=editor.pk).update(role=role)
    if role == OWNER:
        close_owner_task(editor.member)
    _record(AuditEvent.Kind.ACCESS_CHANGED, editor, role)


@transaction.atomic
def remove(editor, *, tell_staff=False):
    """Take an editor's access away.

    Args:
        editor: the Editor.
        tell_staff: whether the only owner may go too; staff then look for another.

    Raises:
        LastOwner: for the only owner, who leaves by `leave`.
    """
    _lock(editor.member_id)
    _let_go(editor, tell_staff)
    _record(AuditEvent.Kind.ACCESS_ENDED, editor)
    editor.delete()


@transaction.atomic
def leave(editor, successor=None, *, tell_staff=False):
    """Let a person go; the last owner names a successor or tells staff.

    Args:
        editor: the Editor who leaves.
        successor: the Editor who becomes owner.
        tell_staff: whether it becomes a task for staff, who then look for an owner.

    Raises:
        LastOwner: where the only owner does neither.
    """
    _lock(editor.member_id)
    if successor:
        Editor.objects.filter(pk=successor.pk, member=editor.member_id).update(role=OWNER)
    _let_go(editor, tell_staff)
    _record(AuditEvent.Kind.ACCESS_ENDED, editor)
    editor.delete()


def _record(kind, editor, role=""):
    """Write an event about somebody's access to a profile down."""
    AuditEvent.objects.record(kind, editor.member.name, to=str(editor.user), role=role)


def is_last_owner(editor):
    """Whether a person is the only owner of a member whose account can be used."""
    others = Editor.objects.filter(member=editor.member_id, role=OWNER, user__is_active=True)
    return editor.role == OWNER and not others.exclude(pk=editor.pk).exists()


@transaction.atomic
def disabled(user):
    """Make a task of each member whose only owner can no longer sign in."""
    for editor in user.editorships.filter(role=OWNER).select_related("member", "user"):
        _lock(editor.member_id)
        if is_last_owner(editor):
            _make_task(editor)


def close_owner_task(member, email=""):
    """Close the task of looking for an owner, where there is one.

    Args:
        member: the Member.
        email: the new owner's address, where somebody may have named it as the right one.
    """
    with override(current_site().languages[0]):
        outcome = _("The profile has an owner again.")
    Task.objects.close_for(member, Task.Kind.NO_OWNER, outcome=outcome)
    if email:
        Task.objects.close_for(member, Task.Kind.OTHER_PERSON, subject=email, outcome=outcome)


def _let_go(editor, tell_staff):
    """Make sure that an owner stays, or that staff look for one.

    Raises:
        LastOwner: where neither is so.
    """
    editor.refresh_from_db(fields=["role"])
    if not is_last_owner(editor):
        return
    if not tell_staff:
        raise LastOwner
    _make_task(editor)


def _lock(member_id):
    # Two owners who leave in the same second must not both believe that the other stays.
    Member.objects.select_for_update(of=("self",)).only("pk").get(pk=member_id)


def _make_task(editor):
    with override(current_site().languages[0]):
        Task.objects.raise_for(
            editor.member, Task.Kind.NO_OWNER, detail=partial(_ownerless, editor.user)
        )


def _ownerless(person):
    text = _("The last owner was %(name)s (%(email)s). Ask the organisation for another.")
    return text % {"name": person, "email": person.email}
