"""The requests of OpenRefine, as it sends them, are answered as it expects."""

import json
import random

import pytest

from members.models import Member
from members.sample import load
from tests.helpers import edit, make_member

pytestmark = pytest.mark.django_db
SERVICE = "/reconcile/en"


@pytest.fixture
def ask(client):
    """Return a function from queries to their results, as a batch in a form."""

    def results(*queries):
        sent = {f"q{number}": query for number, query in enumerate(queries)}
        answer = client.post(SERVICE, {"queries": json.dumps(sent)})
        assert answer.status_code == 200, answer.content
        data = answer.json()
        return [data[key]["result"] for key in sent]

    return results


def test_the_manifest_says_what_it_can_do(directory, client):
    manifest = client.get(SERVICE).json()
    assert manifest["versions"] == ["0.1", "0.2"]
    assert [kind["id"] for kind in manifest["defaultTypes"]] == ["member", "theme"]
    for address in (manifest["view"]["url"], manifest["preview"]["url"]):
        address = address.replace("{{id}}", str(directory.uuid)).removeprefix("http://testserver")
        assert client.get(address).status_code in (200, 302)
    for suggest in (*manifest["suggest"].values(), manifest["extend"]["propose_properties"]):
        address = suggest["service_url"] + suggest["service_path"]
        assert client.get(f"{address.removeprefix('http://testserver')}?prefix=w").json()


def test_a_batch_is_answered_with_scores_and_types(directory, ask):
    first, second = ask(
        {"query": "Water for All", "type": "member", "type_strict": "should", "limit": 3},
        {"query": "nobody of this name at all"},
    )
    assert first[0] == {
        "id": str(directory.uuid),
        "name": "Water for All",
        "description": "Drinkbaar water",
        "type": [{"id": "member", "name": "Member"}],
        "score": 100.0,
        "match": True,
    }
    assert not any(one["match"] for one in second)


@pytest.mark.parametrize(
    "text",
    [
        "De l'eau pour tous",
        "WFA",
        "asbl Water for All",
        "0546.740.696",
        "BE 0546 740 696",
        "https://www.water.example/contact",
        "Wter for Al",
    ],
)
def test_a_member_is_known_by_each_name_number_and_site(text, directory, ask):
    best = ask({"query": text})[0][0]
    assert best["id"] == str(directory.uuid)
    assert best["score"] >= 85


def test_other_columns_tell_two_of_a_name_apart(ask):
    members = [make_member("Oxfam", slug=f"oxfam-{town}", city=town) for town in ("ghent", "liege")]
    alike, told = ask(
        {"query": "Oxfam"},
        {"query": "Oxfam", "properties": [{"pid": "city", "v": "Liege"}]},
    )
    assert not alike[0]["match"]
    assert told[0]["id"] == str(members[1].uuid)
    assert told[0]["match"]


def test_a_number_that_is_hidden_finds_nobody(directory, ask):
    edit(directory, hidden_fields=["enterprise_number", "website"])
    number, site = ask({"query": "0546740696"}, {"query": "water.example"})
    assert not any(one["score"] == 100 for one in number + site)


def test_themes_are_matched_too(directory, ask):
    best = ask({"query": "sanitair", "type": "theme"})[0][0]
    assert (best["id"], best["name"], best["match"]) == ("water", "Water", True)


def test_the_shapes_of_version_0_1_are_answered(directory, client):
    by_name = client.get(SERVICE, {"query": "Water for All"}).json()
    sent = '{"query": "Water for All", "type": ["member"]}'
    as_json = client.get(SERVICE, {"query": sent}).json()
    batch = {"q0": {"query": "Water for All", "type": {"id": "member"}}}
    in_address = client.get(SERVICE, {"queries": json.dumps(batch)}).json()["q0"]
    assert by_name == as_json == in_address


def test_rows_are_extended_by_any_field(directory, client):
    extend = {
        "ids": [str(directory.uuid), "unknown"],
        "properties": [{"id": "themes"}, {"id": "founded_year"}, {"id": "mission"}, {"id": "no"}],
    }
    answer = client.post(SERVICE, {"extend": json.dumps(extend)}).json()
    assert [one["id"] for one in answer["meta"]] == ["themes", "founded_year", "mission"]
    row = answer["rows"][str(directory.uuid)]
    assert row["themes"] == [{"str": "Water"}]
    assert row["founded_year"] == [{"int": 1992}]
    assert row["mission"] == [{"str": "Wells & *taps*"}]
    assert answer["rows"]["unknown"] == {"themes": [], "founded_year": [], "mission": []}


def test_what_is_typed_is_completed(directory, client):
    entities = client.get(f"{SERVICE}/suggest/entity?prefix=wat").json()["result"]
    assert entities[0]["name"] == "Water for All"
    properties = client.get(f"{SERVICE}/suggest/property?prefix=web").json()["result"]
    assert properties == [{"id": "website", "name": "Website"}]
    assert client.get(f"{SERVICE}/suggest/type?prefix=th").json()["result"][0]["id"] == "theme"
    assert client.get(f"{SERVICE}/suggest/nothing").status_code == 404


def test_a_preview_stands_in_a_frame_of_any_site(directory, client):
    response = client.get(f"{SERVICE}/preview?id={directory.uuid}")
    assert "frame-ancestors *" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "X-Frame-Options" not in response
    assert not response.cookies
    assert "Water for All" in response.content.decode()
    for key in ("x", Member.objects.get(slug="secret").uuid):
        refused = client.get(f"{SERVICE}/preview?id={key}")
        assert refused.status_code == 404
    assert client.get(f"{SERVICE}/preview?id=water").status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {"queries": "["},
        {"queries": "[1]"},
        {"queries": '{"q0": 1}'},
        {"queries": '{"q0": {"query": {}}}'},
        {"queries": json.dumps({f"q{n}": {"query": "x"} for n in range(101)})},
        {"extend": "{}"},
        {"query": "{"},
        {"queries": "[" * 5000},
    ],
)
def test_what_cannot_be_read_is_a_problem(sent, directory, client):
    response = client.post(SERVICE, sent)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert client.get(f"{SERVICE}/view/%00").status_code == 404


def test_the_sample_is_found_by_exact_names_and_by_misspelt_ones(ask):
    load.load_sample()
    members = list(Member.objects.published())
    chance = random.Random(7)
    exact = ask(*({"query": member.name} for member in members))
    assert [results[0]["id"] for results in exact] == [str(member.uuid) for member in members]
    assert all(results[0]["match"] for results in exact)
    misspelt = ask(*({"query": misspell(member.name, chance)} for member in members))
    right = [
        bool(results) and results[0]["id"] == str(member.uuid)
        for results, member in zip(misspelt, members, strict=True)
    ]
    assert len(members) == 42
    assert sum(right) >= 40


def misspell(name, chance):
    """Return a name with one slip of typing, or two in a long one."""
    signs = list(name)
    for _slip in range(2 if len(signs) > 10 else 1):
        place, kind = chance.randrange(len(signs)), chance.choice(["leave out", "swap", "mistype"])
        if kind == "leave out" and len(signs) > 4:
            del signs[place]
        elif kind == "swap" and place + 1 < len(signs):
            signs[place], signs[place + 1] = signs[place + 1], signs[place]
        else:
            signs[place] = chance.choice("aeinrst")
    return "".join(signs)
