"""The application that the server runs: `granian --interface wsgi directory.wsgi:application`."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.template.loader import get_template
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
application = get_wsgi_application()

# What every request needs is made now and never looked through again: to search it for garbage
# stopped a worker for 100 ms every few hundred pages.
for name in ("web/list.html", "web/member.html"):
    get_template(name)
get_resolver().url_patterns  # noqa: B018 - imports every view
gc.collect()
gc.freeze()
# Few pages make garbage that only this finds, and each time it stops the worker: often and briefly.
gc.set_threshold(5_000, 20, 20)
