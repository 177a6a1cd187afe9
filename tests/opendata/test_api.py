"""The API tells programs what pages tell people: the same search, filters and profiles."""

import json

import msgspec
import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from members.fields import FIELDS
from members.models import Member
from members.opendata.api.operations import OPERATIONS
from members.opendata.resources import records
from members.opendata.resources.answers import FeatureCollection, MemberList, OneMember
from members.opendata.resources.profile import NOT_SHOWN
from members.opendata.resources.profile import Member as Record
from members.publishing.merging import merge
from tests.helpers import edit, make_member, make_theme, names, set_federation

pytestmark = pytest.mark.django_db


def test_every_field_of_a_profile_is_in_its_record_or_told_elsewhere():
    shown = set(Record.__struct_fields__)
    assert {field.name for field in FIELDS} - shown == set(NOT_SHOWN) - shown


@pytest.mark.parametrize("query", ["", "theme=water", "q=wells", "country=SN&sort=-confirmed"])
def test_the_parameters_mean_what_they_mean_on_the_list(query, directory, get):
    answer = get(f"members?lang=en&{query}")
    assert [member["name"] for member in answer["members"]] == names(query)
    assert answer["total"] == len(names(query))


def test_a_record_holds_texts_in_every_language_and_labels_in_the_one_asked_for(directory, get):
    member = get("members/water-for-all?lang=fr")["member"]
    assert member["title"] == "De l'eau pour tous"
    assert member["name"] == "Water for All"
    assert member["mission"] == {"en": "Wells & *taps*", "fr": "Puits"}
    assert member["themes"] == [{"code": "water", "label": "Eau"}]
    assert member["focus_areas"] == [{"title": {"fr": "Puits"}, "description": {"fr": "Profonds"}}]
    assert member["phone"] == "+3221234567"
    assert member["org_id"] == "BE-BCE_KBO-0546740696"
    assert member["url"] == "http://testserver/fr/members/water-for-all/"
    assert (member["latitude"], member["longitude"]) == (50.88, 4.7)


def test_every_answer_decodes_strictly_into_its_struct(directory, client):
    for one in OPERATIONS:
        address = f"/api/v1/{one.example or one.path}".replace("{key}", "water-for-all")
        content = client.get(address.replace("{group}", "theme")).content
        Struct = next(iter(one.answers.values()))  # noqa: N806 - a class
        msgspec.json.decode(content, type=Struct, strict=True)
    content = client.get("/api/v1/members?format=geojson").content
    msgspec.json.decode(content, type=FeatureCollection, strict=True)


@pytest.mark.parametrize(
    "key",
    ["water-for-all", "0546740696", "0546.740.696", "BE-BCE_KBO-0546740696", "UUID"],
)
def test_a_member_is_found_by_each_of_its_keys(key, directory, get):
    key = str(directory.uuid) if key == "UUID" else key
    assert get(f"members/{key}")["member"]["id"] == str(directory.uuid)


def test_a_number_that_the_profile_hides_finds_nobody(directory, get):
    edit(directory, hidden_fields=["enterprise_number"])
    assert get("members/0546740696", 404)["status"] == 404
    assert get("members/BE-BCE_KBO-0546740696", 404)["title"] == "Not Found"


def test_an_earlier_short_name_leads_to_the_member(directory, client):
    edit(directory, slug="water")
    response = client.get("/api/v1/members/water-for-all?lang=fr")
    assert response.status_code == 301
    assert response["Location"] == f"/api/v1/members/{directory.uuid}?lang=fr"


def test_a_member_that_was_merged_leads_to_its_successor(directory, client):
    gone = make_member("Water once more")
    merge(directory, gone, {}, None)
    for key in ("water-once-more", gone.uuid):
        response = client.get(f"/api/v1/members/{key}")
        assert response["Location"] == f"/api/v1/members/{directory.uuid}"


def test_what_is_not_public_is_not_there_by_any_key(directory, get):
    for slug in ("secret", "draft"):
        member = Member.objects.get(slug=slug)
        assert get(f"members/{slug}", 404) == get(f"members/{member.uuid}", 404)
    assert get("members/former-friends", 410)["status"] == 410


def test_facets_count_what_the_list_counts(directory, get):
    facets = {facet["parameter"]: facet for facet in get("facets?lang=en&q=wells")["facets"]}
    assert facets["theme"]["options"][0] == {
        "code": "water",
        "label": "Water",
        "count": 2,
        "selected": False,
    }
    assert get("facets/country?lang=en&find=sen")["facets"][0]["options"][0]["code"] == "SN"
    assert get("facets/nothing", 404)["status"] == 404


def test_vocabularies_name_their_terms_in_every_language(directory, get):
    term = get("themes")["terms"][0]
    assert term["names"] == {"nl": "Water", "fr": "Eau", "en": "Water"}
    assert (term["code"], term["members"]) == ("water", 2)
    assert {term["code"] for term in get("countries")["terms"]} == {"SN", "CD"}


def test_pages_are_linked_with_their_total(directory, client):
    for number in range(5):
        make_member(f"Member {number}", themes=["water"])
    response = client.get("/api/v1/members?theme=water&per_page=3&page=2")
    links = {
        part.split(">; rel=")[1].strip('"'): part.split(">")[0].strip(" <")
        for part in response["Link"].split(",")
    }
    start = "http://testserver/api/v1/members?theme=water&per_page=3"
    assert links["first"] == links["prev"] == start
    assert links["next"] == links["last"] == f"{start}&page=3"
    assert response.json()["total"] == 7


def test_members_on_the_map_are_geojson(directory, client):
    response = client.get("/api/v1/members?format=geojson")
    assert response["Content-Type"] == "application/geo+json"
    features = {one["properties"]["slug"]: one for one in response.json()["features"]}
    assert features["water-for-all"]["geometry"] == {"type": "Point", "coordinates": [4.7, 50.88]}
    assert features["wells-together"]["geometry"] is None


@pytest.mark.parametrize(
    "address",
    [
        "members?lang=xx",
        "members?page=0",
        "members?per_page=101",
        "members?per_page=a",
        "members?sort=size",
        "members?format=xml",
        "changes?limit=0",
    ],
)
def test_what_cannot_be_answered_is_a_problem_that_says_how_to_mend_it(address, directory, client):
    response = client.get(f"/api/v1/{address}")
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert (problem["status"], problem["title"]) == (400, "Bad Request")
    assert problem["detail"]


@pytest.mark.parametrize("address", ["members?page=99", "nowhere", "members/%00", "members/a b"])
def test_what_is_not_there_is_a_problem_too(address, directory, client):
    response = client.get(f"/api/v1/{address}")
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == response.status_code == 404
    assert response["X-Content-Type-Options"] == "nosniff"


def test_an_error_of_the_server_is_a_problem(directory, monkeypatch):
    monkeypatch.setattr("members.opendata.api.one_member.Member.objects", None)
    response = Client(raise_request_exception=False).get("/api/v1/members/x")
    assert response.json() == {"title": "Internal Server Error", "status": 500}


def test_a_repeat_costs_one_query_and_an_unchanged_answer_none_of_its_bytes(
    directory, client, django_assert_num_queries
):
    first = client.get("/api/v1/members?theme=water")
    with django_assert_num_queries(1):
        assert client.get("/api/v1/members?theme=water").content == first.content
    again = client.get("/api/v1/members?theme=water", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"


def test_a_publish_shows_at_once(directory, client, get):
    etag = client.get("/api/v1/members/water-for-all")["ETag"]
    edit(directory, city="Ghent")
    response = client.get("/api/v1/members/water-for-all", headers={"If-None-Match": etag})
    assert response.json()["member"]["city"] == "Ghent"


@pytest.mark.parametrize("members", [1, 60])
def test_a_hundred_members_take_seven_queries_at_the_most(members, client):
    make_theme("water")
    for number in range(members):
        make_member(f"Member {number}", themes=["water"], countries=["SN"], languages=["nl"])
    client.get("/api/v1/members")
    cache.clear()
    records.forget()
    with CaptureQueriesContext(connection) as queries:
        assert len(client.get("/api/v1/members").json()["members"]) == members
    assert len(queries) <= 7
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        client.get("/api/v1/members")
    assert len(queries) <= 2


def test_an_address_alone_decides_what_it_answers(directory, client, reviewer_client):
    address = "/api/v1/members/water-for-all"
    answers = {
        client.get(address).content,
        client.get(address, headers={"Accept-Language": "fr"}).content,
        reviewer_client.get(address).content,
    }
    assert len(answers) == 1


def test_a_federation_without_the_readers_language_answers_in_its_own(directory, client):
    set_federation(languages=["fr"])
    response = client.get("/api/v1/themes", headers={"Accept-Language": "en"})
    assert response["Content-Language"] == "fr"
    assert client.get("/api/v1/themes?lang=en").status_code == 400


def test_scripts_of_any_site_may_read_it_and_none_may_write(directory, client):
    assert client.get("/api/v1/members")["Access-Control-Allow-Origin"] == "*"
    asked = client.options("/api/v1/members", headers={"Origin": "https://example.org"})
    assert (asked.status_code, asked["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert "If-None-Match" in asked["Access-Control-Allow-Headers"]
    refused = client.post("/api/v1/members")
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD")
    assert refused.json()["title"] == "Method Not Allowed"
    assert "Access-Control-Allow-Origin" not in client.get("/en/")


@pytest.mark.parametrize("licence", ["cc0", "cc-by", "reserved"])
def test_every_answer_states_the_licence_the_source_and_the_version(licence, directory, client):
    set_federation(licence=licence, name={"en": "The Umbrella"})
    response = client.get("/api/v1/members?lang=en")
    about = response.json()["about"]
    assert about["publisher"] == about["licence"]["attribution"] == "The Umbrella"
    assert about["licence"]["code"] in ("CC0-1.0", "CC-BY-4.0", "all-rights-reserved")
    assert ('rel="license"' in response["Link"]) == (licence != "reserved")
    assert about["version"] > 0
    assert "Last-Modified" in response


def test_the_description_names_every_address_and_every_field(directory, get):
    document = get("openapi.json")
    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) == {f"/api/v1/{one.path}" for one in OPERATIONS}
    properties = document["components"]["schemas"]["Member"]["properties"]
    assert set(properties) == set(Record.__struct_fields__)
    assert all("description" in schema for schema in properties.values())
    for reference in _references(document):
        assert reference.removeprefix("#/components/schemas/") in document["components"]["schemas"]


def _references(data):
    if isinstance(data, dict):
        yield from [data["$ref"]] if "$ref" in data else []
        data = list(data.values())
    for one in data if isinstance(data, list) else []:
        yield from _references(one)


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_people_read_the_same_description(language, directory, client):
    overview = client.get(f"/{language}/open-data/").content.decode()
    assert f"/{language}/open-data/api/" in overview
    page = client.get(f"/{language}/open-data/api/").content.decode()
    for one in OPERATIONS:
        assert f"GET /api/v1/{one.path}<" in page
    assert "enterprise_number" in page


def test_a_member_that_hides_all_has_a_record_of_its_names_alone(directory, get):
    from members.presenting import HIDEABLE

    edit(directory, hidden_fields=list(HIDEABLE))
    member = get("members/water-for-all")["member"]
    told = {name for name, value in member.items() if value not in (None, [], {})}
    assert told == {"id", "slug", "url", "title", "name", "updated_at"}


def test_the_structs_are_what_is_sent(directory, get):
    answer = get("members")
    assert set(answer) == set(MemberList.__struct_fields__)
    assert set(get("members/water-for-all")) == set(OneMember.__struct_fields__)
    assert json.dumps(answer)
