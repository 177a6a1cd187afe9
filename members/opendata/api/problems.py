"""Errors as data (RFC 9457)."""

from http import HTTPStatus

import msgspec
from django.http import HttpResponse

from members.opendata.resources import structs

PROBLEM_TYPE = "application/problem+json"


class Problem(Exception):
    """What a view answers when it cannot do what was asked.

    Args:
        status: the HTTP status.
        detail: what is wrong with this request, and how to mend it.
        extra: {name: value} of members of the problem's own.
    """

    def __init__(self, status, detail="", **extra):
        super().__init__(detail)
        self.status, self.detail, self.extra = status, detail, extra

    def response(self):
        """Return the HttpResponse."""
        return problem_response(self.status, self.detail, **self.extra)


def problem_response(status, detail="", **extra):
    """Return a problem as an HttpResponse."""
    title = HTTPStatus(status).phrase
    problem = structs.Problem(title, status, detail=detail or msgspec.UNSET)
    data = msgspec.to_builtins(problem) | extra
    return HttpResponse(msgspec.json.encode(data), status=status, content_type=PROBLEM_TYPE)
