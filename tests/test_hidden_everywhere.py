"""Every output of the public is walked: no hidden member and no hidden field is in any of them.

A new address of the public's pages or of open data fails the first test until it is walked here.
"""

import json
import re
from urllib.parse import urlencode

import pytest
from django.urls import URLPattern, get_resolver

from members.models import Member
from members.opendata.resources.profile import PARTS
from members.presenting import HIDEABLE
from tests.helpers import edit, make_area, make_member, make_place, make_theme
from tests.presenting.test_hidden import SECRETS, WITH

pytestmark = pytest.mark.django_db
# Where the public's addresses are declared, and what is walked of each.
PUBLIC = ("members.web", "members.opendata")
# Digits that happen to stand in a random identifier tell nothing.
IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# The words of a search for what is hidden.
SEARCH = "q=xylophones"
WALKED = {
    "": ["/"],
    "sitemap.xml": ["/sitemap.xml"],
    "sitemap-<int:part>.xml": ["/sitemap-1.xml"],
    "robots.txt": ["/robots.txt"],
    "opensearch.xml": ["/opensearch.xml"],
    "metrics": ["/metrics"],
    "en/": ["/en/", "/en/?view=map", "/en/?view=grid", f"/en/?{SEARCH}", "/fr/?sort=-confirmed"],
    "en/about/": ["/en/about/"],
    "en/filter/<slug:group>/": ["/en/filter/theme/", "/en/filter/country/"],
    "en/download.<slug:kind>": ["/en/download.csv", "/en/download.json"],
    "en/print/": ["/en/print/"],
    "en/suggest": ["/en/suggest?q=xylo", "/en/suggest?q=secr"],
    "en/members/<slug:slug>/": [
        "/en/members/open-member/",
        "/en/members/secret-society/",
        "/en/members/draft-society/",
        "/en/members/?",
    ],
    "en/members/<slug:slug>/contact.vcf": [
        "/en/members/open-member/contact.vcf",
        "/en/members/secret-society/contact.vcf",
        "/en/members/draft-society/contact.vcf",
    ],
    "en/members/<slug:slug>/report/": ["/en/members/open-member/report/"],
    "en/members/<slug:slug>/report/thanks/": ["/en/members/open-member/report/thanks/"],
    "en/themes/": ["/en/themes/"],
    "en/places/": ["/en/places/"],
    "en/countries/": ["/en/countries/"],
    "en/themes/<slug:slug>/": ["/en/themes/xylo/"],
    "en/places/<slug:slug>/": ["/en/places/BE-XYL/"],
    "en/countries/<slug:slug>/": ["/en/countries/sn/", "/en/countries/senegal/"],
    "en/help/": ["/en/help/"],
    "en/grid.csv": ["/en/grid.csv"],
    "en/3w.csv": ["/en/3w.csv"],
    "en/open-data/": ["/en/open-data/"],
    "en/open-data/embed/": ["/en/open-data/embed/"],
    "embed/<slug:lang>/list": ["/embed/en/list", f"/embed/en/list?{SEARCH}"],
    "embed/<slug:lang>/members/<str:key>": [
        "/embed/en/members/open-member",
        "/embed/en/members/secret-society",
        "/embed/en/members/left-society",
    ],
    "embed/<slug:lang>/badge/<str:key>.svg": [
        "/embed/en/badge/open-member.svg",
        "/embed/en/badge/draft-society.svg",
    ],
    "api/v1/": ["/api/v1/"],
    "api/v1/members": [
        "/api/v1/members",
        f"/api/v1/members?{SEARCH}",
        "/api/v1/members?format=geojson",
    ],
    "api/v1/members/<str:key>": [
        "/api/v1/members/open-member",
        "/api/v1/members/secret-society",
        "/api/v1/members/draft-society",
        "/api/v1/members/0403170701",
    ],
    "api/v1/facets": ["/api/v1/facets"],
    "api/v1/facets/<str:group>": ["/api/v1/facets/country", "/api/v1/facets/theme"],
    "api/v1/changes": ["/api/v1/changes"],
    "api/v1/themes": ["/api/v1/themes"],
    "api/v1/places": ["/api/v1/places"],
    "api/v1/areas": ["/api/v1/areas"],
    "api/v1/countries": ["/api/v1/countries"],
    "api/v1/languages": ["/api/v1/languages"],
    "feeds/members.atom": ["/feeds/members.atom", f"/feeds/members.atom?{SEARCH}"],
    "reconcile/<slug:lang>": [
        "/reconcile/en?query=Xylophones",
        "/reconcile/en?query=0403170701",
        "/reconcile/en?query=Society",
    ],
    "reconcile/<slug:lang>/preview": ["/reconcile/en/preview?id=x"],
    "reconcile/<slug:lang>/suggest/<slug:kind>": [
        "/reconcile/en/suggest/entity?prefix=xylo",
        "/reconcile/en/suggest/entity?prefix=society",
    ],
    "data/members.<slug:kind>": ["/data/members.csv", "/data/members.jsonl"],
    "data/organizations.json": ["/data/organizations.json"],
    "data/catalog.jsonld": ["/data/catalog.jsonld"],
}
# They show no member: redirects, health, styles, pictures by their content, descriptions.
WITHOUT_MEMBERS = {
    # A picture for social media: name and sentence, whose pixels no test reads.
    "^sharing/(?P<language>[a-z]{2})/(?P<kind>[a-z]{4,7})/(?P<name>[A-Za-z0-9-]{1,100})"
    "-(?P<digest>[0-9a-f]{16})\\.png$",
    "favicon.ico",
    "healthz",
    ".well-known/security.txt",
    "manifest.webmanifest",
    "embed/resize.js",
    "^shapes/(?P<digest>[0-9a-f]{32})\\.svg$",
    "^style/(?P<colour>[0-9a-f]{6})\\.css$",
    "^logos/(?P<digest>[0-9a-f]{32})-(?P<width>[0-9]{2,3})\\.webp$",
    "en/members/",
    "en/open-data/api/",
    "api/v1/openapi.json",
    "data/datapackage.json",
    "reconcile/<slug:lang>/properties",
    "reconcile/<slug:lang>/view/<str:key>",
    "data/members.schema.json",
}
# The vocabularies' own words are public: what must not show is who has them.
_NAMED = {
    "themes",
    "place",
    "area",
    "countries",
    "languages",
    "category",
    "legal_form",
    "annual_budget",
}


def public_routes(resolver=None, before=""):
    """Yield the routes of the public's views."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            yield from public_routes(pattern, route)
        elif pattern.callback.__module__.startswith(PUBLIC):
            yield route


def walked(client):
    """Yield (address, text) of every output, of members whose address is their identifier too."""
    previews = [f"/reconcile/en/preview?id={uuid}" for uuid in _uuids()]
    for addresses in [*WALKED.values(), previews, [_extension()]]:
        for address in addresses:
            response = client.get(address)
            parts = response.streaming_content if response.streaming else [response.content]
            yield address, b"".join(parts).decode(errors="replace")


def _names_identifiers(address):
    """Whether an answer may name members that are not shown: tombstones, and what was asked for."""
    return "changes" in address or "extend" in address


def _uuids():
    return Member.objects.values_list("uuid", flat=True)


def _extension():
    """Return the address that asks for every field of every member."""
    properties = [{"id": part.name} for part in PARTS]
    asked = json.dumps({"ids": [str(uuid) for uuid in _uuids()], "properties": properties})
    return f"/reconcile/en?{urlencode({'extend': asked})}"


def test_every_output_is_walked():
    routes = set(public_routes())
    assert len(routes) > 25
    assert routes - set(WALKED) - WITHOUT_MEMBERS == set()
    assert set(WALKED) | WITHOUT_MEMBERS <= routes


@pytest.fixture
def society():
    """A member that hides all that can be hidden, and three that nobody may see."""
    make_place("BE-XYL", en="Region")
    make_area("xylo", en="Area")
    make_theme("xylo", en="Theme")
    values = {name: value for name, (value, _traces) in SECRETS.items()}
    values |= {name: value for one in WITH.values() for name, value in one.items()}
    member = make_member("Open Member", **values)
    edit(member, hidden_fields=list(HIDEABLE))
    number = {"enterprise_number": "0403170701", "summary": {"en": "Xylophones"}}
    make_member("Draft Society", status="draft", **number)
    edit(make_member("Secret Society", city="Xylophones"), status="hidden")
    edit(make_member("Left Society", city="Xylophones"), status="former")
    return member


def traces():
    """Return what of the hidden values would show, but the names of terms."""
    return [
        trace
        for name, (_value, all_traces) in SECRETS.items()
        for trace in all_traces
        if name not in _NAMED
    ]


def test_no_output_holds_what_a_member_hides(society, client):
    told = {
        address: [trace for trace in traces() if trace in IDENTIFIER.sub("", text)]
        for address, text in walked(client)
        if "q=xylo" not in address
    }
    assert {address: found for address, found in told.items() if found} == {}


def test_no_search_finds_a_member_by_what_it_hides(society, client):
    for address, text in walked(client):
        if "q=xylo" in address:
            assert "Open Member" not in text, address


@pytest.mark.parametrize("name", ["Draft Society", "Secret Society", "Left Society"])
def test_no_output_holds_a_member_that_is_not_public(name, society, client):
    member = Member.objects.get(name=name)
    told = [
        address
        for address, text in walked(client)
        if name in text
        or (str(member.uuid) in text and "changes" not in address and "extend" not in address)
    ]
    assert told == []


def test_a_member_that_was_never_public_has_no_tombstone(society, client):
    text = client.get("/api/v1/changes").content.decode()
    assert str(Member.objects.get(name="Draft Society").uuid) not in text
    assert str(Member.objects.get(name="Secret Society").uuid) in text


def test_what_is_shown_would_be_found(client):
    make_member("Open Member", summary={"en": "Xylophones"})
    shown = [address for address, text in walked(client) if "Xylophones" in text]
    for address in ("/en/", "/api/v1/members", "/data/members.csv", "/api/v1/changes"):
        assert address in shown
