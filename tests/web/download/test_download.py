"""A visitor takes a list along: exactly what the page shows, as CSV, XLSX or JSON."""

import csv
import io
import json

import openpyxl
import pytest

from members.presenting import HIDEABLE
from tests.helpers import edit, make_member, make_theme, set_federation

pytestmark = pytest.mark.django_db


@pytest.fixture
def members():
    """Two members for water, one of them with all that spreadsheets trip over; one for health."""
    make_theme("water", en="Water", nl="Water, en meer")
    make_theme("health")
    make_member(
        "Wells & Co",
        themes=["water"],
        countries=["CD", "SN"],
        phone="+32 2 123 45 67",
        summary={"en": "=cmd|'/c calc'!A1", "nl": 'Wij graven "putten"; met spoed.'},
        founded_year=1980,
        city="Gent",
    )
    make_member("Ältere Brunnen", themes=["water"], website="https://example.org/")
    make_member("Doctors", themes=["health"], email="info@example.org")


def content(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def rows_of(client, address, separator=","):
    text = content(client, address).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


def test_the_file_holds_exactly_the_result_in_its_order(client, members):
    rows = rows_of(client, "/en/download.csv?theme=water&sort=name")
    assert [row["Name"] for row in rows] == ["Ältere Brunnen", "Wells & Co"]
    assert [row["Name"] for row in rows_of(client, "/en/download.csv?q=doctors")] == ["Doctors"]
    assert len(rows_of(client, "/en/download.csv")) == 3


def test_names_stand_beside_codes_and_the_profile_is_linked(client, members):
    row = rows_of(client, "/en/download.csv?q=wells")[0]
    assert row["Themes"] == "Water"
    assert row["Codes of the themes"] == "water"
    assert row["Codes of the countries"] == "CD; SN"
    assert "Senegal" in row["Countries it works in"]
    assert row["Profile"] == "http://testserver/en/members/wells-co/"


def test_no_spreadsheet_takes_a_text_for_a_formula(client, members):
    assert rows_of(client, "/en/download.csv?q=wells")[0]["Summary"].startswith("'=cmd")
    book = openpyxl.load_workbook(io.BytesIO(content(client, "/en/download.xlsx?q=wells")))
    cells = {cell.value: cell for cell in book.worksheets[0][2]}
    assert all(cell.data_type != "f" for cell in cells.values())
    assert "+32 2 123 45 67" in cells
    assert 1980 in cells


def test_dutch_and_french_readers_get_what_their_spreadsheet_opens(client, members):
    row = rows_of(client, "/nl/download.csv?q=wells", ";")[0]
    assert row["Naam"] == "Wells & Co"
    assert row["Thema’s"] == "Water, en meer"
    assert 'Wij graven "putten"; met spoed.' in row.values()


def test_a_program_reads_json_with_where_it_came_from(client, members):
    set_federation(name={"en": "The Umbrella"})
    data = json.loads(content(client, "/en/download.json?theme=water&q=%22Wells+Co%22"))
    assert data["federation"] == "The Umbrella"
    assert data["source"] == "http://testserver/en/?q=%22Wells+Co%22&theme=water"
    assert data["total"] == 1
    assert set(data["chosen"]) == {'"Wells Co"', "Water"}
    member = data["members"][0]
    assert member["country_codes"] == ["CD", "SN"]
    assert member["founded_year"] == 1980


def test_an_empty_result_is_a_file_with_headings_alone(client, members):
    assert rows_of(client, "/en/download.csv?q=zzzzqqq") == []
    assert json.loads(content(client, "/en/download.json?q=zzzzqqq"))["members"] == []


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_what_is_hidden_is_in_no_file(client, members, kind):
    member = make_member("Hidden", phone="+32 2 999 99 99", city="Secretville", themes=["water"])
    edit(member, hidden_fields=list(HIDEABLE))
    make_member("Gone", status="hidden", summary={"en": "Unpublished"})
    text = content(client, f"/en/download.{kind}").decode()
    assert "999 99 99" not in text
    assert "Secretville" not in text
    assert "Unpublished" not in text


def test_the_file_is_named_after_the_federation_and_the_day(client, members, time_machine):
    time_machine.move_to("2026-11-28T12:00Z", tick=False)
    set_federation(name={"en": "The Umbrella"})
    response = client.get("/en/download.xlsx")
    assert response["Content-Disposition"] == (
        'attachment; filename="the-umbrella-2026-11-28.xlsx"'
    )
    assert response["X-Robots-Tag"] == "noindex"


def test_every_list_offers_it_with_its_own_filters(client, members):
    page = client.get("/en/?theme=water").content.decode()
    for kind in ("csv", "xlsx", "json"):
        assert f'href="download.{kind}?theme=water"' in page


def test_no_other_format_and_no_unbounded_number_of_them(client, members):
    assert client.get("/en/download.pdf").status_code == 404
    for _time in range(60):
        client.get("/en/download.json?q=zzzzqqq")
    response = client.get("/en/download.json?q=zzzzqqq")
    assert response.status_code == 429
    assert response["Retry-After"] == "3600"


def test_its_queries_do_not_grow_with_each_member(client, members, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        content(client, "/en/download.csv")
    for number in range(30):
        make_member(f"Member {number}", themes=["water"], countries=["SN"])
    with django_assert_max_num_queries(12):
        assert len(rows_of(client, "/en/download.csv")) == 33
