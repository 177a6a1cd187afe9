"""openapi.json (3.1), made of the Structs and of the table of operations."""

from functools import lru_cache
from http import HTTPStatus

import msgspec
from django.utils.translation import override

from directory import __version__
from members.opendata.resources.about import licence_of, publisher_of
from members.opendata.resources.profile import PARTS, description_of
from members.opendata.resources.structs import Problem

from .operations import OPERATIONS, Parameter
from .problems import PROBLEM_TYPE

PREFIX = "/api/v1/"
_REF = "#/components/schemas/{name}"
_REDIRECTS = (301, 304)


@lru_cache(maxsize=2)  # a Site is another object at each version
def document(site):
    """Return the description of the API as plain data."""
    language = Parameter(
        "lang",
        "The language of labels and of the search; texts come in every language.",
        {"enum": list(site.languages), "default": site.languages[0]},
    )
    with override("en"):
        return {
            "openapi": "3.1.0",
            "info": _info(site),
            "servers": [{"url": "/"}],
            "paths": {
                f"{PREFIX}{one.path}": {"get": _operation(one, language)} for one in OPERATIONS
            },
            "components": {"schemas": _schemas()},
        }


def _info(site):
    licence = licence_of(site, "en")
    license_object = {"name": licence.name} | ({"url": licence.url} if licence.url else {})
    return {
        "title": f"Directory of {publisher_of(site, 'en')}",
        "version": __version__,
        "summary": "The members of a federation, as its pages show them.",
        "license": license_object,
    }


def _structs():
    structs = [Struct for one in OPERATIONS for Struct in one.answers.values()]
    return [*dict.fromkeys(structs), Problem]


def _schemas():
    _, schemas = msgspec.json.schema_components(_structs(), ref_template=_REF)
    properties = schemas["Member"]["properties"]
    for part in PARTS:
        properties[part.name] = {"description": description_of(part)} | properties[part.name]
    return schemas


def _operation(one, language):
    parameters = [_parameter(each) for each in (*one.parameters, language)]
    return {
        "operationId": one.name,
        "summary": one.summary,
        "parameters": parameters,
        "responses": {
            "200": {
                "description": "The answer.",
                "content": {
                    kind: {"schema": {"$ref": _REF.format(name=Struct.__name__)}}
                    for kind, Struct in one.answers.items()
                },
            },
            **{str(status): _refusal(status) for status in sorted({304, *one.errors})},
        },
    }


def _parameter(parameter):
    return {
        "name": parameter.name,
        "in": parameter.where,
        "required": parameter.where == "path",
        "description": parameter.description,
        "schema": parameter.schema,
    }


def _refusal(status):
    refusal = {"description": HTTPStatus(status).phrase}
    if status not in _REDIRECTS:
        schema = {"$ref": _REF.format(name="Problem")}
        refusal["content"] = {PROBLEM_TYPE: {"schema": schema}}
    return refusal
