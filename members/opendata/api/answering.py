"""What all views of the API do: language, parameters, headers; a view only says its answer."""

from functools import partial, wraps
from urllib.parse import urlencode

import msgspec
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from members.opendata.resources import about as stating
from members.web.pagecache import site_of

from .problems import Problem

MOST_A_PAGE = 100
_encode = msgspec.json.Encoder().encode


def open_answer(view=None, *, methods=("GET", "HEAD")):
    """Answer in the language that the address asks for, kept for whoever asks the same again.

    The view is called with the request, which gets `language` and `site`, and may raise Problem.
    """
    if view is None:
        return partial(open_answer, methods=methods)

    @csrf_exempt  # there is no session here to misuse; a method that is not allowed gets 405
    @require_http_methods(methods)
    @wraps(view)
    def answer(request, *args, **kwargs):
        request.site = site_of(request)
        try:
            request.language = language_of(request, kwargs.get("lang"))
            with override(request.language):
                response = view(request, *args, **kwargs)
        except Problem as problem:
            return problem.response()
        response.headers.setdefault("Content-Language", request.language)
        response.is_public_page = response.status_code == 200
        return response

    return answer


def language_of(request, in_path=None):
    """Return the language of the path, else the one of `lang`, else the federation's first.

    An address alone decides what it answers: no header and no cookie does.
    """
    languages = request.site.languages
    language = in_path or request.GET.get("lang", languages[0])
    if language not in languages:
        raise Problem(400, f"lang is one of {', '.join(languages)}.")
    return language


def number_of(request, name, default, most):
    """Return a parameter that is a whole number from 1."""
    text = request.GET.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 10 and 1 <= int(text) <= most):
        raise Problem(400, f"{name} is a whole number from 1 to {most}.")
    return int(text)


def choice_of(request, name, default, choices):
    """Return a parameter that is one of some words."""
    value = request.GET.get(name, default)
    if value not in choices:
        raise Problem(400, f"{name} is one of {', '.join(filter(None, choices))}.")
    return value


def base_of(request):
    """Return the scheme and host of absolute addresses, without a slash at the end."""
    return f"{request.scheme}://{request.get_host()}"


def about_of(request):
    """Return the About of an answer."""
    return stating.about(request.site, request.language, request.build_absolute_uri())


def json_response(request, struct, content_type="application/json", links=()):
    """Return a Struct as an HttpResponse.

    Args:
        request: the request.
        struct: the Struct.
        content_type: its media type.
        links: (relation, absolute address) pairs for the Link header (RFC 8288).
    """
    response = HttpResponse(_encode(struct), content_type=content_type)
    described = request.build_absolute_uri(reverse("opendata:openapi"))
    header_links = [f'<{url}>; rel="{name}"' for name, url in (*links, ("service-desc", described))]
    response.headers["Link"] = ", ".join(filter(None, [*header_links, license_link(request)]))
    if changed := stating.changed_at(request.site):
        response.headers["Last-Modified"] = http_date(changed.timestamp())
    return response


def license_link(request):
    """Return the part of a Link header that names the licence, or ""."""
    licence = stating.licence_of(request.site, request.language)
    return f'<{licence.url}>; rel="license"' if licence.url else ""


def page_links(request, page, pages):
    """Return the (relation, address) pairs of a page among others."""
    numbers = {"first": 1, "prev": page - 1, "next": page + 1, "last": pages}
    return [
        (name, _at_page(request, number))
        for name, number in numbers.items()
        if 1 <= number <= pages
    ]


def _at_page(request, number):
    pairs = [
        (name, value) for name, values in request.GET.lists() for value in values if name != "page"
    ]
    pairs += [("page", number)] if number > 1 else []
    query = urlencode(pairs)
    return request.build_absolute_uri(request.path) + (f"?{query}" if query else "")
