"""allauth's forms, with Koepel's words and a count of attempts per account."""

import struct

from allauth.account import forms as allauth
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from members.core.request_input import read_json
from members.models import AuditEvent

from . import limits
from .email_addresses import user_of


class _Plain:
    """Takes away the placeholders, which repeat the labels and vanish while somebody types."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        for name in ("email", "login"):
            if name in self.fields:
                self.fields[name].label = _("E-mail address")
                self.fields[name].widget.attrs["autocomplete"] = "username"


class PasswordForm(_Plain, allauth.LoginForm):
    """Sign in with a password."""


class RequestCodeForm(_Plain, allauth.RequestLoginCodeForm):
    """Ask for a code by mail; a page of ours that knows the address gives it along."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].initial = context.request.GET.get("email", "")[:254]

    def clean_email(self):
        """Return the address; whoever has it is kept as `_user`, and never told about."""
        email = self.cleaned_data["email"].strip().lower()
        if not limits.may_ask_for_code(context.request, email):
            raise get_adapter().validation_error("too_many_login_attempts")
        self._user = _active(email)
        return email


class ForgottenPasswordForm(_Plain, allauth.ResetPasswordForm):
    """Ask for a code to set a new password."""

    def clean_email(self):
        """Return the address; whoever has it is kept in `users`, and never told about."""
        email = self.cleaned_data["email"].strip().lower()
        user = _active(email)
        self.users = [user] if user else []
        return email


def _active(email):
    user = user_of(email)
    return user if user and user.is_active else None


class _Counted(_Plain):
    """Counts wrong codes of an account too: a new code or another browser gives no new attempts."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Code from the e-mail")
        code.widget = forms.TextInput(
            {"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        )

    @property
    def account(self):
        """The address that the code was asked for, known or not."""
        return self.state.get("email", "").lower()

    def clean_code(self):
        """Return the code, where it is right and the account has attempts left."""
        request = context.request
        # The session counts too, but of tries that are sent at the same moment it keeps one.
        this_code = f"{request.session.session_key} {self.state.get('at')}"
        usage = limits.consume(request, "code_tried", this_code) and limits.consume(
            request, "code_failed", limits.tries_of(request, self.account)
        )
        if not usage:
            raise get_adapter().validation_error("too_many_login_attempts")
        try:
            code = super().clean_code()
        except forms.ValidationError:
            AuditEvent.objects.record_failure(AuditEvent.Kind.CODE_REFUSED, self.account)
            raise
        usage.rollback()
        return code


class ConfirmSignInCodeForm(_Counted, allauth.ConfirmLoginCodeForm):
    """The code that lets somebody in."""

    @property
    def state(self):
        """What the session keeps of the code."""
        return context.request._login_stage.state


class ConfirmResetCodeForm(_Counted, allauth.ConfirmPasswordResetCodeForm):
    """The code that lets somebody set a new password."""

    @property
    def state(self):
        """What the session keeps of the code."""
        return context.request.session.get("account_password_reset_verification", {})


class ConfirmAddressForm(_Counted, allauth.ConfirmEmailVerificationCodeForm):
    """The code that proves an address."""

    @property
    def state(self):
        """What the session keeps of the code."""
        return context.request.session.get("account_email_verification_code", {})

    @property
    def account(self):
        """The person whose address it becomes."""
        return str(getattr(self.user, "pk", "") or self.email)


class _Logged(_Plain):
    """Writes down a second factor that is wrong."""

    def clean_code(self):
        """Return the code, where it is right."""
        try:
            return super().clean_code()
        except forms.ValidationError:
            AuditEvent.objects.record_failure(AuditEvent.Kind.FACTOR_REFUSED, self.user.email)
            raise


class FactorForm(_Logged, mfa.AuthenticateForm):
    """The second factor at sign-in, written by hand."""


class FactorAgainForm(_Logged, mfa.ReauthenticateForm):
    """The second factor once more, before something that matters."""


class NewAppForm(_Plain, totp.ActivateTOTPForm):
    """The first code of an authenticator app."""


# What fido2 raises for an answer that no key gave.
_STRANGE = (TypeError, ValueError, LookupError, AttributeError, struct.error, RecursionError)


class _Credential(forms.JSONField):
    """What a key answers, as an object; whatever else is sent is no answer."""

    def __init__(self, parse):
        super().__init__(widget=forms.HiddenInput)
        self.parse = parse

    def to_python(self, value):
        """Return the object, or None for an empty field."""
        if value in self.empty_values:
            return None
        data = read_json(value)
        try:
            self.parse(data)
        except _STRANGE:
            raise get_adapter().validation_error("incorrect_code") from None
        return data

    def bound_data(self, data, initial):
        """Return nothing to show again: a key answers each time anew."""
        return


class _WithKey:
    """A form that takes the answer of a key that is known, or of a new one."""

    parse = AuthenticationResponse.from_dict

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"] = _Credential(self.parse)


class KeyForm(_WithKey, webauthn.AuthenticateWebAuthnForm):
    """The second factor at sign-in, given by a key."""


class KeyAgainForm(_WithKey, webauthn.ReauthenticateWebAuthnForm):
    """A key once more, before something that matters."""


class PasskeyForm(_WithKey, webauthn.LoginWebAuthnForm):
    """A passkey, which signs in by itself."""


class NewKeyForm(_WithKey, _Plain, webauthn.AddWebAuthnForm):
    """A new key; a passkey unless somebody wants less."""

    parse = RegistrationResponse.from_dict

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        passkey = self.fields["passwordless"]
        passkey.label, passkey.initial = _("Let it sign me in by itself (passkey)"), True
        passkey.help_text = _("Untick it for a key that only stands beside the code by mail.")
