"""Pages whose frame is rendered once for all visitors, and only its live parts for each of them.

Most of a list is the same in every answer. What differs stands in `{% live %}` in the templates;
the frame is rendered with what all visitors have in common and nothing else, so that nothing of
one request can get into it.
"""

import copy
import secrets

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template import Context
from django.template.base import NodeList, TextNode
from django.template.loader import get_template
from django.utils.translation import get_language

from .context import site
from .pagecache import site_of

_MOST_KEPT = 100
_MARK = f"<!--{secrets.token_hex(8)}-->"  # in no text that anybody wrote
_kept = {}


def render_kept(request, name, context):
    """Return the page of a template as an HttpResponse, like Django's render().

    Args:
        request: the request; whoever may be signed in gets a page rendered as a whole.
        name: the template's name. What stands in `{% live %}` is rendered with the page's whole
            context, but nothing of a loop or of a `with` around it; the rest may depend on the
            language, on the federation and on the view's name.
        context: what the live parts show; they have the request and `web.context.site()` too.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.DEBUG:
        return render(request, name, context)
    # A visitor has no messages and no account, so nothing that asks for them is needed.
    whole = site(request) | {"request": request} | context
    return HttpResponse(_framed(request, name).render(Context(whole)))


def _framed(request, name):
    """Return a template of which all but the live parts is rendered already."""
    key = name, request.resolver_match.view_name, site_of(request).stamp, get_language()
    framed = _kept.get(key)
    if framed is None:
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        # No request in it: what the frame shows of one, all others would see.
        common = {word: site(request)[word] for word in ("federation", "view_name")}
        framed = _kept[key] = _frame(get_template(name).template, common)
    return framed


def _frame(template, common):
    live = []
    text = template.render(Context(common | {"live_parts": live, "live_mark": _MARK}))
    first, *pieces = map(TextNode, text.split(_MARK))
    framed = copy.copy(template)
    framed.nodelist = NodeList([first])
    for part, piece in zip(live, pieces, strict=True):
        framed.nodelist += [*part, piece]
    return framed


def forget():
    """Drop what is kept."""
    _kept.clear()
