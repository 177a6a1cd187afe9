"""The addresses of the reconciliation API; each has its language in its path."""

from uuid import UUID

from django.shortcuts import redirect, render
from django.urls import reverse

from members.models import Member
from members.opendata.api.answering import base_of, open_answer
from members.opendata.api.problems import Problem
from members.opendata.framing import framed
from members.opendata.resources.about import licence_of, publisher_of
from members.presenting import public_view
from members.presenting.terms import filter_url

from . import extending
from .answers import json_answer
from .entities import TYPES, description, kind_of, results
from .matching import begun
from .requests import ReconQuery, extension_of, queries_of

_WIDTH, _HEIGHT = 400, 220


@open_answer(methods=("GET", "HEAD", "POST"))
def service(request, lang):
    """The manifest, or the answer to a batch of queries, one query, or an extension."""
    params = request.POST if request.method == "POST" else request.GET
    language, site = request.language, request.site
    try:
        if "queries" in params:
            queries = queries_of(params["queries"])
            answer = {key: {"result": results(q, language, site)} for key, q in queries.items()}
        elif "query" in params:  # version 0.1
            answer = {"result": results(_single(params["query"]), language, site)}
        elif "extend" in params:
            extension = extension_of(params["extend"])
            answer = extending.extended(extension, language, site, base_of(request))
        else:
            answer = manifest(request)
    except ValueError as error:
        raise Problem(400, str(error)) from None
    return json_answer(answer)


def _single(text):
    """Return the ReconQuery of one query: JSON, or a name alone."""
    if text.lstrip().startswith("{"):
        return queries_of(f'{{"q0": {text}}}')["q0"]
    return ReconQuery(query=text)


def manifest(request):
    """Return what this service is and can do."""
    base, language = base_of(request), request.language
    service_url = base + reverse("opendata:reconcile", args=[language])
    licence = licence_of(request.site, language)
    suggests = {
        kind: {"service_url": service_url, "service_path": f"/suggest/{kind}"}
        for kind in ("entity", "type", "property")
    }
    return {
        "versions": ["0.1", "0.2"],
        "name": publisher_of(request.site, language),
        "identifierSpace": f"{base}{reverse('opendata:members')}/",
        "schemaSpace": f"{base}{reverse('opendata:openapi')}#/components/schemas/",
        "documentation": base + reverse("openpages:overview"),
        "license": {"name": licence.name} | ({"url": licence.url} if licence.url else {}),
        "defaultTypes": [kind_of(name) for name in TYPES],
        "view": {"url": f"{service_url}/view/{{{{id}}}}"},
        "preview": {
            "url": f"{service_url}/preview?id={{{{id}}}}",
            "width": _WIDTH,
            "height": _HEIGHT,
        },
        "suggest": suggests,
        "extend": {
            "propose_properties": {"service_url": service_url, "service_path": "/properties"},
            "property_settings": [],
        },
        "batchSize": 50,
    }


@open_answer
def suggest(request, lang, kind):
    """What somebody who types may mean: a member, a type or a property."""
    prefix = request.GET.get("prefix", "")[:200]
    if kind == "entity":
        members = begun(prefix, request.language, request.site)
        return json_answer({"result": [_suggestion(one) for one in members]})
    if kind == "type":
        types = [kind_of(name) for name in TYPES if name.startswith(prefix.lower())]
        return json_answer({"result": types})
    if kind == "property":
        return json_answer({"result": extending.properties(prefix)})
    raise Problem(404)


def _suggestion(view):
    return {
        "id": str(view.uuid),
        "name": view.title,
        "description": description(view),
        "notable": [kind_of("member")],
    }


@open_answer
def properties(request, lang):
    """The properties by which rows can be extended."""
    kind = request.GET.get("type", "member")
    all_properties = extending.properties() if kind == "member" else []
    limit = request.GET.get("limit", "")
    if limit.isascii() and limit.isdigit():
        all_properties = all_properties[: int(limit[:6])]
    return json_answer({"type": kind, "properties": all_properties})


@open_answer
def view(request, lang, key):
    """To the page for people of a member or theme."""
    if key in request.site.vocabularies["theme"]:
        return redirect(filter_url("theme", key, request.language))
    return redirect(_member(request, key).canonical_url)


@framed
@open_answer
def preview(request, lang):
    """A member in a small frame, as OpenRefine shows it beside a candidate."""
    key = request.GET.get("id", "")
    theme = request.site.vocabularies["theme"].get(key)
    if theme:
        label = request.site.label(theme, request.language)
        return render(request, "opendata/preview_theme.html", {"label": label})
    context = {"member": _member(request, key), "base": base_of(request)}
    return render(request, "opendata/preview.html", context)


def _member(request, key):
    try:
        row = Member.objects.published().with_parts().filter(uuid=UUID(key)).first()
    except ValueError:
        row = None
    member = row and public_view(row, request.language, request.site)
    if not member:
        raise Problem(404)
    return member
