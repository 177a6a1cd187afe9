"""Where public pages are kept: one place for each address, so that nobody can fill the cache.

An address without a question has a place of its own. Searches share a fixed number of places, and
the newer one takes the older one's: whoever asks for a million searches pushes out searches.
"""

import hashlib

from django.conf import settings
from django.core.cache import cache

from members.search.facets import PARAMETERS

# What a public page may be asked; a page that was asked anything else is not kept.
_OPEN_DATA = ("lang", "per_page", "since", "limit", "scheme", "resize", "made")
KNOWN = frozenset(
    {*PARAMETERS, *_OPEN_DATA, "q", "sort", "page", "at", "find", "format", "view", "across", "by"}
)
_KEEP_SECONDS = 24 * 3600
_LARGEST = 512 * 1024


def key_of(request):
    """Return the key of a page's place in the cache, or None for a page that is not kept.

    Raises:
        SuspiciousOperation: for a query that nobody may ask.
    """
    query, host = request.META.get("QUERY_STRING", ""), request.get_host()
    if settings.DEBUG or (query and not KNOWN.issuperset(request.GET)):
        return None
    parts = (host, request.scheme, request.path, query, request.META["HTTP_ACCEPT_ENCODING"])
    digest = hashlib.sha256("|".join(parts).encode()).hexdigest()
    # Of a wildcard there are as many names as somebody likes, and of each name as many ports.
    if query or host not in settings.ALLOWED_HOSTS:
        return f"page:search:{int(digest[:8], 16) % settings.KEPT_SEARCHES}"
    return f"page:{digest[:32]}"


def kept_page(place, etag):
    """Return (content, headers, searched) of a page as it was kept, or None."""
    cached = place and cache.get(place)
    return cached[1:] if cached and cached[0] == etag else None


def keep_page(place, etag, response, searched):
    """Keep a public page in its place, where it has one; what is streamed is never whole."""
    if place and not response.streaming and len(response.content) <= _LARGEST:
        cache.set(place, (etag, response.content, response.headers, searched), _KEEP_SECONDS)
