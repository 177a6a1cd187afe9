"""Passwords and permissions; one address names one person."""

from allauth.account.auth_backends import AuthenticationBackend

from .email_addresses import user_of


class AddressBackend(AuthenticationBackend):
    """allauth's backend, which takes the same time for addresses that nobody has."""

    def _authenticate_by_email(self, email, password):
        return self._check_password(user_of(email), password)
