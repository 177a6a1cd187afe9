"""Two small applications to measure beside Koepel, and the settings of the second."""

import os

SECRET_KEY = "it guards nothing"  # noqa: S105
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "benchmarks.applications"
DEBUG = False
urlpatterns = []


def static_application():
    """Return whitenoise over the folder that BENCH_PAGE names."""
    from whitenoise import WhiteNoise

    return WhiteNoise(_not_found, root=os.environ["BENCH_PAGE"])


def _not_found(environ, start_response):
    start_response("404 Not Found", [("Content-Type", "text/plain")])
    return [b"not found"]


def hello_application():
    """Return a Django application with one view and no middleware."""
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpResponse
    from django.urls import path

    urlpatterns.append(path("", lambda request: HttpResponse("Hello, world")))
    return get_wsgi_application()
