"""Each address of the API: its parameters, its answers, an example that is run as a test."""

from dataclasses import dataclass

from members.opendata.resources.answers import (
    Changes,
    FeatureCollection,
    MemberList,
    OneMember,
)
from members.opendata.resources.changes import CURSOR
from members.opendata.resources.structs import Facets, Root, Vocabulary
from members.search.facets import NAMES
from members.search.query.selection import SORTS

from .answering import MOST_A_PAGE
from .lists import FORMATS, GEOJSON

_JSON = "application/json"


@dataclass(frozen=True)
class Parameter:
    """A parameter as openapi.json describes it."""

    name: str
    description: str
    schema: dict
    where: str = "query"


@dataclass(frozen=True)
class Operation:
    """What one address answers.

    Attributes:
        name: the name of its address, and its operationId.
        path: the address below /api/v1/, with {parameters}.
        summary: what it is for.
        answers: {media type: Struct}.
        parameters: the Parameters besides `lang`.
        errors: the statuses with which it may refuse.
        example: the end of an address that answers 200 in the sample.
    """

    name: str
    path: str
    summary: str
    answers: dict
    parameters: tuple = ()
    errors: tuple = (400, 405)
    example: str = ""


_WORDS = {"type": "string"}
_CURSOR = {"type": "string", "pattern": f"^{CURSOR.pattern}$"}
_SEVERAL = {"type": "array", "items": _WORDS}


def _whole(most, default):
    return {"type": "integer", "minimum": 1, "maximum": most, "default": default}


_SEARCH = (
    Parameter("q", "Words to search for, at most 200 characters of them.", _WORDS),
    *(
        Parameter(group, f"Only members with one of these values of “{group}”.", _SEVERAL)
        for group in NAMES
    ),
    Parameter("sort", "The order; by relevance only with words.", {"enum": list(SORTS)}),
    Parameter("page", "The page, from 1.", _whole(999_999, 1)),
    Parameter("per_page", "How many members a page has.", _whole(MOST_A_PAGE, MOST_A_PAGE)),
)
_GROUP = Parameter("group", "The filter’s name.", {"enum": list(NAMES)}, "path")
_FORMAT = Parameter("format", "JSON or GeoJSON.", {"enum": list(FORMATS), "default": "json"})
_KEY = Parameter(
    "key",
    "UUID, short name (slug), enterprise number or org-id of the member.",
    {"type": "string", "maxLength": 80, "pattern": "^[A-Za-z0-9._-]+$"},
    "path",
)
OPERATIONS = (
    Operation("root", "", "Where everything is.", {_JSON: Root}),
    Operation(
        "members",
        "members",
        "The members of a search; the parameters mean what they mean on the list.",
        {_JSON: MemberList, GEOJSON: FeatureCollection},
        (*_SEARCH, _FORMAT),
        (400, 404, 405),
        "members?country=SN&sort=-confirmed",
    ),
    Operation(
        "member",
        "members/{key}",
        "One member. An earlier short name, and a member that was merged, lead to its successor.",
        {_JSON: OneMember},
        (_KEY,),
        (301, 400, 404, 405, 410),
    ),
    Operation(
        "facets",
        "facets",
        "The filter groups with the counts of a search.",
        {_JSON: Facets},
        _SEARCH,
        (400, 404, 405),
        "facets?q=water",
    ),
    Operation(
        "facet",
        "facets/{group}",
        "The values of one filter group, those of long groups too (at most 200).",
        {_JSON: Facets},
        (_GROUP, *_SEARCH, Parameter("find", "A part of the value’s name.", _WORDS)),
        (400, 404, 405),
        "facets/country?find=sen",
    ),
    *(
        Operation(
            name,
            name,
            f"The {name}, with the number of members of each.",
            {_JSON: Vocabulary},
            example=name,
        )
        for name in ("themes", "places", "areas", "countries", "languages")
    ),
    Operation(
        "changes",
        "changes",
        "What changed since a cursor: members as they are now, and who is shown no more.",
        {_JSON: Changes},
        (
            Parameter("since", "The cursor of the answer before; none to begin with.", _CURSOR),
            Parameter("limit", "How many changes to read at the most.", _whole(500, 500)),
        ),
        (400, 404, 405),
        "changes?limit=50",
    ),
)
