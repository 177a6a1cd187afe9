"""Koepel's answers to allauth's questions: who may come in, whence, and how mail goes out."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core import context
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from members.core.client_ip import ip_of
from members.models import Editor
from members.presenting import current_site

from . import allauth_mail, limits, second_factor
from .email_addresses import sync_rows


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in: nobody signs up without an invitation, and mail is a row."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Use the code in the latest e-mail."),
        "too_many_login_attempts": _("Too many attempts. Please try again later."),
        "email_password_mismatch": _("The e-mail address or the password is not right."),
    }

    def is_open_for_signup(self, request):
        """Nobody signs up: an invitation makes the account (members.accounts.invitations)."""
        return False

    def validation_error(self, code, *args):
        """Return the error; an answer that says "too many" is a 429 (ThrottledMiddleware)."""
        if code == "too_many_login_attempts" and context.request:
            context.request.is_throttled = True
        return super().validation_error(code, *args)

    def pre_authenticate(self, request, **credentials):
        """Count a password that is tried: against its network, and against all strangers."""
        self._tried = None
        super().pre_authenticate(request, **credentials)
        email = credentials.get("email", "").lower()
        if not limits.is_known_browser(request, email):
            self._tried = limits.consume(request, "password_tried", email)
            if not self._tried:
                raise self.validation_error("too_many_login_attempts")

    def _get_login_attempts_cache_key(self, request, **credentials):
        return limits.tries_of(request, credentials.get("email", "").lower())

    def _rollback_login_failed_rl_usage(self):
        super()._rollback_login_failed_rl_usage()
        if self._tried:
            self._tried.rollback()

    def get_client_ip(self, request):
        """Return the address that rate limits and notices go by."""
        return ip_of(request)

    def pre_login(self, request, user, **kwargs):
        """Turn away who is disabled, and believe the address that the user's row holds."""
        response = super().pre_login(request, user, **kwargs)
        if response is None:
            sync_rows(user)
        return response

    def send_mail(self, template_prefix, email, context):
        """Queue the mail that stands for one of allauth's templates."""
        allauth_mail.queue_for(template_prefix, email, context)

    def get_login_redirect_url(self, request):
        """Editors come to their profile, staff to the admin, others to the directory."""
        return home_of(request.user)

    def get_password_change_redirect_url(self, request):
        return reverse("mfa_index")

    def get_reauthentication_methods(self, user):
        """Return allauth's ways, and a code by mail, which everybody has.

        Who has a second factor uses it: a password alone must not open what the factor guards. The
        code by mail signs in anew, by way of the factor.
        """
        if not user.is_authenticated:
            return []
        ways = super().get_reauthentication_methods(user)
        if second_factor.has_factor(user):
            ways = [way for way in ways if way["id"] != "reauthenticate"]
        by_mail = {
            "id": "code",
            "description": _("Use a code by e-mail"),
            "url": reverse("fresh_sign_in"),
        }
        return [*ways, by_mail]

    def is_reauthentication_required(self, *, app, **kwargs):
        """Ask for a fresh sign-in, also of those who have neither password nor factor.

        Who has a factor must have used that: only what is raised here is final for allauth, which
        takes a password for any of the ways otherwise.

        A sign-in of a moment ago is fresh; allauth would ask for the password once more.
        """
        request = context.request
        if second_factor.has_factor(request.user):
            if second_factor.was_used_recently(request):
                return False
            raise ReauthenticationRequired
        if signed_in_recently(request):
            return False
        if not get_reauthentication_flows(request.user):
            raise ReauthenticationRequired
        return True


def signed_in_recently(request):
    """Whether this session proved who it is within the time that a sign-in counts as fresh."""
    records = get_authentication_records(request, request.user)
    latest = max((record["at"] for record in records), default=0)
    return time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def home_of(user):
    """Return the page on which a person's work begins."""
    with override(user.language or get_language()):
        if Editor.objects.filter(user=user).exists():
            return reverse("profile:home")
        return reverse("admin:index") if user.is_staff else reverse("web:list")


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor under the federation's own name."""

    def _get_site_name(self):
        site = current_site()
        return str(site.text(site.federation.name, get_language()) or "Koepel")

    def build_totp_svg(self, url):
        """Return the QR code as an SVG element that stands in the page itself."""
        svg = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]
