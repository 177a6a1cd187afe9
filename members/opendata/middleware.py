"""Open answers may be read by scripts of any site, and their errors are data too."""

from http import HTTPStatus

from django.http import HttpResponse

from .api.problems import PROBLEM_TYPE, problem_response
from .embed import uses

# Whatever stands below these needs no cookie and tells nothing that is not public.
OPEN = ("/api/", "/data/", "/feeds/", "/reconcile/")
# What is counted by the site that shows it, before the page cache answers.
_FRAMES = "/embed/"
_METHODS = "GET, HEAD, OPTIONS"
_FORMS = "/reconcile/"  # whose questions may be too long for an address
_EXPOSED = "Content-Language, ETag, Last-Modified, Link, Location, Retry-After"


class OpenDataMiddleware:
    """Lets scripts of other sites read open answers (CORS), and tells errors as RFC 9457 does.

    It stands outside the page cache, so that 304 and what fails further in are answered so too.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(_FRAMES):
            uses.note(request.headers.get("Referer", ""), request.META.get("HTTP_HOST", ""))
        if not request.path.startswith(OPEN):
            return self.get_response(request)
        if request.method == "OPTIONS":
            return _with_cors(_options(request))
        response = self.get_response(request)
        if response.status_code >= 400 and not _is_problem(response):
            response = _as_problem(response)
        return _with_cors(response)


def _options(request):
    methods = f"{_METHODS}, POST" if request.path.startswith(_FORMS) else _METHODS
    response = HttpResponse(status=HTTPStatus.NO_CONTENT, headers={"Allow": methods})
    response.headers["Access-Control-Allow-Methods"] = methods
    response.headers["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _with_cors(response):
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = _EXPOSED
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _is_problem(response):
    return response.headers.get("Content-Type", "").startswith(PROBLEM_TYPE)


def _as_problem(response):
    """Return an error of the pages as a problem, with the headers that belong to it."""
    problem = problem_response(response.status_code)
    for name in ("Allow", "Retry-After", "Cache-Control", "Content-Security-Policy"):
        if name in response.headers:
            problem.headers[name] = response.headers[name]
    for name, value in response.headers.items():
        if name.startswith(("X-", "Cross-", "Referrer-", "Permissions-")):
            problem.headers[name] = value
    return problem
