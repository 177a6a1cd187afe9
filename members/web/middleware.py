"""Headers that every answer carries, and what was typed while nobody was signed in."""

import logging
from time import perf_counter

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from members.core import acting, request_id

from . import errors, unsent_forms
from .pagecache import is_known

log = logging.getLogger("koepel.request")
_TABLES = "/admin/exchange/upload/"

# Of what a browser can do only the position is used: by the list, where a reader asks for it.
_POLICY = "geolocation=(self), " + ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "picture-in-picture",
        "screen-wake-lock",
        "usb",
        "xr-spatial-tracking",
    )
)


class RequestLogMiddleware:
    """Numbers each request, and writes one line about it where the log keeps such lines."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        start = perf_counter()
        number = request_id.begin(request)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = number
        if log.isEnabledFor(logging.INFO):
            self._write(request, response.status_code, perf_counter() - start)
        return response

    @staticmethod
    def _write(request, status, seconds):
        # The name of the page, not its address: that may hold a search or a token.
        match = request.resolver_match
        view = match.view_name if match else "kept"
        took = round(seconds * 1000, 1)
        facts = {"method": request.method, "view": view, "status": status, "milliseconds": took}
        log.info("%(method)s %(view)s %(status)s %(milliseconds)s ms", facts, extra=facts)


class SecurityHeadersMiddleware:
    """Adds the Permissions-Policy: Koepel's pages use none of the other features."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _POLICY)
        return response


class BodyLimitMiddleware:
    """Refuses what is larger than any form of ours, before a byte of it is read or written."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdecimal() and int(length[:18]) > self._most(request):
            return errors.too_large(request)
        return self.get_response(request)

    @staticmethod
    def _most(request):
        takes_tables = request.path.startswith(_TABLES)
        return settings.TABLE_LIMIT if takes_tables and is_known(request) else settings.BODY_LIMIT


class BadRequestMiddleware:
    """Takes out of a request what no browser sends and a database cannot read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # A quoted cookie may spell a NUL ("\000"), which PostgreSQL answers with an error.
        request.COOKIES = {
            name: value for name, value in request.COOKIES.items() if "\x00" not in name + value
        }
        return self.get_response(request)


class ActingMiddleware:
    """Lets what is written down about an action know whose request it is, and from where."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with acting.answering(request):
            return self.get_response(request)


class UnsentMiddleware:
    """Keeps what was typed when a form meets no session: shown again after signing in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST" and response.status_code < 500:
            response = self._after_form(request, response)
        unsent_forms.remember_person(request, response)
        return response

    def process_view(self, request, view, args, kwargs):
        """Show what waits for this page; a view with `shows_unsent` does so itself."""
        if request.method == "POST" and unsent_forms.DROP in request.POST:
            waiting = unsent_forms.unsent_for(request)
            unsent_forms.forget_unsent(request)
            return HttpResponseRedirect((waiting and waiting.page) or request.get_full_path())
        request.unsent = unsent_forms.unsent_for(request) if request.method == "GET" else None
        if request.unsent and not getattr(view, "shows_unsent", False):
            return unsent_forms.page(request, request.unsent, "signed in")
        return None

    @staticmethod
    def _after_form(request, response):
        if not unsent_forms.requires_sign_in(request, response):
            unsent_forms.forget_unsent(request)
            return response
        form = unsent_forms.unsent_of(request)
        person = request.user.pk or unsent_forms.person_of(request)
        if form and person:
            unsent_forms.save_unsent(response, form, person)
            if not request.user.is_authenticated:
                messages.info(
                    request,
                    _("Nothing is lost: what you typed is there again when you have signed in."),
                )
        elif form and (form.fields or form.files):
            return unsent_forms.page(request, form, "signed out", status=403)
        return response
