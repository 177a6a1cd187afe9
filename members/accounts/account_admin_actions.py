"""What staff do with another person's account; its owner is told, and starts anew."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext_noop

from members.mailing import queue
from members.models import AuditEvent

from .allauth_mail import moment, tell_of_change
from .people import disabled


@transaction.atomic
def reset_second_factor(user):
    """Take away every second factor of somebody who has lost it, and end the sessions.

    The next sign-in needs the mailbox, and staff make a new factor before the admin opens.
    """
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    tell_of_change(user, gettext_noop("your second factor was taken away"))
    AuditEvent.objects.record(AuditEvent.Kind.FACTOR_REMOVED, str(user))


@transaction.atomic
def account_changed(user, old_email, was_active):
    """Do what follows when staff have saved an account.

    Args:
        user: the User as saved.
        old_email: the address before.
        was_active: whether the account could be used before.
    """
    if user.email != old_email:
        # Who reads the old mailbox may be another person by now, signed in or not.
        end_sessions(user)
        for address in (old_email, user.email):
            values = {"old": old_email, "new": user.email, "when": moment(user.language)}
            queue("address_changed", address, user.language, values)
    if was_active and not user.is_active:
        # Else they would live again with the account.
        end_sessions(user)
        disabled(user)


def password_changed(user):
    """Tell somebody that staff set or took away the password."""
    was_set = gettext_noop("a password was set")
    was_removed = gettext_noop("your password was taken away")
    tell_of_change(user, was_set if user.has_usable_password() else was_removed)
    AuditEvent.objects.record(AuditEvent.Kind.PASSWORD_CHANGED, str(user))


def end_sessions(user):
    """Sign somebody out everywhere."""
    for session in UserSession.objects.filter(user=user):
        session.end()
