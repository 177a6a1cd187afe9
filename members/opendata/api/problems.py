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
        retry_after: after how many seconds it may be asked again, where that helps.
    """

    def __init__(self, status, detail="", retry_after=None):
        super().__init__(detail)
        self.status, self.detail, self.retry_after = status, detail, retry_after

    def response(self):
        """Return the HttpResponse."""
        response = problem_response(self.status, self.detail)
        if self.retry_after:
            response.headers["Retry-After"] = str(self.retry_after)
        return response


def problem_response(status, detail=""):
    """Return a problem as an HttpResponse."""
    title = HTTPStatus(status).phrase
    problem = structs.Problem(title, status, detail=detail or msgspec.UNSET)
    return HttpResponse(msgspec.json.encode(problem), status=status, content_type=PROBLEM_TYPE)
