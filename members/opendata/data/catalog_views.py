"""The addresses of the catalogue and of the files' schemas."""

import msgspec
from django.http import HttpResponse

from members.opendata.api.answering import base_of, open_answer

from . import catalog


@open_answer
def dcat_catalog(request):
    """The catalogue by DCAT-AP."""
    return _json(catalog.dcat(request.site, base_of(request)), "application/ld+json")


@open_answer
def data_package(request):
    """The CSV's Data Package."""
    return _json(catalog.data_package(request.site, base_of(request), request.language))


@open_answer
def table_schema(request):
    """The CSV's Table Schema."""
    return _json(catalog.table_schema(request.site))


def _json(data, content_type="application/json"):
    return HttpResponse(msgspec.json.encode(data), content_type=content_type)
