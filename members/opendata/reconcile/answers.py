"""Plain data as JSON."""

import msgspec
from django.http import HttpResponse


def json_answer(data):
    """Return plain data as an HttpResponse."""
    return HttpResponse(msgspec.json.encode(data), content_type="application/json")
