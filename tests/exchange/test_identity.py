"""Which member a row means: never guessed, and asked about with what speaks for and against."""

import pytest

from members.exchange.name_identity import identity
from members.models import ImportDecision, ImportRow, Member
from tests.exchange.importing import applied, complaints, csv_file, rehearsed, xlsx_file
from tests.exchange.test_files_as_they_come import case
from tests.helpers import edit, make_member

pytestmark = pytest.mark.django_db
Outcome, Question = ImportRow.Outcome, ImportRow.Question
NUMBER = "0546740696"


def asked(job):
    """Return {row number: (question, names or numbers of the candidates)} of an import."""
    names = dict(Member.objects.values_list("pk", "name"))
    return {
        row.number: (
            row.question,
            [names.get(c.get("member"), c.get("row")) for c in row.candidates],
        )
        for row in job.rows.filter(outcome=Outcome.ASKED)
    }


def decided(file, *decisions, **columns):
    """Return an import that was rehearsed, decided about and rehearsed again."""
    job = rehearsed(file)
    for number, choice, member in decisions:
        job.decisions.create(number=number, choice=choice, member=member)
    return again(job, **columns)


def again(job, **columns):
    """Return an import that was rehearsed once more."""
    from members.exchange import worker

    assert job.move("rehearse", **columns)
    worker.run(job)
    job.refresh_from_db()
    return job


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("BOS", "bos", True),
        ("L'Îlot", "L’Îlot", True),
        ("A  –  B", "a - b", True),
        ("BOS", "BOS+", False),
        ("C", "C#", False),
        ("Été", "Ete", False),
        ("Ａ", "a", True),
        ("中" * 200 + "a", "中" * 200 + "b", False),
        ("++", "+", False),
        ("a\u200bb", "ab", True),
    ],
)
def test_two_names_are_one_when_people_read_them_so(one, other, same):
    assert (identity(one) == identity(other)) == same


@pytest.mark.parametrize(
    "signs", ["Международная организация помощи детям ", "منظمة دولية ", "国际" * 25]
)
def test_long_names_of_any_script_that_begin_alike_are_two(signs):
    make_member(signs * 3 + "A", slug="a")
    job = rehearsed(csv_file(["name"], [signs * 3 + "B"]))
    assert not job.rows.filter(outcome__in=["changed", "unchanged"]).exists()


def test_names_that_differ_in_a_sign_are_asked_about():
    make_member("BOS+", city="Brussel")
    job = rehearsed(csv_file(["name", "city"], ["BOS", "Brussel"]))
    assert asked(job) == {2: (Question.ALIKE, ["BOS+"])}
    assert rehearsed(csv_file(["name"], ["C+"], ["C"], ["C#"])).counts["new"] + 2 == 3


@pytest.mark.parametrize(
    "row",
    [
        {"name": "Air", "enterprise_number": NUMBER},
        {"slug": "air", "enterprise_number": NUMBER},
        {"name": "Water", "slug": "air"},
    ],
)
def test_keys_of_two_members_are_asked_about(row):
    make_member("Water", enterprise_number=NUMBER)
    make_member("Air")
    [(question, names)] = asked(rehearsed(csv_file([*row, "city"], [*row.values(), "x"]))).values()
    assert (question, sorted(names)) == (Question.KEYS, ["Air", "Water"])


def test_an_identifier_of_another_member_is_asked_about():
    water, _air = make_member("Water"), make_member("Air")
    job = rehearsed(csv_file(["id", "name"], [str(water.uuid), "Air"]))
    assert asked(job) == {2: (Question.KEYS, ["Water", "Air"])}


def test_a_branch_with_the_number_of_its_mother_is_asked_about():
    make_member("Water", enterprise_number=NUMBER)
    row = ["Water afdeling Gent", "water-gent", NUMBER]
    job = rehearsed(csv_file(["name", "slug", "enterprise_number"], row))
    assert asked(job)[2][1] == ["Water"]
    job.decisions.create(number=2, choice=ImportDecision.Choice.ANOTHER)
    fresh = again(job).rows.get()
    assert fresh.outcome == Outcome.NEW
    assert "enterprise_number" not in fresh.changes
    assert fresh.without[0]["message"] == "Another member has this enterprise number."


def test_another_name_with_a_known_number_is_asked_about():
    make_member("Water", enterprise_number=NUMBER)
    job = rehearsed(csv_file(["name", "enterprise_number"], ["Iets anders", NUMBER]))
    assert asked(job) == {2: (Question.RENAMED, ["Water"])}


def test_a_rename_by_short_name_is_shown_as_one():
    make_member("Water for All")
    job = rehearsed(csv_file(["slug", "name"], ["water-for-all", "Water for Everyone"]))
    row = job.rows.get()
    assert (row.outcome, row.changes["name"]["old"]) == (Outcome.CHANGED, "Water for All")
    job = rehearsed(csv_file(["slug", "name"], ["water-for-all", "Bakkerij Jansen"]))
    assert asked(job) == {2: (Question.RENAMED, ["Water for All"])}


@pytest.mark.parametrize(
    ("heading", "there", "here", "reason"),
    [
        ("city", "Washington", "Belfast", "place"),
        ("postal_code", "9000", "1000", "place"),
        ("website", "https://npg.example.org/", "https://other.example/", "website"),
        ("countries", ["SN"], "BF", "countries"),
        ("enterprise_number", NUMBER, "0403170701", "number"),
    ],
)
def test_a_name_alone_is_no_identity_elsewhere(heading, there, here, reason):
    make_member("National Portrait Gallery", **{heading: there})
    job = rehearsed(csv_file(["name", heading], ["National Portrait Gallery", here]))
    row = job.rows.get()
    assert (row.outcome, row.question) == (Outcome.ASKED, Question.ELSEWHERE)
    assert row.candidates[0]["reasons"] == [reason]


def test_a_name_that_two_members_have_is_not_guessed():
    make_member("Water", slug="a")
    two = make_member("Water", slug="b", city="Gent")
    job = decided(csv_file(["name", "phone"], ["Water", "+32 2 123 45 67"]), (2, "same", two))
    assert job.rows.get().member == two
    assert asked(rehearsed(csv_file(["name"], ["Water"]))) == {2: (Question.NAMES, ["Water"] * 2)}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"name": "Damiaanactie vzw"}, "name"),
        ({"name": "VZW Damiaanactie"}, "name"),
        ({"name": "v.z.w. Damiaanactie"}, "name"),
        ({"name": "Damiaanaktie"}, "name"),
        ({"name": "Action Damien"}, "other_name"),
        ({"name": "Damien Foundation"}, "other_name"),
        ({"name": "DA"}, "other_name"),
        ({"name": "X", "website": "https://damiaan.example/nl"}, "website"),
        ({"name": "X", "email": "info@damiaan.example"}, "email"),
        ({"name": "X", "phone": "02 422 59 11"}, "phone"),
    ],
)
def test_a_likely_duplicate_is_asked_about_before_it_is_written(row, reason):
    make_member(
        "Damiaanactie",
        other_names={"fr": "Action Damien"},
        former_names=["Damien Foundation"],
        abbreviation="DA",
        website="https://www.damiaan.example/",
        email="info@damiaan.example",
        phone="+32 2 422 59 11",
    )
    make_member("Water for All", city="Gent")
    job = rehearsed(csv_file([*row], [*row.values()]))
    assert asked(job) == {2: (Question.ALIKE, ["Damiaanactie"])}
    assert reason in job.rows.get().candidates[0]["reasons"]


@pytest.mark.parametrize("name", ["Oxfam", "Oxfam Belgique vzw", "Belgium Oxfam"])
def test_the_federations_own_country_tells_no_two_apart(name):
    make_member("Oxfam België", city="Gent")
    make_member("Oxfam Congo")
    assert asked(rehearsed(csv_file(["name"], [name]))) == {2: (Question.ALIKE, ["Oxfam België"])}


@pytest.mark.parametrize("name", ["Wereldwinkel Genk", "Scouts 13", "Fire", "Oxfam afdeling West"])
def test_siblings_and_strangers_are_not_asked_about(name):
    for other in ("Wereldwinkel Gent", "Scouts 12", "Oxfam afdeling Oost"):
        make_member(other, city="Gent")
    make_member("Kring Genk", city="Genk")
    assert rehearsed(csv_file(["name"], [name])).counts["new"] == 1


@pytest.mark.parametrize("name", ["languages.csv", "country-names.csv", "urls.csv", "phones.csv"])
def test_rows_whose_names_differ_by_a_word_or_letter_are_several(name):
    job = rehearsed(case(name))
    assert job.counts["asked"] == 0
    assert job.counts["new"] > 4


def test_two_of_one_name_in_a_file_are_asked_about():
    job = rehearsed(case("same-name-in-file.csv"))
    assert asked(job) == {3: (Question.FILE, [2])}
    job.decisions.create(number=3, choice=ImportDecision.Choice.ANOTHER)
    assert again(job).counts["new"] == 2


@pytest.mark.parametrize(
    ("choice", "outcome"),
    [
        ("same", Outcome.CHANGED),
        ("another", Outcome.NEW),
        ("leave_out", Outcome.LEFT_OUT),
    ],
)
def test_a_decision_settles_a_row(choice, outcome):
    water = make_member("Water", city="Gent")
    job = decided(
        csv_file(["name", "city"], ["Water", "Luik"]),
        (2, choice, water if choice == "same" else None),
    )
    assert job.rows.get().outcome == outcome
    assert (job.rows.get().member == water) == (choice == "same")


def test_what_is_asked_is_never_applied():
    make_member("Water", city="Gent")
    applied(csv_file(["name", "city"], ["Water", "Luik"], ["Fire", "Aalst"]))
    assert set(Member.objects.values_list("name", "city")) == {("Water", "Gent"), ("Fire", "Aalst")}


def test_a_former_short_name_is_asked_about():
    edit(make_member("Water", slug="former"), slug="water")
    job = rehearsed(csv_file(["slug", "name"], ["former", "Water"]))
    assert asked(job) == {2: (Question.RENAMED, ["Water"])}


def test_a_row_is_taken_without_the_cells_that_cannot_be_read():
    file = csv_file(["name", "city", "email", "website"], ["Water", "Gent", "nobody", "x y"])
    job = rehearsed(file)
    assert job.rows.get().outcome == Outcome.ERROR
    job.decisions.create(number=2, without=True)
    row = again(job).rows.get()
    assert (row.outcome, row.changes["city"]["new"]) == (Outcome.NEW, "Gent")
    assert {error["field"] for error in row.without} == {"email", "website"}


def test_problems_are_grouped_by_cause():
    rows = [[f"Member {n}", "nobody" if n < 3 else f"m{n}@example.org"] for n in range(9)]
    [cause] = rehearsed(csv_file(["name", "email"], *rows)).causes
    assert (cause["count"], cause["column"], cause["values"]) == (3, "email", [["nobody", 3]])
    assert cause["rows"] == [2, 3, 4]


def test_a_value_is_replaced_once_for_the_whole_file():
    job = rehearsed(csv_file(["name", "email"], ["Een", "geen@"], ["Twee", "geen@"]))
    assert job.counts["error"] == 2
    assert again(job, replacements={"email": {"geen@": ""}}).counts["new"] == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", 91234567),
        ("phone", 32475123456),
        ("name", 11.11),
        ("abbreviation", 12),
    ],
)
def test_a_number_that_lost_its_zero_is_asked_about(field, value):
    row = {"slug": "a", "name": "Een"} | {field: value}
    [(number, column, words)] = complaints(rehearsed(xlsx_file([*row], [*row.values()])))
    assert (number, column) == (2, field)
    assert "was kept as a number" in words


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", "11/11/2026"),
        ("name", "4-nov"),
        ("abbreviation", "1-mrt-26"),
        ("phone", "3,2475E+10"),
        ("enterprise_number", "5,46741E+08"),
        ("city", "#REF!"),
        ("street_address", "########"),
    ],
)
def test_what_a_spreadsheet_made_of_a_text_is_asked_about(field, text):
    row = {"slug": "a", "name": "Een"} | {field: text}
    assert [c[1] for c in complaints(rehearsed(csv_file([*row], [*row.values()])))] == [field]


def test_what_only_looks_damaged_and_changes_nothing_is_not_asked_about():
    make_member("11/11/2026", slug="a")
    job = rehearsed(csv_file(["slug", "name"], ["a", "11/11/2026"]))
    assert job.counts["unchanged"] == 1
