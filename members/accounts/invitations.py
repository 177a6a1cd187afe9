"""Invitations: somebody is asked to keep a member's profile, and accepts, or does not."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.core.stale import StaleState
from members.mailing import queue
from members.mailing.outbox import absolute, preview_mail
from members.models import AuditEvent, Editor, Invitation, Member, User
from members.models.editor import hash_token

from .email_addresses import user_of
from .limits import may_invite
from .people import close_owner_task

# So many may wait for an answer at once: mail to strangers in our name has a bound.
OPEN_AT_MOST = 20


class NotOpen(StaleState):
    """This invitation cannot be accepted any more.

    Attributes:
        state: "accepted", "cancelled", "expired" or "unknown".
    """

    def __init__(self, state):
        self.state = state
        super().__init__(state)


@transaction.atomic
def invite(member, email, role, by, *, language="", message="", kind="invitation"):
    """Invite somebody to a member and queue the mail; return the Invitation.

    Args:
        member: the Member.
        email: whom.
        role: an Editor.Role.
        by: the User who invites.
        language: the mail's, where the address has no account; else the inviter's.
        message: words of the inviter for the mail.
        kind: the mail's kind.

    Raises:
        ValidationError: as check() does; or where the inviter wrote to many today ("often").
    """
    row = Member.objects.select_for_update(of=("self",)).only("pk", "status").get(pk=member.pk)
    email = email.strip().lower()
    check(row, email)
    _count(by, email)
    user = user_of(email)
    invitation = Invitation(
        member=member,
        email=email,
        role=role,
        invited_by=by,
        message=message,
        language=user.language if user else language or by.language,
    )
    token = invitation.renew()
    invitation.save()
    _queue(invitation, token, kind)
    _record(AuditEvent.Kind.INVITED, invitation, by)
    return invitation


def _record(kind, invitation, by=None):
    """Write an event about an invitation down, with the address that it went to."""
    to, role = invitation.email, invitation.role
    AuditEvent.objects.record(kind, invitation.member.name, actor=by, to=to, role=role)


def check(member, email):
    """Refuse whom nobody can invite to a member now.

    Raises:
        ValidationError: for a member that has left ("left"), somebody who edits it ("edits") or
            was invited ("invited") already, and where too many wait for an answer ("many").
    """
    if member.status == Member.Status.FORMER:
        raise ValidationError(_("This member has left the federation."), "left")
    if member.editors.filter(user__email__iexact=email).exists():
        raise ValidationError(_("This person edits this profile already."), "edits")
    waiting = member.invitations.open()
    if waiting.filter(email__iexact=email).exists():
        again = _("This person was invited already. Send that invitation again instead.")
        raise ValidationError(again, "invited")
    if waiting.count() >= OPEN_AT_MOST:
        many = _("Too many invitations wait for an answer. Cancel some first.")
        raise ValidationError(many, "many")


def _count(by, email):
    if not may_invite(by, email):
        often = _("You have sent many invitations today. Please go on tomorrow.")
        raise ValidationError(often, "often")


@transaction.atomic
def send_again(invitation, by):
    """Send an invitation once more with a new token and 14 new days; the old link ends.

    Args:
        invitation: the Invitation.
        by: the User who sends it.

    Raises:
        NotOpen: where it was accepted or cancelled.
        ValidationError: where that person wrote to many today ("often").
    """
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.state not in ("open", "expired"):
        raise NotOpen(invitation.state)
    _count(by, invitation.email)
    token = invitation.renew()
    invitation.save(update_fields=["token_hash", "expires_at"])
    _queue(invitation, token, "invitation")
    _record(AuditEvent.Kind.INVITED, invitation, by)


def cancel(invitation):
    """Take an invitation back; return whether it was still open."""
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, cancelled_at=None)
    is_cancelled = waiting.update(cancelled_at=timezone.now()) == 1
    if is_cancelled:
        _record(AuditEvent.Kind.INVITATION_CANCELLED, invitation)
    return is_cancelled


def _queue(invitation, token, kind):
    return queue(kind, invitation.email, invitation.language, _variables(invitation, token))


def preview(invitation):
    """Return the RenderedMail of an invitation, without saving or sending anything."""
    return preview_mail("invitation", invitation.language, _variables(invitation, "…"))


def _variables(invitation, token):
    with override(invitation.language):
        return {
            "member": invitation.member.name,
            "inviter": _inviter(invitation.invited_by),
            "role": invitation.get_role_display().lower(),
            "message": invitation.message,
            "days": Invitation.DAYS,
            "link": absolute(reverse("accounts:invitation", args=[token])),
        }


def _inviter(user):
    # An editor's address is known to the colleague; that of staff is not everybody's business.
    if user.is_staff:
        return user.name or _("Staff")
    # A name is anything that somebody typed; in a mail of ours it must lead nowhere.
    is_link = any(sign in user.name.lower() for sign in ("://", "www.", "@"))
    return user.email if is_link or not user.name else user.name


def find(token):
    """Return the Invitation that a link belongs to, whatever its state.

    Raises:
        NotOpen: for a link that belongs to none, or to one that cannot be accepted.
    """
    rows = Invitation.objects.select_related("member", "invited_by")
    invitation = rows.filter(token_hash=hash_token(token)).first()
    if invitation is None or invitation.member.status == Member.Status.FORMER:
        raise NotOpen("unknown")
    if invitation.state != "open":
        raise NotOpen(invitation.state)
    return invitation


@transaction.atomic
def accept(token, user=None, *, name="", language=""):
    """Make somebody an editor, once; return (Invitation, User).

    Args:
        token: what stands in the mail's link: who has it reads the mailbox.
        user: the person signed in; else the one with the address, who is made if need be.
        name: the name of a person who has no account yet.
        language: that person's language.

    Raises:
        NotOpen: where it cannot be accepted any more.
    """
    # The member first, as a merge takes them, which may have given the invitation to another one.
    Member.objects.select_for_update(of=("self",)).only("pk").get(pk=find(token).member_id)
    invitation = find(token)
    fresh = Invitation.objects.open().filter(pk=invitation.pk, token_hash=hash_token(token))
    if not fresh.update(accepted_at=timezone.now()):
        invitation.refresh_from_db()
        raise NotOpen(invitation.state)
    user = user or user_of(invitation.email) or _made(invitation, name, language)
    editor, is_new = Editor.objects.get_or_create(
        member=invitation.member, user=user, defaults={"role": invitation.role}
    )
    if not is_new and invitation.role == Editor.Role.OWNER and editor.role != Editor.Role.OWNER:
        editor.role = Editor.Role.OWNER
        editor.save(update_fields=["role"])
    if editor.role == Editor.Role.OWNER:
        close_owner_task(invitation.member, invitation.email)
    _record(AuditEvent.Kind.INVITATION_ACCEPTED, invitation, user)
    return invitation, user


def _made(invitation, name, language):
    fields = {"name": name.strip()[:150], "language": language or invitation.language}
    return User.objects.create_user(invitation.email, **fields)


def sign_in(request, user, email, target):
    """Sign in who has accepted, by way of the second factor where there is one.

    The link came by mail, so it proves what an e-mailed code proves.
    """
    record_authentication(request, user, method="code", email=email)
    return perform_login(request, Login(user=user, email=email, redirect_url=target))
