"""New colleagues on the staff: their account is made for them, and a mail tells how to begin."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.mailing import queue
from members.mailing.outbox import absolute, preview_mail
from members.models import User

from .email_addresses import user_of


@transaction.atomic
def invite_colleague(email, role, by, *, name="", language=""):
    """Give somebody a role on the staff and queue the mail that says so; return the User.

    Whoever has an account, as an editor, keeps it; else one is made, without a password: the code
    that signs in goes to the same mailbox as this mail.

    Args:
        email: whose.
        role: the Group.
        by: the User who invites.
        name: how the person is called, where a new account is made.
        language: of the screens and mails of a new account.

    Raises:
        ValidationError: as check_colleague() does.
    """
    email = email.strip().lower()
    check_colleague(email)
    user = user_of(email)
    if user is None:
        user = User.objects.create_user(email, name=name.strip(), language=language or by.language)
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    user.groups.add(role)
    queue("colleague", user, user.language, _variables(user.language, role, by))
    return user


def check_colleague(email):
    """Refuse an address that nobody can be invited at.

    Raises:
        ValidationError: where the person is on the staff already, or the account is disabled.
    """
    user = user_of(email)
    if user and not user.is_active:
        raise ValidationError(_("This person has an account that is disabled. Enable it first."))
    if user and user.is_staff:
        raise ValidationError(_("This person is on the staff already. Change the role there."))


def preview(email, role, by, language):
    """Return the mail to a colleague, as a RenderedMail, before anything is done."""
    user = user_of(email) if email else None
    language = user.language if user else language
    return preview_mail("colleague", language, _variables(language, role, by))


def _variables(language, role, by):
    with override(language):
        return {
            "inviter": by.name or by.email,
            "role": _(role.name).lower(),
            "link": absolute(reverse("admin:index")),
        }
