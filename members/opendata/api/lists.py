"""The members of a search, and its facets: the parameters mean what they mean on the list."""

from members.opendata.resources.answers import (
    Feature,
    FeatureCollection,
    MemberList,
    Point,
)
from members.opendata.resources.records import records
from members.opendata.resources.structs import Facet, FacetOption, Facets
from members.search.query.directory_query import DirectoryQuery
from members.search.query.facet_values import values_of
from members.search.query.selection import SORTS, PageNotFound

from .answering import (
    MOST_A_PAGE,
    about_of,
    base_of,
    choice_of,
    json_response,
    number_of,
    open_answer,
    page_links,
)
from .problems import Problem

GEOJSON = "application/geo+json"
FORMATS = ("json", "geojson")


@open_answer
def member_list(request):
    """One page of the members of a search, as JSON or GeoJSON."""
    query = query_of(request)
    by_id = records(query.page_ids, request.language, request.site, base_of(request))
    links = page_links(request, query.page, query.page_count)
    if choice_of(request, "format", "json", FORMATS) == "geojson":
        return json_response(request, _geojson(request, query, by_id), GEOJSON, links)
    answer = MemberList(
        about=about_of(request),
        total=query.total,
        page=query.page,
        pages=query.page_count,
        unknown=list(query.unknown),
        members=[record.json for record in by_id.values()],
    )
    return json_response(request, answer, links=links)


def query_of(request):
    """Return the DirectoryQuery of a request, whose page exists."""
    number_of(request, "page", 1, 999_999)
    choice_of(request, "sort", "", ("", *SORTS))
    size = number_of(request, "per_page", MOST_A_PAGE, MOST_A_PAGE)
    try:
        query = DirectoryQuery(request.GET, request.language, request.site, size)
        query.page_ids  # noqa: B018 - asks now whether the page exists
    except PageNotFound:
        raise Problem(404, "There is no such page: ask for page 1.") from None
    return query


def _geojson(request, query, by_id):
    features = [
        Feature(record.id, Point(record.point) if record.point else None, record.json)
        for record in by_id.values()
    ]
    return FeatureCollection(about_of(request), query.total, features)


@open_answer
def facets(request):
    """The filter groups with the counts of a search."""
    query = query_of(request)
    groups = [
        Facet(
            parameter=facet.name,
            label=facet.label,
            total=facet.all_total or len(facet.options),
            options=_options(facet.options),
        )
        for facet in query.facets
    ]
    return json_response(request, Facets(about_of(request), query.total, groups))


@open_answer
def facet(request, group):
    """The values of one filter group, those of long groups too; `find` is a part of a name."""
    query = query_of(request)
    try:
        values = values_of(group, request.GET, request.language, request.site)
    except KeyError:
        raise Problem(404, "There is no such filter.") from None
    whole = Facet(group, values.label, values.total, _options(values.options))
    return json_response(request, Facets(about_of(request), query.total, [whole]))


def _options(options):
    return [FacetOption(o.value, o.label, o.count, o.selected) for o in options]
