"""The number of the request that is being answered: its lines in the log belong together."""

import re
import secrets
from contextvars import ContextVar

_FROM_PROXY = re.compile(r"[A-Za-z0-9-]{8,64}")
_current = ContextVar("request_id", default="")


def begin(request):
    """Give a request its number, the proxy's where it sends one, and return it.

    It stays until the thread's next request: Django writes some lines when all else is done.
    """
    number = request.META.get("HTTP_X_REQUEST_ID", "")
    _current.set(number if _FROM_PROXY.fullmatch(number) else secrets.token_hex(8))
    return _current.get()


def current():
    """Return the number, or "" outside of any request."""
    return _current.get()
