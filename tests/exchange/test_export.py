"""Tables of members: every field in CSV and XLSX, in pieces, in few queries."""

import csv
import io

import openpyxl
import pytest

from members.exchange.column_help import template_row
from members.exchange.columns import importable
from members.exchange.exporting import export, simple_table, table
from members.models import Member
from tests.helpers import make_member, make_theme

pytestmark = pytest.mark.django_db


def exported(kind, language="en"):
    """Return the bytes of all members by name."""
    return b"".join(export(Member.objects.order_by("sort_name", "pk"), kind, language))


def read_csv(content):
    """Return the rows of a CSV as dicts."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(content):
    """Return the rows of a workbook's first sheet as dicts of what a person sees."""
    rows = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].values
    headings = next(rows)
    return [dict(zip(headings, row, strict=True)) for row in rows]


@pytest.fixture
def member():
    """A member with one of everything that a table finds hard."""
    make_theme("water", nl="Water")
    make_theme("health", nl="Gezondheid")
    return make_member(
        '=Water; "for" All',
        slug="water",
        summary={"nl": "Één zin,\nop twee regels", "fr": "@Une phrase"},
        phone="+32 2 123 45 67",
        former_names=["De Bron", "Wells; and more"],
        themes=["health", "water"],
        countries=["SN", "BF"],
        latitude=-12.5,
        longitude=4.1,
        joined_on="1998-01-31",
        hidden_fields=["phone"],
        focus_areas=[{"title": {"nl": "Putten"}, "description": {"nl": "Diep"}}],
    )


def test_a_row_holds_every_field(member):
    for row in (read_csv(exported("csv"))[0], read_xlsx(exported("xlsx"))[0]):
        assert row["Name"] == '\'=Water; "for" All'
        assert row["Permanent identifier"] == str(member.uuid)
        assert row["Summary (nl)"] == "Één zin, op twee regels"
        assert row["Summary (fr)"] == "'@Une phrase"
        assert row["Former names"] == "De Bron\nWells; and more"
        assert row["Themes"] == "water; health"
        assert row["Countries it works in"] == "BF; SN"
        assert str(row["Latitude"]) == "-12.5"
        assert row["Member since"] == "1998-01-31"
        assert row["Kept off the public page"] == "phone"
        assert row["Focus area 1: title (nl)"] == "Putten"


def test_no_cell_of_a_workbook_is_a_formula(member):
    sheet = openpyxl.load_workbook(io.BytesIO(exported("xlsx"))).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_headings_stand_in_the_language_asked_for(member):
    assert "Naam" in read_csv(exported("csv", "nl"))[0]
    assert "Nom" in read_xlsx(exported("xlsx", "fr"))[0]


def test_csv_says_that_it_is_utf8():
    assert exported("csv").startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("members", [1, 12])
@pytest.mark.parametrize(("kind", "vocabularies"), [("csv", 0), ("xlsx", 3), ("ods", 3)])
def test_its_queries_do_not_grow(kind, vocabularies, members, django_assert_num_queries):
    for number in range(members):
        make_member(f"Member {number}", themes=[])
    with django_assert_num_queries(6 + vocabularies):
        exported(kind)


def test_it_comes_in_pieces(member):
    for number in range(12):
        make_member(f"Member {number}", mission=dict.fromkeys(("nl", "fr", "en"), "x" * 4000))
    pieces = list(export(Member.objects.all(), "csv"))
    assert len(pieces) > 1
    assert max(map(len, pieces)) < 80_000


def test_the_template_explains_each_column():
    chosen = importable(2)
    text = b"".join(table(chosen, [template_row()], "csv", "en", explain=True)).decode()
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows[1][0].startswith("# Leave it as it was exported")
    assert rows[2][1] == "Water voor Kinderen"
    book = openpyxl.load_workbook(
        io.BytesIO(b"".join(table(chosen, [template_row()], "xlsx", "en")))
    )
    assert book.sheetnames == ["Members", "Explanation"]
    assert book["Explanation"]["B3"].value == "name"


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ods"])
def test_the_first_bytes_leave_before_the_last_member_is_read(kind):
    make_member("Water")
    asked = []

    def rows():
        for number in range(20_000):
            asked.append(number)
            yield [f"{number} water"] * 20

    pieces = simple_table("Members", ["name"] * 20, rows(), kind)
    next(pieces)
    assert len(asked) < 2000
