"""The second factor: who has one, whether this session used it, and what a new one ends."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.urls import reverse

# Recovery codes are no factor by themselves: they stand in for one of these.
_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
_ENROLLED = "enrolled_second_factor"


def has_factor(user):
    """Whether somebody has an app or a key."""
    return is_mfa_enabled(user, _FACTORS)


def was_used_recently(request):
    """Whether this session used or made a factor within the time that counts as fresh."""
    used = [record["at"] for record in _uses(request)]
    latest = max([*used, request.session.get(_ENROLLED) or 0])
    return time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def factor_url(request):
    """Return the address where a person's factor is made or used, or None where it was."""
    if not has_factor(request.user):
        return reverse("mfa_index")
    if _ENROLLED in request.session or _uses(request):
        return None
    # A session from before the factor was made: a stolen one must not profit from it.
    if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
        return reverse("mfa_reauthenticate")
    return reverse("mfa_reauthenticate_webauthn")


def _uses(request):
    records = get_authentication_records(request, request.user)
    return [record for record in records if record["method"] == "mfa"]


def _enrolled(sender, request, user, authenticator, **kwargs):
    # Who has just typed the first code of a new app need not wait for its next one. Other browsers
    # were signed in without it, whoever sits before them.
    if authenticator.type not in _FACTORS:
        return
    request.session[_ENROLLED] = time.time()
    others = UserSession.objects.filter(user=user)
    for session in others.exclude(session_key=request.session.session_key):
        session.end()


# allauth's way to tell; an address of ours for the same would repeat its views.
authenticator_added.connect(_enrolled)
