"""Decisions on the page of a rehearsal: row by row, all of a cause, and the rows that are left."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from members.exchange.refused_rows import refused_rows
from members.models import ImportJob, ImportRow, Member
from tests.exchange.importing import csv_file, rehearsed
from tests.helpers import make_member, make_theme
from tests.staff.exchange.test_exchange import post, text, upload

pytestmark = pytest.mark.django_db
Outcome = ImportRow.Outcome


def outcomes(job):
    """Return {row number: outcome} of an import as it is now."""
    return dict(job.rows.values_list("number", "outcome"))


def test_a_row_that_is_asked_about_links_to_the_member_and_is_decided(administrator_client):
    water = make_member("Water", city="Gent")
    job = rehearsed(csv_file(["name", "city"], ["Water", "Luik"]))
    page = text(administrator_client.get(reverse("admin:import", args=[job.pk])))
    assert reverse("admin:members_member_change", args=[water.pk]) in page
    assert "another town" in page
    post(administrator_client, "decide", job, row_2=f"same:{water.pk}")
    assert outcomes(job) == {2: Outcome.CHANGED}


def test_a_member_that_is_no_candidate_cannot_be_chosen(administrator_client):
    make_member("Water", city="Gent")
    air = make_member("Air")
    job = rehearsed(csv_file(["name", "city"], ["Water", "Luik"]))
    page = text(post(administrator_client, "decide", job, row_2=f"same:{air.pk}"))
    assert "Nothing was decided yet." in page
    assert outcomes(job) == {2: Outcome.ASKED}


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("same", Outcome.CHANGED),
        ("another", Outcome.NEW),
        ("leave_out", Outcome.LEFT_OUT),
    ],
)
def test_one_decision_settles_all_rows_of_a_cause(administrator_client, answer, outcome):
    for name in ("Water", "Air"):
        make_member(name, city="Gent")
    job = rehearsed(csv_file(["name", "city"], ["Water", "Luik"], ["Air", "Luik"]))
    post(administrator_client, "decide", job, cause="elsewhere", all=answer)
    assert set(outcomes(job).values()) == {outcome}


def test_rows_are_taken_without_what_cannot_be_read_and_become_tasks(administrator_client):
    job = rehearsed(csv_file(["name", "email"], ["Een", "nobody"], ["Twee", "no one"]))
    [cause] = job.causes
    page = text(post(administrator_client, "decide", job, cause=cause["key"], all="without"))
    assert "Taken without these cells" in page
    post(administrator_client, "apply", job, mode="publish")
    assert Member.objects.count() == 2
    task = Member.objects.get(name="Een").tasks.get()
    assert "email" in task.detail


def test_a_value_is_read_as_another_for_the_whole_file(administrator_client):
    make_theme("health", en="Health")
    rows = [["Een", "wellness"], ["Twee", "wellness"], ["Drie", "health"]]
    job = rehearsed(csv_file(["name", "themes"], *rows))
    [cause] = job.causes
    assert (cause["field"], cause["count"]) == ("themes", 2)
    page = text(administrator_client.get(reverse("admin:import", args=[job.pk])))
    assert '<option value="Health">' in page
    post(administrator_client, "decide", job, cause=cause["key"], replace="1", instead_0="health")
    assert set(outcomes(job).values()) == {Outcome.NEW}


def test_a_good_row_is_left_out_by_a_tick_and_taken_after_all(administrator_client):
    job = rehearsed(csv_file(["name"], ["Een"], ["Twee"]))
    post(administrator_client, "decide", job, out="3")
    assert outcomes(job) == {2: Outcome.NEW, 3: Outcome.LEFT_OUT}
    post(administrator_client, "decide", job, row_3="take")
    assert outcomes(job) == {2: Outcome.NEW, 3: Outcome.NEW}


def test_the_rows_that_are_left_come_as_a_table_with_their_reasons(administrator_client):
    make_member("Water", city="Gent")
    rows = [["Een", "nobody", "x"], ["Water", "", "Luik"], ["Goed", "", ""]]
    job = rehearsed(csv_file(["name", "email", "city"], *rows))
    table = text(administrator_client.get(reverse("admin:import_refused", args=[job.pk])))
    lines = table.splitlines()
    assert lines[0] == "name,email,city,Why it was not taken"
    assert lines[1].startswith("Een,nobody,x,email: ")
    assert lines[2] == "Water,,Luik,Only the name is the same"
    assert len(lines) == 3


def test_the_reasons_of_the_rows_that_are_left_are_in_the_readers_language():
    make_member("Water", city="Gent")
    job = rehearsed(csv_file(["name", "city"], ["Water", "Luik"]))
    with override("nl"):
        pieces = refused_rows(job, ";")
    with override("en"):  # as it is sent, nobody's language is active any more
        table = b"".join(pieces).decode("utf-8-sig")
    assert table.splitlines() == [
        "name;city;Waarom niet overgenomen",
        "Water;Luik;Alleen de naam is dezelfde",
    ]


def test_a_rename_is_said_in_words(administrator_client):
    make_member("Water for All")
    job = rehearsed(csv_file(["slug", "name"], ["water-for-all", "Water for Everyone"]))
    page = text(administrator_client.get(reverse("admin:import", args=[job.pk]) + "?show=changed"))
    assert "Would rename “Water for All” to “Water for Everyone”." in page


def test_what_was_noticed_is_said_with_a_count(administrator_client):
    job = rehearsed(csv_file(["name", "city"], ["Een", "x"], ["name", "city"], ["Totaal: 1", ""]))
    page = text(administrator_client.get(reverse("admin:import", args=[job.pk])))
    assert "1 row repeats the headings and was passed over. First in row 3." in page
    assert "1 row holds totals and was passed over. First in row 4." in page


def test_another_heading_row_can_be_chosen(administrator_client):
    job = upload(
        administrator_client, csv_file(["Naam", "Stad"], ["Titel", "Gemeente"], ["x", "y"])
    )
    assert job.headings == ["Naam", "Stad"]
    post(administrator_client, "rehearse", job, heading_row="2")
    job.refresh_from_db()
    assert (job.state, job.headings) == (ImportJob.State.UPLOADED, ["Titel", "Gemeente"])


@pytest.mark.parametrize(("language", "separator"), [("nl", ";"), ("fr", ";"), ("en", ",")])
def test_a_csv_has_the_separator_of_the_reader(
    administrator_client, administrator, language, separator
):
    administrator.language = language
    administrator.save(update_fields=["language"])
    make_member("Water")
    table = text(administrator_client.get(reverse("admin:export"), {"format": "csv"}))
    assert table.splitlines()[0].count(separator) > 20


def test_another_separator_is_remembered(administrator_client):
    make_member("Water")
    address = reverse("admin:export")
    administrator_client.get(address, {"format": "csv", "separator": "semicolon"})
    table = text(administrator_client.get(address, {"format": "csv"}))
    assert table.splitlines()[0].count(";") > 20
