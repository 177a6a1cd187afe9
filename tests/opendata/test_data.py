"""Whole files hold exactly what the API tells, and say what they are."""

import csv
import io
import json

import msgspec
import openpyxl
import pytest

from members.opendata.data import files
from members.opendata.data.table import columns
from members.opendata.resources.profile import PARTS
from members.opendata.resources.profile import Member as Record
from members.web.structured_data import json_ld
from tests.helpers import edit, make_member, set_federation

pytestmark = pytest.mark.django_db


def content(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content
    return b"".join(response.streaming_content)


def rows_of(client, address):
    text = content(client, address).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_table_has_a_column_for_every_field_of_a_record():
    assert {column.part.name for column in columns(("nl", "fr"))} == {part.name for part in PARTS}


def test_the_csv_holds_codes_labels_and_every_language(directory, client):
    row = next(row for row in rows_of(client, "/data/members.csv?lang=fr&q=water"))
    assert row["title"] == "De l'eau pour tous"
    assert (row["themes"], row["themes_labels"]) == ("water", "Eau")
    assert (row["mission_en"], row["mission_fr"]) == ("Wells & *taps*", "Puits")
    assert row["countries"] == "CD; SN"
    assert row["focus_areas_fr"] == "Puits"
    assert row["social_links"] == "https://x.com/water"
    assert (row["latitude"], row["founded_year"]) == ("50.88", "1992")
    assert row["licence"] == "all-rights-reserved"


def test_its_table_schema_describes_every_column_in_order(directory, client):
    schema = client.get("/data/members.schema.json").json()
    row = rows_of(client, "/data/members.csv")[0]
    assert [field["name"] for field in schema["fields"]] == list(row)
    types = {field["name"]: field["type"] for field in schema["fields"]}
    assert types["founded_year"] == "integer"
    assert types["latitude"] == "number"
    assert types["joined_on"] == "date"
    for name, text in row.items():
        if text and types[name] in ("integer", "number"):
            float(text)
    package = client.get("/data/datapackage.json").json()
    assert package["resources"][0]["schema"] == schema
    assert package["licenses"][0]["name"] == "all-rights-reserved"


def test_a_workbook_has_the_same_rows_and_says_where_it_comes_from(directory, client):
    set_federation(licence="cc0", name={"en": "The Umbrella"})
    book = openpyxl.load_workbook(io.BytesIO(content(client, "/data/members.xlsx?lang=en")))
    first, about = book.worksheets
    assert [cell.value for cell in first[1]] == list(rows_of(client, "/data/members.csv")[0])
    assert first.max_row == 3
    told = {row[0].value: row[1].value for row in about}
    assert told["Federation"] == "The Umbrella"
    assert told["Licence"] == "No rights reserved (CC0 1.0)"


def test_json_lines_hold_the_records_of_the_api(directory, client, get):
    lines = content(client, "/data/members.jsonl").splitlines()
    records = [json.loads(line) for line in lines]
    for record in records:
        assert record.pop("licence") == "all-rights-reserved"
        assert record.pop("version") > 0
    assert records == get("members")["members"]
    msgspec.json.decode(lines[0], type=Record)


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
def test_a_file_of_a_search_holds_its_members_alone(kind, directory, client):
    assert len(content(client, f"/data/members.{kind}?q=wells").splitlines()) == 2 + (kind == "csv")
    text = content(client, f"/data/members.{kind}?country=CD").decode()
    assert "Wells Together" not in text
    assert content(client, f"/data/members.{kind}?q=zzzzqqq").count(b"\n") == (kind == "csv")


def test_a_large_file_is_made_batch_by_batch(
    directory, client, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(files, "_BATCH", 10)
    for number in range(25):
        make_member(f"Member {number}")
    with django_assert_max_num_queries(25):
        assert len(content(client, "/data/members.jsonl").splitlines()) == 27


def test_a_file_that_is_there_already_is_not_sent_again(directory, client):
    etag = client.get("/data/members.jsonl")["ETag"]
    again = client.get("/data/members.jsonl", headers={"If-None-Match": etag})
    assert again.status_code == 304
    edit(directory, city="Ghent")
    assert client.get("/data/members.jsonl", headers={"If-None-Match": etag}).status_code == 200


def test_hsds_has_what_it_demands_of_an_organization(directory, client):
    organizations = json.loads(content(client, "/data/organizations.json?lang=en"))
    assert all(one["id"] and one["name"] and one["description"] for one in organizations)
    water = next(one for one in organizations if one["name"] == "Water for All")
    assert water["phones"][0]["number"] == "+3221234567"
    assert water["organization_identifiers"][0]["identifier_scheme"] == "BE-BCE_KBO"
    address = water["locations"][0]["addresses"][0]
    assert address["country"] == "BE"
    assert {"address_1", "city", "state_province", "postal_code", "address_type"} <= set(address)
    assert json.loads(content(client, "/data/organizations.json?q=zzzzqqq")) == []


def test_the_catalogue_has_what_dcat_ap_demands(directory, client):
    set_federation(licence="cc-by")
    catalog = client.get("/data/catalog.jsonld").json()
    assert catalog["@type"] == "dcat:Catalog"
    assert {"dct:title", "dct:description", "dct:publisher", "dcat:dataset"} <= set(catalog)
    dataset = catalog["dcat:dataset"]
    assert {"dct:title", "dct:description", "dct:identifier", "dct:modified"} <= set(dataset)
    assert len(dataset["dct:title"]) == 3
    for one in dataset["dcat:distribution"]:
        assert one["dct:license"]["@id"] == "https://creativecommons.org/licenses/by/4.0/"
        address = one["dcat:accessURL"]["@id"].removeprefix("http://testserver")
        assert client.get(address).status_code == 200
    service = catalog["dcat:service"]
    assert service["dcat:endpointURL"]["@id"] == "http://testserver/api/v1/"


def test_search_engines_read_that_there_are_data(directory, client):
    page = client.get("/en/open-data/").content.decode()
    assert '"@type":"Dataset"' in page
    assert "http://testserver/data/members.csv" in page
    assert json_ld({}) not in page


def test_nobody_takes_files_without_end(directory, client):
    for _time in range(60):
        client.get("/data/members.jsonl?q=zzzzqqq")
    response = client.get("/data/members.jsonl?q=zzzzqqq&page=1")
    assert response.status_code == 429
    assert response["Retry-After"] == "3600"
    assert response["Content-Type"] == "application/problem+json"


def test_a_download_of_a_list_states_the_licence(directory, client):
    set_federation(licence="cc0")
    data = json.loads(content(client, "/en/download.json"))
    assert data["licence"] == "No rights reserved (CC0 1.0)"
