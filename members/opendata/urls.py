"""Addresses of the open data: `fixed` ones say their language themselves, `localized` are pages."""

from django.urls import include, path

from . import pages
from .api import history, lists, one_member, views, vocabularies
from .data import catalog_views
from .data.views import hsds_file, members_file
from .embed import views as embed
from .feeds.views import feed
from .reconcile import views as reconcile

api = [
    path("", views.root, name="root"),
    path("openapi.json", views.openapi, name="openapi"),
    path("members", lists.member_list, name="members"),
    path("members/<str:key>", one_member.one_member, name="member"),
    path("facets", lists.facets, name="facets"),
    path("facets/<str:group>", lists.facet, name="facet"),
    path("changes", history.changes, name="changes"),
    *(
        path(kind, vocabularies.vocabulary, {"kind": kind}, name=kind)
        for kind in vocabularies.KINDS
    ),
]
data = [
    path("members.<slug:kind>", members_file, name="file"),
    path("organizations.json", hsds_file, name="hsds"),
    path("catalog.jsonld", catalog_views.dcat_catalog, name="catalog"),
    path("datapackage.json", catalog_views.data_package, name="package"),
    path("members.schema.json", catalog_views.table_schema, name="table_schema"),
]
reconciling = [
    path("suggest/<slug:kind>", reconcile.suggest, name="reconcile_suggest"),
    path("properties", reconcile.properties, name="reconcile_properties"),
    path("view/<str:key>", reconcile.view, name="reconcile_view"),
    path("preview", reconcile.preview, name="reconcile_preview"),
]
embedded = [
    path("resize.js", embed.resizer, name="resizer"),
    path("<slug:lang>/list", embed.embedded_list, name="embed_list"),
    path("<slug:lang>/members/<str:key>", embed.embedded_card, name="embed_card"),
    path("<slug:lang>/badge/<str:key>.svg", embed.badge, name="badge"),
]
fixed = [
    path("api/v1/", include(api)),
    path("data/", include(data)),
    path("feeds/members.atom", feed, name="feed"),
    path("embed/", include(embedded)),
    path("reconcile/<slug:lang>", reconcile.service, name="reconcile"),
    path("reconcile/<slug:lang>/", include(reconciling)),
]
localized = [
    path("open-data/", pages.overview, name="overview"),
    path("open-data/api/", pages.reference, name="reference"),
    path("open-data/embed/", pages.snippet, name="snippet"),
]
