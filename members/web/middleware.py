"""Headers that every answer carries."""

from dataclasses import asdict

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.utils.functional import cached_property

_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
        "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
        "picture-in-picture", "screen-wake-lock", "usb", "xr-spatial-tracking",
    )
)  # fmt: skip


class SecurityHeadersMiddleware:
    """Adds the Permissions-Policy: Koepel's pages use none of these features."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", _POLICY)
        return response


class PolicyMiddleware(CSPMiddleware):
    """django-csp's header, built once: it took a quarter of a kept page's time."""

    @cached_property
    def _usual(self):
        # The debug view and a policy that is only reported are django-csp's own matter.
        if settings.DEBUG or hasattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY"):
            return ""
        return build_policy(**asdict(self.get_policy_parts(None, None)))

    def process_response(self, request, response):
        """Give the usual policy to an answer for which nothing else was said."""
        said = any(name.startswith("_csp") for held in (request, response) for name in vars(held))
        if said or not self._usual:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, self._usual)
        return response


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
