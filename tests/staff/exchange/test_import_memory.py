"""What a person said that values and columns mean goes for the whole file, and for the next one."""

import pytest
from django.urls import reverse

from members.models import RememberedReading, Theme
from tests.exchange.importing import csv_file, rehearsed
from tests.helpers import make_theme
from tests.staff.exchange.test_exchange import post, text, upload

pytestmark = pytest.mark.django_db


def themes_of(job):
    """Return {name: new themes} of an import's rows."""
    return {
        row.name: row.changes.get("themes", {}).get("new") for row in job.rows.order_by("number")
    }


def file(*rows, heading="themes"):
    """Return a file of names and one more column."""
    return csv_file(["name", heading], *rows)


@pytest.fixture
def decided(administrator_client):
    """An import in which "Care" was said to be the theme health."""
    make_theme("health", nl="Gezondheid")
    make_theme("water", nl="Water")
    job = rehearsed(file(["Een", "Care; Water"], ["Twee", "care"]))
    [cause] = job.causes
    answers = {f"instead_{i}": "Gezondheid" for i in range(len(cause["values"]))}
    post(administrator_client, "decide", job, cause=cause["key"], replace="1", **answers)
    job.refresh_from_db()
    return job


def test_one_decision_goes_for_the_whole_file_in_any_case(decided):
    assert themes_of(decided) == {"Een": ["health", "water"], "Twee": ["health"]}


def test_the_next_import_remembers_it_and_says_so(decided, administrator_client):
    job = upload(administrator_client, file(["Drie", "CARE / water"]))
    page = text(post(administrator_client, "rehearse", job))
    assert themes_of(job) == {"Drie": ["health", "water"]}
    assert "1 value that is read as another" in page
    assert "“CARE” →" in page
    assert "“Gezondheid”" in page


def test_it_can_be_taken_back_for_this_file_and_the_next(decided, administrator_client):
    page = text(post(administrator_client, "decide", decided, forget="0"))
    assert "To be decided" in page
    decided.refresh_from_db()
    assert decided.counts["error"] == 2
    assert not RememberedReading.objects.exists()


def test_what_one_member_wrote_is_not_remembered(administrator_client):
    job = rehearsed(file(["Een", "nobody"], heading="email"))
    [cause] = job.causes
    post(
        administrator_client,
        "decide",
        job,
        cause=cause["key"],
        replace="1",
        instead_0="a@b.example",
    )
    job.refresh_from_db()
    assert job.counts["new"] == 1
    assert not RememberedReading.objects.exists()


def test_what_a_column_is_said_to_be_is_remembered_by_its_heading(administrator_client):
    job = upload(administrator_client, file(["Een", "Gent"], heading="Where they sit"))
    post(administrator_client, "rehearse", job, column_1="Summary (nl)")
    again = upload(administrator_client, file(["Twee", "Luik"], heading="where they sit:"))
    assert again.mapping == ["name", "summary_nl"]
    assert again.doubts == {}


def test_a_column_that_was_left_out_stays_out(administrator_client):
    job = upload(administrator_client, file(["Een", "a@b.example"], heading="Boss"))
    assert job.mapping == ["name", "email"]
    post(administrator_client, "rehearse", job, column_1="")
    assert upload(administrator_client, file(["Twee", "c@d.example"], heading="Boss")).mapping == [
        "name",
        "",
    ]


def test_terms_that_are_not_there_are_added_by_one_click(administrator_client):
    make_theme("water", en="Water")
    job = rehearsed(file(["Een", "Fire; Air"], ["Twee", "fire, water"]))
    [cause] = job.causes
    page = text(administrator_client.get(reverse("admin:import", args=[job.pk])))
    assert "Add these 2 values to the list" in page
    post(administrator_client, "decide", job, cause=cause["key"], all="add")
    assert [str(theme) for theme in Theme.objects.all()] == ["Water", "Fire", "Air"]
    assert themes_of(job) == {"Een": ["fire", "air"], "Twee": ["water", "fire"]}


def test_a_value_that_no_list_can_hold_is_not_added(administrator_client):
    job = rehearsed(file(["Een", "x" * 300]))
    [cause] = job.causes
    post(administrator_client, "decide", job, cause=cause["key"], all="add")
    assert all(len(str(theme)) <= 80 for theme in Theme.objects.all())


def test_unknown_values_are_one_cause_with_the_nearest_beside_each(administrator_client):
    make_theme("water", en="Water")
    make_theme("health", en="Health")
    job = rehearsed(file(["Een", "Healthcare; Waters"], ["Twee", "Zebra"]))
    [_cause] = job.causes
    page = text(administrator_client.get(reverse("admin:import", args=[job.pk])))
    assert "3 values are not known: “Healthcare”, “Waters”, “Zebra”." in page
    assert "Is it Health?" in page
    assert "Is it Water?" in page


def test_what_should_be_read_instead_must_be_known_itself(administrator_client):
    make_theme("health", nl="Gezondheid")
    make_theme("water", nl="Water")
    job = rehearsed(file(["Een", "Care"], ["Twee", "Wet"]))
    [cause] = job.causes
    page = text(
        post(
            administrator_client,
            "decide",
            job,
            cause=cause["key"],
            replace="1",
            instead_0="Gezondhied",
            instead_1="Water",
        )
    )
    assert "“Gezondhied” does not stand in the list “themes”." in page
    assert themes_of(job) == {"Een": None, "Twee": ["water"]}
