"""The pages about open data, for people who want to use them."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from members.web.pagecache import public_page, site_of
from members.web.structured_data import json_ld

from .api.answering import base_of
from .api.openapi import PREFIX, document
from .api.operations import OPERATIONS
from .data import catalog
from .resources.about import changed_at, licence_of
from .resources.reading import schemas_of


@require_safe
@public_page
def overview(request):
    """What can be taken, in which form, and what may be done with it."""
    site, language = site_of(request), get_language()
    described = catalog.schema_org(site, base_of(request), language)
    context = {
        "licence": licence_of(site, language),
        "changed_at": changed_at(site),
        "json_ld": json_ld(described),
    }
    return render(request, "opendata/overview.html", context)


@require_safe
@public_page
def reference(request):
    """The API for readers, made of the same description that programs read; in English."""
    description = document(site_of(request))
    examples = {one.path: one.example for one in OPERATIONS}
    operations = [
        {
            "path": path,
            "example": PREFIX + examples[path.removeprefix(PREFIX)]
            if examples[path.removeprefix(PREFIX)]
            else "",
            **methods["get"],
        }
        for path, methods in description["paths"].items()
    ]
    context = {"operations": operations, "schemas": schemas_of(description)}
    return render(request, "opendata/reference.html", context)
