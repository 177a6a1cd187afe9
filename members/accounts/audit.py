"""What the log of events hears of accounts from Django and allauth, which tell it by signals."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import email_changed, password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth.signals import user_logged_in, user_login_failed

from members.models import AuditEvent

_KINDS = AuditEvent.Kind


def _signed_in(sender, request, user, **kwargs):
    ways = [record["method"] for record in get_authentication_records(request, user)]
    AuditEvent.objects.record(_KINDS.SIGNED_IN, actor=user, how=", ".join(dict.fromkeys(ways)))


def _refused(sender, credentials, **kwargs):
    AuditEvent.objects.record_failure(_KINDS.PASSWORD_REFUSED, credentials.get("email") or "")


def _factor_added(sender, user, authenticator, **kwargs):
    is_code = authenticator.type == Authenticator.Type.RECOVERY_CODES
    kind = _KINDS.CODES_MADE if is_code else _KINDS.FACTOR_ADDED
    AuditEvent.objects.record(kind, actor=user, what=authenticator.get_type_display())


def _factor_removed(sender, user, authenticator, **kwargs):
    words = authenticator.get_type_display()
    AuditEvent.objects.record(_KINDS.FACTOR_REMOVED, actor=user, what=words)


def _codes_made(sender, user, **kwargs):
    AuditEvent.objects.record(_KINDS.CODES_MADE, actor=user)


def _password_changed(sender, user, **kwargs):
    AuditEvent.objects.record(_KINDS.PASSWORD_CHANGED, actor=user)


def _address_changed(sender, user, **kwargs):
    AuditEvent.objects.record(_KINDS.ADDRESS_CHANGED, actor=user)


user_logged_in.connect(_signed_in)
user_login_failed.connect(_refused)
authenticator_added.connect(_factor_added)
authenticator_removed.connect(_factor_removed)
authenticator_reset.connect(_codes_made)
password_changed.connect(_password_changed)
password_set.connect(_password_changed)
password_reset.connect(_password_changed)
email_changed.connect(_address_changed)
