"""The rehearsal: what each row of a file would do, and nothing done yet."""

import datetime as dt

import pytest

from members.models import ImportRow, Member
from members.publishing import values
from members.publishing.merging import merge
from tests.exchange.importing import complaints, csv_file, outcomes, rehearsed, xlsx_file
from tests.helpers import edit, make_member, make_theme, make_user

pytestmark = pytest.mark.django_db
Outcome = ImportRow.Outcome


def test_it_tells_new_changed_and_unchanged_apart():
    make_member("Water for All", city="Gent")
    make_member("Air for All", city="Gent")
    job = rehearsed(
        csv_file(
            ["Name", "slug", "Town"],
            ["Water for All", "", "Gent"],
            ["Air for All", "air-for-all", "Brugge"],
            ["Fire", "", "Aalst"],
        )
    )
    assert outcomes(job) == [(2, Outcome.UNCHANGED), (3, Outcome.CHANGED), (4, Outcome.NEW)]
    assert job.rows.get(number=3).changes == {"city": {"old": "Gent", "new": "Brugge"}}
    assert {name: n for name, n in job.counts.items() if n} == {
        "new": 1,
        "changed": 1,
        "unchanged": 1,
    }
    assert set(Member.objects.values_list("city", flat=True)) == {"Gent"}


@pytest.mark.parametrize("key", ["id", "slug", "enterprise_number", "name"])
def test_a_member_is_found_by_what_the_row_says_of_it(key):
    member = make_member("Water for All", enterprise_number="0546740696")
    make_member("Air for All")
    value = {
        "id": str(member.uuid),
        "slug": member.slug,
        "enterprise_number": "BE 0546.740.696",
        "name": "water FOR all",
    }[key]
    job = rehearsed(csv_file([key, "city"], [value, "Gent"]))
    assert job.rows.get().member == member


def test_a_column_that_is_not_there_leaves_its_field():
    member = make_member("Water", summary={"nl": "Zin", "fr": "Phrase"}, phone="+32 2 123 45 67")
    job = rehearsed(csv_file(["slug", "summary_nl"], ["water", "Andere zin"]))
    assert job.rows.get().changes == {
        "summary": {
            "old": {"nl": "Zin", "fr": "Phrase"},
            "new": {"nl": "Andere zin", "fr": "Phrase"},
        }
    }
    assert values.read(member)["phone"] == "+3221234567"


@pytest.mark.parametrize(
    ("empty", "changed"),
    [
        ("leave", set()),
        ("clear", {"summary", "phone", "themes", "founded_year"}),
    ],
)
def test_an_empty_cell_means_what_was_chosen(empty, changed):
    make_theme("water")
    make_member(
        "Water",
        summary={"nl": "Zin", "fr": "Phrase"},
        phone="+32 2 123 45 67",
        themes=["water"],
        founded_year=1998,
    )
    file = csv_file(["slug", "summary_nl", "phone", "themes", "founded_year"], ["water", *[""] * 4])
    changes = rehearsed(file, empty=empty).rows.get().changes
    assert set(changes) == changed
    if changed:
        assert changes["summary"]["new"] == {"fr": "Phrase"}
        assert changes["founded_year"]["new"] is None


def test_an_address_without_its_beginning_is_completed_as_in_a_form():
    heads = ["name", "website", "social_links"]
    job = rehearsed(csv_file(heads, ["Air", "air.example", "x.example/air"]))
    changes = job.rows.get().changes
    assert changes["website"]["new"] == "https://air.example"
    assert changes["social_links"]["new"] == ["https://x.example/air"]


def test_a_row_that_ends_early_says_nothing_about_the_rest():
    make_member("Water", phone="+32 2 123 45 67")
    job = rehearsed(csv_file(["slug", "city", "phone"], ["water", "Gent"]), empty="clear")
    assert set(job.rows.get().changes) == {"city"}


AREAS = [
    {
        "id": "5e1b9f54-6a3e-4d3c-8a52-3f6a8f2c7d01",
        "title": {"nl": "Een", "fr": "Un"},
        "description": {},
    },
    {
        "id": "5e1b9f54-6a3e-4d3c-8a52-3f6a8f2c7d02",
        "title": {"nl": "Twee"},
        "description": {"nl": "Tekst"},
    },
]


@pytest.mark.parametrize(
    ("cells", "titles"),
    [
        # Known by the place where there is no identifier.
        ({"focus_area_1_title_nl": "Eerste"}, [{"nl": "Eerste", "fr": "Un"}, {"nl": "Twee"}]),
        # Known by the identifier: another order.
        (
            {"focus_area_1_id": AREAS[1]["id"], "focus_area_2_id": AREAS[0]["id"]},
            [{"nl": "Twee"}, {"nl": "Een", "fr": "Un"}],
        ),
        # A third one.
        (
            {"focus_area_3_title_nl": "Drie"},
            [{"nl": "Een", "fr": "Un"}, {"nl": "Twee"}, {"nl": "Drie"}],
        ),
        # Nothing said.
        (
            {"focus_area_1_title_nl": "", "focus_area_2_title_nl": ""},
            [{"nl": "Een", "fr": "Un"}, {"nl": "Twee"}],
        ),
    ],
)
def test_focus_areas_are_changed_in_their_places(cells, titles):
    make_member("Water", focus_areas=AREAS)
    job = rehearsed(csv_file(["slug", *cells], ["water", *cells.values()]))
    row = job.rows.get()
    after = row.changes["focus_areas"]["new"] if row.changes else AREAS
    assert [area["title"] for area in after] == titles
    assert {area["id"] for area in AREAS} <= {area["id"] for area in after}


def test_an_empty_group_removes_its_focus_area_where_empty_cells_clear():
    make_member("Water", focus_areas=AREAS)
    headings = ["slug", "focus_area_1_title_nl", "focus_area_1_title_fr"]
    job = rehearsed(csv_file(headings, ["water", "", ""]), empty="clear")
    after = job.rows.get().changes["focus_areas"]["new"]
    assert after == [AREAS[1]]


def test_an_empty_description_leaves_its_focus_area():
    make_member("Water", focus_areas=AREAS)
    file = csv_file(["slug", "focus_area_2_description_nl"], ["water", ""])
    after = rehearsed(file, empty="clear").rows.get().changes["focus_areas"]["new"]
    assert after == [AREAS[0], AREAS[1] | {"description": {}}]


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ({"email": "nobody"}, "email", "“nobody” is not an e-mail address: there is no @ in it."),
        ({"founded_year": "long ago"}, "founded_year", "“long ago” is not a year."),
        ({"founded_year": "3000"}, "founded_year", "“3000” lies in the future."),
        ({"themes": "water; wine"}, "themes", "“wine” does not stand in the list “themes”."),
        ({"countries": "Atlantis"}, "countries", "“Atlantis” is not a country that Koepel knows."),
        ({"latitude": "50.1"}, "latitude", "Give both latitude and longitude, or neither."),
        (
            {"joined_on": "2020-01-01", "left_on": "2019-01-01"},
            "left_on",
            "A member cannot leave before it joined.",
        ),
        (
            {"logo": "0" * 32 + "-96x96"},
            "logo",
            "This logo is not kept here. Upload it on the member’s page.",
        ),
        ({"hidden_fields": "phone; shoe"}, "hidden_fields", "“shoe” is not a field"),
        (
            {"summary_nl": "x" * 161},
            "summary_nl",
            "The text in Dutch has 1 character too many; at most 160 fit.",
        ),
        (
            {"focus_area_1_id": "17", "focus_area_1_title_nl": "x"},
            "focus_area_1_id",
            "A focus area’s identifier is damaged. Add it anew.",
        ),
        ({"name": "=1+1"}, "name", "This cell contains a formula."),
        ({"city": "Ge\x00nt"}, "city", "This cell contains a NUL character"),
    ],
)
def test_what_is_wrong_is_said_by_row_and_column(row, column, message):
    make_theme("water")
    water = make_member("Water")
    edit(make_member("Air", enterprise_number="0546740696", slug="former"), slug="air")
    cells = {"id": str(water.uuid), "name": "Water", **row}
    job = rehearsed(csv_file(list(cells), list(cells.values())))
    [(number, found, words)] = complaints(job)
    assert (number, found) == (2, column)
    assert words.startswith(message)
    assert job.rows.get().outcome == Outcome.ERROR


def test_a_member_that_was_merged_into_another_is_not_changed():
    kept, gone = make_member("Water"), make_member("Waters")
    merge(kept, gone, {}, make_user())
    file = csv_file(["id", "city"], [str(gone.uuid), "Gent"])
    [(row, _column, words)] = complaints(rehearsed(file))
    assert (row, words[:26]) == (2, "It was merged into Water. ")


def test_two_rows_about_one_member_are_refused():
    make_member("Water")
    job = rehearsed(csv_file(["name"], ["Water"], ["Water"]))
    assert complaints(job) == [(3, "", "Row 2 is about the same member. Leave one of them out.")]


def test_two_new_members_cannot_have_one_address_or_number():
    rows = [["A", "same", "0546740696"], ["B", "same", ""], ["C", "c", "0546740696"]]
    job = rehearsed(csv_file(["name", "slug", "enterprise_number"], *rows))
    assert [(row, column) for row, column, _words in complaints(job)] == [
        (3, "slug"),
        (4, "enterprise_number"),
    ]


def test_a_new_member_gets_a_free_address():
    make_member("Water", slug="fire")
    job = rehearsed(csv_file(["name", "city"], ["Fire", "Gent"], ["Fire!", "Gent"]))
    assert job.rows.get(number=2).changes["slug"]["new"] == "fire-2"
    assert job.rows.get(number=3).question == "file"


def test_cells_of_a_workbook_have_kinds():
    make_member("Water")
    job = rehearsed(
        xlsx_file(
            ["name", "postal_code", "founded_year", "joined_on", "latitude", "longitude"],
            ["Water", 9000, 1998.0, dt.date(2009, 1, 31), 51.05, 3],
        )
    )
    new = {name: change["new"] for name, change in job.rows.get().changes.items()}
    assert new == {
        "postal_code": "9000",
        "founded_year": 1998,
        "joined_on": "2009-01-31",
        "latitude": 51.05,
        "longitude": 3.0,
    }


def test_a_workbook_with_formulas_and_errors_is_told_so():
    make_member("Water")
    job = rehearsed(xlsx_file(["name", "city", "phone", "email"], ["Water", "=A1", "#N/A", True]))
    assert [(column, words[:20]) for _row, column, words in complaints(job)] == [
        ("city", "This cell contains a"),
        ("phone", "The cell holds the e"),
        ("email", "This cell contains T"),
    ]


@pytest.mark.parametrize("rows", [20, 400])
def test_its_queries_grow_with_batches_only(rows, django_assert_max_num_queries):
    make_member("Water")
    file = csv_file(["name", "city"], *[[f"Member {number}", "Gent"] for number in range(rows)])
    with django_assert_max_num_queries(34):
        rehearsed(file)
