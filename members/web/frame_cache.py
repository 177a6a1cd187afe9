"""Pages whose frame is rendered once for all visitors, and only its live parts for each of them.

Most of a list is the same in every answer. What differs stands in `{% live %}` in the templates;
the frame is rendered with what all visitors have in common and nothing else, so that nothing of
one request can get into it.
"""

import copy
import secrets
from functools import lru_cache

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template import Context
from django.template.base import NodeList, TextNode
from django.template.loader import get_template
from django.utils.translation import get_language

from .context import PublicFederation
from .context import site as site_context
from .pagecache import is_known, site_of

_MARK = f"<!--{secrets.token_hex(8)}-->"  # in no text that anybody wrote


def render_kept(request, name, context):
    """Return the page of a template as an HttpResponse, like Django's render().

    Args:
        request: the request; whoever may be signed in gets a page rendered as a whole.
        name: the template's name. What stands in `{% live %}` is rendered with the page's whole
            context, but nothing of a loop or of a `with` around it; the rest may depend on the
            language, on the federation and on the view's name.
        context: what the live parts show; they have the request and `web.context.site()` too.
    """
    if is_known(request) or settings.DEBUG:
        return render(request, name, context)
    # A visitor has no messages and no account, so nothing that asks for them is needed.
    whole = site_context(request) | {"request": request} | context
    view_name = request.resolver_match.view_name
    framed = _framed(name, view_name, site_of(request), get_language())
    return HttpResponse(framed.render(Context(whole)))


# No request among them: what the frame shows of one, all others would see. A Site is another
# object at each version; a few pages in a few languages of two of them are in use.
@lru_cache(maxsize=16)
def _framed(name, view_name, site, language):
    """Return a template of which all but the live parts is rendered already."""
    template, live = get_template(name).template, []
    common = {"federation": PublicFederation(site, language), "view_name": view_name}
    text = template.render(Context(common | {"live_parts": live, "live_mark": _MARK}))
    first, *pieces = map(TextNode, text.split(_MARK))
    framed = copy.copy(template)
    framed.nodelist = NodeList([first])
    for part, piece in zip(live, pieces, strict=True):
        framed.nodelist += [*part, piece]
    return framed


def forget():
    """Drop what is kept."""
    _framed.cache_clear()
