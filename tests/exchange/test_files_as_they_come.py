"""Files as people have them: the table is found, read, and what was passed over is counted."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.exchange.importing import complaints, csv_file, rehearsed
from tests.helpers import make_member, make_place

pytestmark = pytest.mark.django_db
CASES = Path(__file__).parent.parent / "data" / "cases"


def case(name):
    """Return a file of the cases as an upload."""
    return SimpleUploadedFile(name, (CASES / name).read_bytes())


def text_file(text, encoding="utf-8"):
    """Return an uploaded file of some lines."""
    content = text if isinstance(text, bytes) else text.encode(encoding)
    return SimpleUploadedFile("members.csv", content)


def read(job, *fields):
    """Return what an import would give its new members, as a list of tuples in row order."""
    rows = job.rows.exclude(changes={})
    return [tuple(row.changes.get(name, {}).get("new") for name in fields) for row in rows]


@pytest.mark.parametrize(
    ("name", "fields", "rows"),
    [
        ("title-row.csv", ("name", "city"), [("Proef Titel", "Gent")]),
        ("sep-line.csv", ("name", "city"), [("Proef Sep", "Gent")]),
        ("leading-empty-rows.csv", ("name", "city"), [("Proef Leegbegin", "Gent")]),
        ("leading-empty-cells.csv", ("name", "city"), [("Proef Leegbegin", "Gent")]),
        ("two-header-rows.csv", ("name", "email"), [("Proef Tweekop", "info@tweekop.example.org")]),
        ("pipe.csv", ("name", "city", "email"), [("Proef Pijp", "Gent", "info@pijp.example.org")]),
        ("one-column.csv", ("name",), [("Proef Een, twee en drie",)]),
        ("quote-in-name.csv", ("name", "city"), [('"De Kiem" vzw', "Gent"), ("Proef Na", "Luik")]),
        (
            "totals-row.csv",
            ("name", "founded_year"),
            [("Proef Som A", 1998), ("Proef Som B", 2001)],
        ),
        ("hidden-first-sheet.xlsx", ("name", "city"), [("Proef Verborgen Blad", "Gent")]),
        ("table-on-second-sheet.xlsx", ("name", "city"), [("Proef Tweede Blad", "Gent")]),
        (
            "hidden-rows.xlsx",
            ("name", "city"),
            [("Proef Zichtbaar", "Gent"), ("Proef Weggefilterd", "Luik")],
        ),
        (
            "hyperlinked-cells.xlsx",
            ("website", "email"),
            [("https://koppeling.example.org/", "info@koppeling.example.org")],
        ),
        (
            "html-entities.csv",
            ("name", "city", "summary"),
            [("Moeders & Kinderen – Proef", "Gent", {"nl": "Wij helpen kinderen\xa0en ouders."})],
        ),
        (
            "duplicate-headers.csv",
            ("name", "city", "website"),
            [("Proef Dubbel", "Gent", "https://nl.example.org")],
        ),
    ],
)
def test_the_table_of_a_case_is_read(name, fields, rows):
    job = rehearsed(case(name))
    found = read(job, *fields)
    assert complaints(job) == []
    assert _plain(found) == _plain(rows)


def _plain(rows):
    """Return rows without the difference between kinds of spaces."""
    return [str(row).replace("\\xa0", " ") for row in rows]


@pytest.mark.parametrize(
    ("name", "kind", "rows"),
    [
        ("totals-row.csv", "totals", [4]),
        ("quote-in-name.csv", "quotes", [2]),
        ("hidden-rows.xlsx", "hidden", [3]),
        ("merged-cells.xlsx", "merged", [3, 4]),
        ("hyperlinked-cells.xlsx", "links", [2]),
        ("html-entities.csv", "entities", [2]),
    ],
)
def test_what_was_noticed_is_counted_with_its_rows(name, kind, rows):
    make_place("BE-VOV")
    assert rehearsed(case(name)).notes[kind]["rows"] == rows


def test_merged_cells_are_filled_down():
    make_place("BE-VOV")
    job = rehearsed(case("merged-cells.xlsx"))
    assert read(job, "city", "place") == [("Gent", "BE-VOV")] * 3
    assert job.counts["new"] == 3


def test_everyday_headings_are_known():
    job = rehearsed(case("everyday-headings.csv"))
    assert job.mapping == [
        "name",
        "city",
        "website",
        "email",
        "phone",
        "postal_code",
        "street_address",
        "enterprise_number",
        "seat_country",
    ]
    assert job.doubts == {"8": "doubtful"}
    assert complaints(job) == []


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Médecins d’ici – Liège"),
        ("mac_roman", "Médecins d’ici – Liège"),
        ("cp850", "Médecins à Liège"),
        ("utf-16", "Médecins d’ici"),
        ("cp1252", "Für Äpfel"),
        ("mac_roman", "Für Äpfel"),
        ("cp850", "Für Äpfel"),
    ],
)
def test_old_encodings_are_found_out(encoding, text):
    job = rehearsed(csv_file(["name"], [text], encoding=encoding))
    assert job.layout["encoding"] == encoding
    assert read(job, "name") == [(text,)]


@pytest.mark.parametrize("old", ["cp1252", "mac_roman", "cp850"])
def test_two_encodings_in_one_file_are_decided_by_row(old):
    lines = [b"name\r\n", "Médecins\r\n".encode(), "Libération\r\n".encode(old)]
    job = rehearsed(text_file(b"".join(lines)))
    assert job.layout["encoding"] == f"utf-8+{old}"
    assert read(job, "name") == [("Médecins",), ("Libération",)]


@pytest.mark.parametrize("wrong", ["cp1252", "mac_roman", "cp850"])
def test_letters_that_were_encoded_twice_are_mended_with_a_count(wrong):
    broken = "Médecins d’été".encode().decode(wrong)
    job = rehearsed(csv_file(["name"], [broken], ["Ãra"]))
    assert read(job, "name") == [("Médecins d’été",), ("Ãra",)]
    assert job.notes["mended"] == {"count": 1, "rows": [2]}


def test_an_export_keeps_what_looks_like_harm():
    member = make_member("Water", city="GrÃ©co & &amp;")
    job = rehearsed(csv_file(["id", "city"], [str(member.uuid), "GrÃ©co & &amp;"]))
    assert job.counts["unchanged"] == 1


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ('Vzw "De Kiem";Gent', ('Vzw "De Kiem"', "Gent")),
        ('"De "Kiem" vzw";Gent', ('De "Kiem" vzw', "Gent")),
        ('Water;"Gent', ("Water", '"Gent')),
        ('"Water; ""en"" lucht";Gent', ('Water; "en" lucht', "Gent")),
        ('"Water\nen lucht";Gent', ("Water\nen lucht", "Gent")),
        ('"De ""Kiem"" vzw";"Gent"', ('De "Kiem" vzw', "Gent")),
    ],
)
def test_quotation_marks_never_refuse_a_file(row, cells):
    job = rehearsed(text_file(f"former_names;city;name\n{row};Een\nx;y;Twee\n"))
    assert read(job, "former_names", "city", "name") == [
        (cells[0].split("\n"), cells[1], "Een"),
        (["x"], "y", "Twee"),
    ]


def test_headings_that_come_again_are_passed_over():
    job = rehearsed(csv_file(["Naam", "Stad"], ["Een", "Gent"], ["Naam", "Stad"], ["Twee", "x"]))
    assert read(job, "name") == [("Een",), ("Twee",)]
    assert job.notes["headings_again"] == {"count": 1, "rows": [3]}


@pytest.mark.parametrize("name", ["Totaal anders vzw", "# 1 in water", "#NietAlleen", "Som"])
def test_a_row_that_only_looks_like_no_member_is_one(name):
    job = rehearsed(csv_file(["name", "city"], [name, "Gent"], ["Een", "Gent"]))
    assert (name,) in read(job, "name")


@pytest.mark.parametrize(
    "words",
    ["Totaal", "TOTAAL:", "Total général", "Total: 12", "Summe", "Subtotaal", "Totaal: 2 leden"],
)
def test_a_row_of_totals_is_passed_over(words):
    job = rehearsed(csv_file(["name", "founded_year"], ["Een", "1998"], [words, "12"]))
    assert read(job, "name") == [("Een",)]
    assert job.notes["totals"]["rows"] == [3]


@pytest.mark.parametrize("ids", [["1", "2"], ["GB-CASC-1", "GB-CASC-2"]])
def test_identifiers_of_another_system_are_left_out_with_a_word(ids):
    job = rehearsed(csv_file(["id", "name"], [ids[0], "Een"], [ids[1], "Twee"]))
    assert (job.mapping, job.doubts) == (["", "name"], {"0": "not_ours"})
    assert job.counts["new"] == 2


def test_one_damaged_identifier_is_refused():
    member = make_member("Water")
    job = rehearsed(csv_file(["id", "city"], [str(member.uuid), "Gent"], ["17", "Luik"]))
    [(row, column, words)] = complaints(job)
    assert (row, column) == (3, "id")
    assert words.startswith("This identifier does not come from an export.")


@pytest.mark.parametrize(
    ("headings", "keys"),
    [
        (
            "Naam organisatie;Straat + nr;Postcode;Gemeente;Tel.;E-mailadres;Website:",
            ["name", "street_address", "postal_code", "city", "phone", "email", "website"],
        ),
        (
            "Nom de l’organisation;Adresse;Code postal;Ville;Téléphone;Courriel;N° d'entreprise",
            [
                "name",
                "street_address",
                "postal_code",
                "city",
                "phone",
                "email",
                "enterprise_number",
            ],
        ),
        (
            "Vereinsname;Straße;PLZ;Ort;Telefon;E-Mail;Breitengrad;Längengrad",
            [
                "name",
                "street_address",
                "postal_code",
                "city",
                "phone",
                "email",
                "latitude",
                "longitude",
            ],
        ),
        (
            "name;alternate_name;description;uri;year_incorporated;legal_status",
            ["name", "aliases", "mission_en", "website", "founded_year", "legal_form"],
        ),
        (
            "NAAM;Missie NL;Mission FR;lat;lng",
            ["name", "mission_nl", "mission_fr", "latitude", "longitude"],
        ),
        ("Naam NL;Naam FR;Stad", ["name", "other_names_fr", "city"]),
    ],
)
def test_headings_of_four_languages_are_known(headings, keys):
    job = rehearsed(text_file(f"{headings}\n{';'.join('x' for _ in keys)}\n"))
    assert job.mapping == keys


def test_columns_are_known_by_what_stands_in_them():
    job = rehearsed(
        csv_file(
            ["Naam", "Kolom1", "Kolom2", "Kolom3"],
            ["Een", "a@example.org", "www.example.org", "0546.740.696"],
            ["Twee", "b@example.org", "https://example.net", ""],
        )
    )
    assert job.mapping == ["name", "email", "website", "enterprise_number"]
    assert set(job.doubts.values()) == {"content"}


def test_a_table_without_headings_is_told_by_its_letters():
    job = rehearsed(
        csv_file(["Een", "a@example.org"], ["Twee", "b@example.org"]), mapping=["name", "email"]
    )
    assert job.headings == ["A", "B"]
    assert read(job, "name", "email") == [("Een", "a@example.org"), ("Twee", "b@example.org")]


@pytest.mark.parametrize(
    ("name", "outcomes"),
    [
        ("excel-date-as-name.xlsx", ["error", "error", "new"]),
        ("excel-numbers.xlsx", ["error", "error", "new"]),
        ("excel-errors.csv", ["error"] * 3),
        ("phone-lost-zero.xlsx", ["error"] * 3),
        ("formulas.xlsx", ["error"]),
        ("placeholders.csv", ["new"] * 2),
        ("nbsp.csv", ["new"]),
        ("tab-in-text.csv", ["new"]),
        ("plain.xlsx", ["new"]),
        ("carriage-return-in-cell.xlsx", ["new"]),
        ("swapped-coordinates.csv", ["new"] * 3),
        ("languages.csv", ["new"] * 8),
        ("country-names.csv", ["new"] * 7),
        ("address.csv", ["error", "error", "new"]),
    ],
)
def test_the_rows_of_a_case_come_to_what_they_should(name, outcomes):
    assert [row.outcome for row in rehearsed(case(name)).rows.all()] == outcomes


@pytest.mark.parametrize("path", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_every_complaint_about_a_case_names_its_column_and_a_remedy(path):
    for row, column, words in complaints(rehearsed(case(path.name))):
        assert row
        assert column
        assert words.endswith((".", ")")), words
