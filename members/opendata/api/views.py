"""Where everything is: the root, and the description of the API."""

import msgspec
from django.http import HttpResponse
from django.urls import reverse

from members.opendata.resources.structs import Root

from .answering import about_of, base_of, json_response, open_answer
from .openapi import PREFIX, document
from .operations import OPERATIONS


@open_answer
def root(request):
    """The addresses of the API; {…} stands for what a caller puts there."""
    base = base_of(request)
    links = {one.name: f"{base}{PREFIX}{one.path}" for one in OPERATIONS if one.path}
    links["openapi"] = base + reverse("opendata:openapi")
    return json_response(request, Root(about_of(request), links))


@open_answer
def openapi(request):
    """The description of the API (OpenAPI 3.1)."""
    content = msgspec.json.encode(document(request.site))
    return HttpResponse(content, content_type="application/json")
