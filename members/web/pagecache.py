"""Public pages for visitors who are not signed in: kept per directory version, answered by ETag.

A repeated page costs one tiny read, the version, and a publish is seen on the next request of
any process, because the key changes with it (RFC 9110, section 8.8.3, and RFC 9111).
"""

import hashlib
import re
from functools import wraps

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, SuspiciousOperation
from django.db import DatabaseError
from django.http import Http404, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from members.models import DirectoryVersion
from members.presenting import site_at
from members.presenting.freshness import start_of_today
from members.search.query import search_log

from .page_store import keep_page, kept_page, key_of
from .release import release

_NO_PAGES = (
    "/admin/",
    "/healthz",
    "/metrics",
    "/static/",
    "/logos/",
    "/style/",
    "/shapes/",
    "/sharing/",
)
_NOT_WANTED = re.compile(r"q\s*=\s*0?(\.0*)?")


def public_page(view):
    """Mark a view's 200 as the same for every visitor who is not signed in."""

    @wraps(view)
    def marked(request, *args, **kwargs):
        if get_language() not in site_of(request).languages and request.resolver_match.namespace:
            raise Http404  # a language that Koepel speaks and this federation does not use
        response = view(request, *args, **kwargs)
        response.is_public_page = response.status_code == 200
        return response

    return marked


def site_of(request):
    """Return the Site that a request is answered from: one version from first to last byte."""
    if not hasattr(request, "site"):
        request.site = site_at(DirectoryVersion.objects.current())
    return request.site


class PageCacheMiddleware:
    """Answers repeated public pages from the cache, whole and with all headers.

    It stands outside everything else, so that nothing is done again for a page that is kept.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path.startswith("/static/"):
            # Whatever compresses an answer further in, and what is kept of it, goes by one word.
            accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
            request.META["HTTP_ACCEPT_ENCODING"] = "gzip" if takes_gzip(accepted) else ""
        if request.method not in ("GET", "HEAD") or is_known(request) or _is_uncached(request):
            return self._private(self.get_response(request))
        try:
            etag, place = _etag(request), key_of(request)
        except (SuspiciousOperation, DatabaseError, ObjectDoesNotExist):
            # It fails again further in, where the answer to that gets its headers.
            return self._private(self.get_response(request))
        if etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
            return _revalidated(HttpResponse(status=304), etag)
        if cached := kept_page(place, etag):
            content, headers, searched = cached
            _note(request, searched)
            response = HttpResponse(content)
            response.headers = headers
            return response
        response = self.get_response(request)
        _note(request, getattr(response, "searched", None))
        if not getattr(response, "is_public_page", False) or response.cookies:
            return self._private(response)
        response = _revalidated(response, etag)
        # The body of a HEAD is taken off by the server, so this one is whole and serves a GET too.
        keep_page(place, etag, response, getattr(response, "searched", None))
        return response

    @staticmethod
    def _private(response):
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _note(request, searched):
    # While somebody types, every letter asks anew: only what they mean counts.
    if searched and "HTTP_KOEPEL_TYPING" not in request.META:
        search_log.note(*searched)


def takes_gzip(header):
    """Whether an Accept-Encoding allows gzip (RFC 9110, section 12.5.3)."""
    for coding in header.lower().split(","):
        name, *parameters = (part.strip() for part in coding.split(";"))
        if name in ("gzip", "x-gzip"):
            return not any(_NOT_WANTED.fullmatch(parameter) for parameter in parameters)
    return False


def is_known(request):
    """Whether a request may be of somebody who is signed in: it has a session."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _is_uncached(request):
    # Neither a page of the directory: they ask for no version, and /healthz must not.
    return request.path.startswith(_NO_PAGES)


def _etag(request):
    site = site_of(request)
    parts = (
        release(),
        site.stamp,
        # A confirmation ages by the day, and "in the last 12 months" with it.
        start_of_today().date().isoformat(),
        request.get_host(),
        request.scheme,
        request.path,
        request.META.get("QUERY_STRING", ""),
        request.META["HTTP_ACCEPT_ENCODING"],
        request.META.get("HTTP_ACCEPT_LANGUAGE", "") if request.path == "/" else "",
    )
    digest = hashlib.sha256("|".join(parts).encode()).hexdigest()
    return f'W/"{digest[:32]}"'


def _revalidated(response, etag):
    response.headers["ETag"] = etag
    # Kept by browsers and proxies, asked about every time: a publish shows at once.
    response.headers["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    return response
