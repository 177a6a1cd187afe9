"""Which of Koepel's mails stands for which of allauth's."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from members.mailing import queue
from members.mailing.outbox import absolute
from members.presenting.dates import date_format

from .email_addresses import user_of

_CODES = {
    "account/email/login_code": "code",
    "account/email/password_reset_code": "password_code",
    "account/email/email_confirmation": "address_code",
    "account/email/email_confirmation_signup": "address_code",
}
_PLAIN = {
    "account/email/unknown_account": "no_account",
    "account/email/account_already_exists": "address_taken",
}
_CHANGES = {
    "account/email/password_changed": _("your password was changed"),
    "account/email/password_set": _("a password was set"),
    "account/email/password_reset": _("your password was set anew"),
    "account/email/email_deleted": _("an e-mail address was removed"),
    "account/email/email_confirm": _("your e-mail address was confirmed"),
    "mfa/email/totp_activated": _("an authenticator app was added"),
    "mfa/email/totp_deactivated": _("the authenticator app was removed"),
    "mfa/email/webauthn_added": _("a passkey or security key was added"),
    "mfa/email/webauthn_removed": _("a passkey or security key was removed"),
    "mfa/email/recovery_codes_generated": _("new recovery codes were made"),
}


def queue_for(prefix, email, context):
    """Queue the mail that stands for one of allauth's templates.

    Args:
        prefix: allauth's name of it, such as "account/email/login_code".
        email: to whom.
        context: what allauth would give to its template.

    Raises:
        KeyError: for a template that Koepel has no mail for.
    """
    user = user_of(email)
    # To a stranger the page's language is all that is known.
    language = user.language if user else get_language()
    if prefix in _CODES:
        minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
        return queue(_CODES[prefix], email, language, {"code": context["code"], "minutes": minutes})
    if prefix in _PLAIN:
        return queue(_PLAIN[prefix], email, language, {})
    if prefix == "account/email/email_changed":
        values = {"old": context["from_email"], "new": context["to_email"]}
        return queue("address_changed", email, language, values | {"when": moment(language)})
    with override(language):
        values = {
            "what": str(_CHANGES[prefix]),
            "when": moment(language),
            "where": context.get("ip", ""),
            "link": absolute(reverse("mfa_index")),
        }
    return queue("account_changed", email, language, values)


def tell_of_change(user, what):
    """Queue the mail that tells somebody what staff changed in the account.

    Args:
        user: the User.
        what: what happened, as it stands in the catalogue.
    """
    with override(user.language):
        values = {"what": gettext(what), "when": moment(user.language)}
        values["link"] = absolute(reverse("account_request_login_code"))
    return queue("changed_by_staff", user.email, user.language, values)


def moment(language):
    """Return the time that it is now, as mails in a language write it."""
    with override(language):
        return date_format(timezone.localtime(), "j F Y, H:i")
