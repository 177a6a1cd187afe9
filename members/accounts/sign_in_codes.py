"""Sending a code to somebody whose address is known already, so that nobody types it again."""

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from .limits import may_ask_for_code


def sign_in_by_code(request, user, target):
    """Send a code to a person's address; return the redirect to the page that asks for it.

    Args:
        request: of a browser in which this person, or nobody, is signed in.
        user: the User, whose address was proved by what led here, such as a link in a mail.
        target: the path of the page that follows the sign-in.

    Whoever asked for too many codes comes to the page that sends one, with the address in it.
    """
    way = urlencode({"next": target})
    if not may_ask_for_code(request, user.email):
        address = urlencode({"email": user.email})
        return redirect(f"{reverse('account_request_login_code')}?{way}&{address}")
    LoginCodeVerificationProcess.initiate(request=request, user=user, email=user.email)
    return redirect(f"{reverse('account_confirm_login_code')}?{way}")
