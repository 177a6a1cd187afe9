"""A person's own account: what it holds, as data to take away, and how it is closed."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, override
from post_office.models import Email

from members.mailing import queue
from members.mailing.outbox import absolute
from members.models import AuditEvent, Editor, MailOptOut, Proposal, Reminder, Revision, UnsentForm

from . import people
from .account_admin_actions import end_sessions
from .allauth_mail import moment


class Keeps(Exception):
    """Somebody would be missed: the account cannot be closed yet."""


def last_owned(user):
    """Return the Editors by which a person is the only owner of a member."""
    owned = user.editorships.filter(role=Editor.Role.OWNER).select_related("member", "user")
    return [editor for editor in owned if people.is_last_owner(editor)]


@transaction.atomic
def close(user, *, tell_staff=False, where=""):
    """Close a person's account: nobody can sign in with it, and it has no address any more.

    What the person changed stays in the members' history, with the name.

    Args:
        user: the User, not staff.
        tell_staff: whether staff look for owners of the members that lose their only one.
        where: the IP address from which it is closed, for the mail about it.

    Raises:
        Keeps: for staff, whom an administrator takes away, and where a member would lose its only
            owner and staff are not told.
    """
    if user.is_staff or (last_owned(user) and not tell_staff):
        raise Keeps
    for editor in user.editorships.select_related("member", "user"):
        people.leave(editor, tell_staff=tell_staff)
    _tell(user, where)
    end_sessions(user)
    for model in (Authenticator, EmailAddress, MailOptOut, Reminder, UnsentForm):
        model.objects.filter(user=user).delete()
    user.email = f"closed-{user.pk}@account.invalid"  # RFC 2606: an address that nobody has
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["email", "is_active", "password"])
    AuditEvent.objects.record(AuditEvent.Kind.ACCOUNT_CLOSED, actor=user)


def _tell(user, where):
    with override(user.language):
        values = {"what": gettext("your account was closed"), "when": moment(user.language)}
        values |= {"where": where, "link": absolute(reverse("account_request_login_code"))}
    queue("account_changed", user.email, user.language, values)


def data_of(user):
    """Return all that is kept about a person, as plain data for JSON."""
    return {
        "account": {
            "name": user.name,
            "email": user.email,
            "language": user.language,
            "since": user.date_joined,
            "last_sign_in": user.last_login,
            "is_staff": user.is_staff,
        },
        "second_factors": list(_factors(user)),
        "signed_in": list(
            UserSession.objects.filter(user=user).values(
                "ip", "user_agent", "created_at", "last_seen_at"
            )
        ),
        "profiles": list(
            user.editorships.values("member__uuid", "member__name", "role", "created_at")
        ),
        "proposals": list(map(_proposal, _proposals(user))),
        "published": list(
            Revision.objects.filter(actor=user)
            .order_by("-created_at")
            .values("member__name", "number", "source", "created_at")
        ),
        "mail": list(
            Email.objects.filter(to=user.email).order_by("-created").values("subject", "created")
        ),
        "events": list(
            AuditEvent.objects.filter(actor=user).values("at", "kind", "ip", "about", "details")
        ),
        "not_sent_yet": list(
            UnsentForm.objects.filter(user=user).values("path", "fields", "kept_at")
        ),
    }


def _factors(user):
    for factor in Authenticator.objects.filter(user=user):
        yield {
            "kind": factor.get_type_display(),
            "since": factor.created_at,
            "last_used": factor.last_used_at,
        }


def _proposals(user):
    own = Proposal.objects.filter(author=user) | Proposal.objects.filter(saved_by=user)
    return own.distinct().select_related("member").prefetch_related("changes").order_by("-pk")


def _proposal(proposal):
    return {
        "profile": proposal.member.name,
        "state": proposal.state,
        "sent": proposal.submitted_at,
        "note": proposal.note,
        "answer": proposal.answer,
        "changes": [
            {
                "field": change.field,
                "old": change.old,
                "new": change.new,
                "state": change.state,
                "reason": change.reason,
            }
            for change in proposal.changes.all()
        ],
    }
