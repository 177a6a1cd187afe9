"""Error pages in the site's look and the reader's language."""

import errno
import re
import sys

from django.conf import settings
from django.db import OperationalError
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.utils.translation import get_language, override

from members.presenting.site import newest_site
from members.presenting.terms import PAGES

from . import unsent_forms
from .context import PublicFederation
from .nearest import nearest_members, nearest_terms
from .pagecache import site_of

_RETRY_AFTER, _RETRY_LATER = 30, 600  # seconds (RFC 9110, section 10.2.3)
# A folder or a disk that takes nothing more: whoever runs the site mends it, not the reader.
_NO_ROOM = {errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.ENOTDIR}
_NO_ROOM_IN_SQLITE = ("SQLITE_READONLY", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_CANTOPEN")
_OF_A_MEMBER = re.compile(r"/[a-z]{2}/members/([^/]{1,100})/")
_OF_A_TERM = re.compile(rf"/[a-z]{{2}}/({'|'.join(PAGES.values())})/([^/]{{1,100}})/?$")
_GROUPS = {name: group for group, name in PAGES.items()}


def bad_request(request, exception=None):
    """400: the request itself cannot be read."""
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    """403: the reader may not do this."""
    return render(request, "403.html", status=403)


def too_large(request):
    """413: more was sent than any form of ours takes."""
    return render(request, "413.html", {"most": settings.BODY_LIMIT // 1024**2}, status=413)


def csrf_failure(request, reason=""):
    """403: a form that was open too long, with what was typed in it; or one from elsewhere.

    Only what comes from a page of ours can be sent again with a click: the form of another site
    would make somebody do what that site wants.
    """
    form = unsent_forms.unsent_of(request) if unsent_forms.is_ours(request) else None
    if form:
        return unsent_forms.page(request, form, "stale", status=403)
    context = {"is_csrf": True, "page": unsent_forms.referring_page(request) or request.path}
    return render(request, "403.html", context, status=403)


def not_found(request, exception=None):
    """404: nothing is at this address, or nothing that the public may see.

    Where only capital letters stand between an address and a page, it leads there; where a member,
    a theme, a country or a place was looked for, the page offers those with the nearest names.
    """
    small = _in_small_letters(request)
    if small:
        return redirect(small, permanent=True)
    return render(request, "404.html", _nearest(request), status=404)


def _nearest(request):
    """Return {"members", "terms"} that may have been meant."""
    if match := _OF_A_MEMBER.match(request.path):
        return {"members": nearest_members(match[1], get_language(), site_of(request))}
    if match := _OF_A_TERM.match(request.path):
        name, slug = match.groups()
        return {"terms": nearest_terms(_GROUPS[name], slug, get_language(), site_of(request))}
    return {}


def _in_small_letters(request):
    """Return the address of a public page that is asked for in capital letters, or None."""
    path, query = request.path.lower(), request.META.get("QUERY_STRING", "")
    # A redirect to "//example.org" would leave the site.
    if path == request.path or request.method not in ("GET", "HEAD") or path.startswith("//"):
        return None
    try:
        with override(path[1:3]):  # pages are known by the language in their address
            is_public = resolve(path).namespace == "web"
    except Resolver404:
        return None
    return (f"{path}?{query}" if query else path) if is_public else None


def gone(request, farewell=None):
    """410: this member has left the federation (RFC 9110, section 15.5.11).

    Args:
        farewell: the Farewell with what readers are told, or None.
    """
    return render(request, "410.html", {"farewell": farewell}, status=410)


def server_error(request):
    """500, or 503 while the database is busy or away; neither page asks it for anything."""
    site = newest_site()
    context = {"federation": PublicFederation(site, get_language()) if site else None}
    error = sys.exc_info()[1]
    if _cannot_store(error):
        page = render_to_string("503_storage.html", context)
        return HttpResponse(page, status=503, headers={"Retry-After": str(_RETRY_LATER)})
    if _is_passing(error):
        page = render_to_string("503.html", context)
        return HttpResponse(page, status=503, headers={"Retry-After": str(_RETRY_AFTER)})
    return HttpResponseServerError(render_to_string("500.html", context))


def _cannot_store(error):
    """Whether the disk, and no mistake of ours or of the reader's, is the reason."""
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    code = getattr(error.__cause__, "sqlite_errorname", "") if error else ""
    return code.startswith(_NO_ROOM_IN_SQLITE)


def _is_passing(error):
    """Whether an error mends itself (PEP 249's OperationalError): nobody's mistake, no bug.

    SQLite calls every failure of a statement so; there only a lock that was waited for in vain
    passes, as during a long import.
    """
    code = getattr(error.__cause__, "sqlite_errorname", "SQLITE_BUSY") if error else ""
    return isinstance(error, OperationalError) and code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
