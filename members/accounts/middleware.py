"""The language of the account's pages, and a second factor before the admin opens."""

from functools import cache

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode

from members.web.pagecache import is_known

from . import devices, second_factor
from .languages import remember

# Pages of people who are signed in; the public's ask for no session.
_OF_SOMEBODY = ("/account/", "/admin/", "/nl/profile/", "/fr/profile/", "/en/profile/")
_WAIT = 300  # seconds, as most limits of directory/settings.py count


class AccountLanguageMiddleware:
    """Answers /account/, which has no language in its address, in the reader's.

    `?language=fr` says it and is kept in a cookie, so that the pages that follow speak it too.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith("/account/"):
            return self.get_response(request)
        language = request.GET.get("language", "")
        if language not in dict(settings.LANGUAGES):
            return self.get_response(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        remember(response, language)
        patch_vary_headers(response, ["Cookie"])
        return response


class ThrottledMiddleware:
    """Answers 429 where a form says that somebody tried too often (RFC 6585, section 4)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if getattr(request, "is_throttled", False) and response.status_code == 200:
            response.status_code = 429
            response.headers["Retry-After"] = str(_WAIT)
        return response


class LastUseMiddleware:
    """Notes once an hour where and when a browser was last used, for the list of one's sessions."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_of_somebody = is_known(request) and request.path.startswith(_OF_SOMEBODY)
        if is_of_somebody and response.status_code == 200:
            devices.note_use(request)
        return response


class SecondFactorMiddleware:
    """Sends staff who did not use a second factor in this session to where they can."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.REQUIRE_SECOND_FACTOR and request.path.startswith(_admin()):
            user = request.user
            if (
                user.is_authenticated
                and user.is_staff
                and (target := second_factor.factor_url(request))
            ):
                return redirect(f"{target}?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)


@cache  # every page asks, and it never changes
def _admin():
    return reverse("admin:index")
