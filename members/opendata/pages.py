"""The pages about open data, for people who want to use them."""

from urllib.parse import parse_qsl

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.presenting.terms import list_url
from members.search.query.directory_query import DirectoryQuery
from members.search.query.selection import PageNotFound
from members.web.pagecache import public_page, site_of
from members.web.structured_data import json_ld

from .api.answering import base_of
from .api.openapi import PREFIX, document
from .api.operations import OPERATIONS
from .data import catalog
from .embed.snippets import SnippetForm, snippet_of
from .resources.about import changed_at, licence_of, publisher_of
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


@require_safe
@public_page
def snippet(request):
    """A list for somebody's own site: three choices, and the HTML."""
    try:
        query = DirectoryQuery(request.GET, get_language(), site_of(request))
    except PageNotFound:
        raise Http404 from None
    form = SnippetForm(request.GET if "made" in request.GET else None)
    valid = form.is_bound and form.is_valid()
    choices = form.cleaned_data if valid else {n: f.initial for n, f in form.fields.items()}
    name = publisher_of(site_of(request), get_language())
    title = _("Members of %(federation)s") % {"federation": name}
    address = list_url(get_language())
    context = {
        "form": form,
        "snippet": snippet_of(query, choices, base_of(request), title),
        "chosen": [*([query.words] if query.words else []), *(c.label for c in query.chips)],
        "search": parse_qsl(query.first_page),
        "back": f"{address}?{query.first_page}" if query.first_page else address,
    }
    return render(request, "opendata/snippet.html", context)
