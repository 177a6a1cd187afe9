"""The request that this thread is answering, for what is written down about who did what."""

from contextlib import contextmanager
from contextvars import ContextVar

from .client_ip import ip_of

_request = ContextVar("request", default=None)


@contextmanager
def answering(request):
    """Let `actor()` and `ip()` be those of a request within the block."""
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def actor():
    """Return the User who is signed in, or None for a visitor and for a command."""
    user = getattr(_request.get(), "user", None)
    return user if user is not None and user.is_authenticated else None


def ip():
    """Return the address that the request comes from, or None for a command."""
    request = _request.get()
    return ip_of(request) if request is not None else None
