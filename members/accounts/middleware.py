"""The language of the account's pages, and a second factor before the admin opens."""

from functools import cache

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode

from members.web.pagecache import is_known

from . import devices
from .languages import remember

_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
# Pages of people who are signed in; the public's ask for no session.
_OF_SOMEBODY = ("/account/", "/admin/", "/nl/profile/", "/fr/profile/", "/en/profile/")
_ENROLLED = "enrolled_second_factor"


class AccountLanguageMiddleware:
    """Answers /account/, which has no language in its address, in the reader's.

    `?language=fr` says it and is kept in a cookie, so that the pages that follow speak it too.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith("/account/"):
            return self.get_response(request)
        asked = request.GET.get("language", "")
        if asked not in dict(settings.LANGUAGES):
            return self.get_response(request)
        translation.activate(asked)
        request.LANGUAGE_CODE = asked
        response = self.get_response(request)
        remember(response, asked)
        patch_vary_headers(response, ["Cookie"])
        return response


class LastUseMiddleware:
    """Notes once an hour where and when a browser was last used, for the list of one's sessions."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_of_somebody = is_known(request) and request.path.startswith(_OF_SOMEBODY)
        if is_of_somebody and response.status_code == 200:
            devices.seen(request)
        return response


class SecondFactorMiddleware:
    """Sends staff who did not use a second factor in this session to where they can."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.REQUIRE_SECOND_FACTOR and request.path.startswith(_admin()):
            user = request.user
            if user.is_authenticated and user.is_staff and (target := _way_to_factor(request)):
                return redirect(f"{target}?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)


@cache  # every page asks, and it never changes
def _admin():
    return reverse("admin:index")


def _way_to_factor(request):
    """Return the address where the factor is made or used, or None where it was."""
    if not is_mfa_enabled(request.user, _FACTORS):
        return reverse("mfa_index")
    records = get_authentication_records(request, request.user)
    if request.session.get(_ENROLLED) or any(record["method"] == "mfa" for record in records):
        return None
    # A session from before the factor was made: a stolen one must not profit from it.
    if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
        return reverse("mfa_reauthenticate")
    return reverse("mfa_reauthenticate_webauthn")


def _remember_enrolment(sender, request, **kwargs):
    # Who has just typed the first code of a new app need not wait for its next one.
    request.session[_ENROLLED] = True


# allauth's way to tell; an address of ours for the same would repeat its views.
authenticator_added.connect(_remember_enrolment)
