"""Import and export in the admin: from the upload to the decision, and who may."""

import csv
import io
import re

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.exchange import uploads, worker
from members.models import Editor, ImportJob, Member, Proposal
from tests.exchange.importing import csv_file, rehearsed
from tests.helpers import edit, make_member, make_user, path_of

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:exchange")
State = ImportJob.State


def upload(client, file):
    """Upload a file and return its ImportJob."""
    response = client.post(reverse("admin:import_upload"), {"file": file})
    job = ImportJob.objects.first()
    assert path_of(response) == reverse("admin:import", args=[job.pk])
    return job


def post(client, name, job, **data):
    """Send one of an import's forms and return the page that follows."""
    return client.post(reverse(f"admin:import_{name}", args=[job.pk]), data, follow=True)


def text(response):
    """Return a page's HTML, or a download's text."""
    streamed = getattr(response, "streaming_content", None)
    return b"".join(streamed).decode("utf-8-sig") if streamed else response.content.decode()


def marks(page):
    """Return [("del" or "ins", text)] of the differences on a page."""
    return re.findall(r"<(del|ins)><span[^>]*>[^<]*</span>([^<]*)<", page)


def test_a_file_is_uploaded_rehearsed_and_applied(administrator_client, administrator):
    make_member("Water", city="Gent")
    rows = (
        ["slug", "Naam", "Gemeente", "Schoenmaat"],
        ["water", "Water", "Brugge", "44"],
        ["", "Fire", "x", ""],
    )
    file = csv_file(*rows, separator=";", encoding="cp1252")
    job = upload(administrator_client, file)
    page = text(administrator_client.get(reverse("admin:import", args=[job.pk])))
    assert '<option value="cp1252"' in page or '<option value="utf-8" selected' in page
    assert '<option value=";" selected>' in page
    assert "Windows (CRLF)" in page
    assert "1 column that was not recognised" in page
    assert "Schoenmaat" in page
    page = text(post(administrator_client, "rehearse", job, empty="leave"))
    assert "2 rows would change something" in page
    assert Member.objects.get().city == "Gent"
    page = text(administrator_client.get(reverse("admin:import", args=[job.pk]) + "?show=changed"))
    assert marks(page) == [("del", "Gent"), ("ins", "Brugge")]
    page = text(post(administrator_client, "apply", job, mode="publish"))
    assert "Applied on" in page
    assert Member.objects.get(name="Water").revisions.first().actor == administrator


def test_columns_can_be_given_another_meaning(administrator_client):
    job = upload(administrator_client, csv_file(["Who", "Where"], ["1", "2"]))
    page = text(post(administrator_client, "rehearse", job))
    assert "No column of the file was recognised." in page
    page = text(post(administrator_client, "rehearse", job, column_0="Name", column_1="Shoe size"))
    assert "“Shoe size” is not a column of Koepel." in page
    page = text(post(administrator_client, "rehearse", job, column_0="Name", column_1="naam"))
    assert "Two columns of the file would become “Name”." in page
    post(administrator_client, "rehearse", job, column_0="Name", column_1="Gemeente")
    job.refresh_from_db()
    assert (job.state, job.mapping) == (State.REHEARSED, ["name", "city"])


def test_another_encoding_reads_the_file_anew(administrator_client):
    job = upload(administrator_client, csv_file(["Name", "Prénom"], ["Water", "x"]))
    page = text(post(administrator_client, "rehearse", job, encoding="cp1252", separator=","))
    assert "The file was read again." in page
    assert "PrÃ©nom" in page
    job.refresh_from_db()
    assert job.state == State.UPLOADED


def test_rows_with_errors_are_left_out_knowingly(administrator_client):
    job = upload(administrator_client, csv_file(["Name", "Email"], ["Water", "x"], ["Fire", ""]))
    page = text(post(administrator_client, "rehearse", job, column_1="E-mail address"))
    assert "is not an e-mail address: there is no @ in it." in page
    page = text(post(administrator_client, "apply", job, mode="publish"))
    assert "Tick that the rows with problems are left out." in page
    post(administrator_client, "apply", job, mode="publish", leave_out="on")
    assert [member.name for member in Member.objects.all()] == ["Fire"]


def test_rows_can_become_proposals(administrator_client):
    water = make_member("Water", city="Gent")
    job = upload(administrator_client, csv_file(["slug", "Town"], ["water", "Brugge"]))
    post(administrator_client, "rehearse", job)
    page = text(post(administrator_client, "apply", job, mode="propose"))
    assert "Proposals in the review desk: 1. New members, as drafts: 0." in page
    assert Proposal.objects.get().member == water
    proposal = reverse("admin:review_proposal", args=[Proposal.objects.get().pk])
    assert "Import of members.csv, row 2." in text(administrator_client.get(proposal))


def test_what_moved_since_is_shown_with_three_values(administrator_client):
    water = make_member("Water", city="Gent")
    job = upload(administrator_client, csv_file(["slug", "Town"], ["water", "Brugge"]))
    post(administrator_client, "rehearse", job)
    edit(water, city="Aalst")
    page = text(post(administrator_client, "apply", job, mode="publish"))
    assert "somebody else changed 1 of these members" in page
    page = text(administrator_client.get(reverse("admin:import", args=[job.pk])))
    assert marks(page) == [("del", "Gent"), ("ins", "Aalst"), ("del", "Aalst"), ("ins", "Brugge")]
    assert Member.objects.get().city == "Aalst"
    post(administrator_client, "rehearse", job)
    post(administrator_client, "apply", job, mode="publish")
    assert Member.objects.get().city == "Brugge"


def test_a_broken_file_is_refused_at_the_door(administrator_client):
    file = SimpleUploadedFile("old.xls", b"\xd0\xcf\x11\xe0" * 9)
    page = administrator_client.post(reverse("admin:import_upload"), {"file": file}, follow=True)
    assert "This is an old Excel file (XLS)" in text(page)
    page = administrator_client.post(reverse("admin:import_upload"), {}, follow=True)
    assert "Choose a file first." in text(page)
    assert not ImportJob.objects.exists()


def test_a_file_that_breaks_further_down_says_where(administrator_client):
    file = csv_file(["name"], *[[f"Member {number}"] for number in range(299)])
    content = file.read() + b"x" * 110_000 + b"\r\n"
    job = upload(administrator_client, SimpleUploadedFile("x.csv", content))
    page = text(post(administrator_client, "rehearse", job))
    assert "Row 301, column A: This cell is longer than 100000 characters." in page
    assert not Member.objects.exists()


def test_an_import_can_be_thrown_away(administrator_client):
    job = upload(administrator_client, csv_file(["name"], ["Water"]))
    path = uploads.path_of(job)
    assert path.exists()
    page = text(post(administrator_client, "cancel", job))
    assert "was deleted. Nothing was changed." in page
    assert not path.exists()
    page = text(administrator_client.get(reverse("admin:import", args=[job.pk])))
    assert "its file and rows are no longer kept" in page


def test_files_are_deleted_after_thirty_days(administrator_client):
    with time_machine.travel("2026-03-01 10:00+00:00"):
        job = rehearsed(csv_file(["name"], ["Water"]))
    path = uploads.path_of(job)
    with time_machine.travel("2026-03-31 09:00+00:00"):
        assert uploads.tidy() == 0
    with time_machine.travel("2026-03-31 11:00+00:00"):
        assert uploads.tidy() == 1
    job.refresh_from_db()
    assert (job.state, job.rows.count(), path.exists()) == (State.EXPIRED, 0, False)


def test_progress_is_told_while_it_works(administrator_client):
    job = rehearsed(csv_file(["name"], ["Water"], ["Fire"]))
    job.move("rehearse")
    with worker._claimed(job):
        worker.report_progress(job, 2)
        address = reverse("admin:import_progress", args=[job.pk])
        said = administrator_client.get(address).json()
        page = text(administrator_client.get(reverse("admin:import", args=[job.pk])))
    assert said == {"done": 2, "total": 3, "words": "2 of 3 rows", "working": True}
    assert 'http-equiv="refresh"' in page
    assert administrator_client.get(address).json()["working"] is False


@pytest.mark.parametrize("member_count", [1, 9])
def test_its_pages_ask_no_more_for_more(administrator_client, member_count):
    for number in range(member_count):
        make_member(f"Member {number}", city="Gent")
    rows = [[f"Member {number}", "Brugge"] for number in range(member_count)]
    job = rehearsed(csv_file(["name", "city"], *rows))
    for address in (PAGE, reverse("admin:import", args=[job.pk])):
        with CaptureQueriesContext(connection) as queries:
            administrator_client.get(address)
        assert len(queries) <= 14


def test_members_are_exported(reviewer_client):
    make_member("Water")
    make_member("Fire", status="hidden")
    for query, expected in (
        ("format=csv", {"Water", "Fire"}),
        ("format=csv&status=published", {"Water"}),
    ):
        response = reviewer_client.get(reverse("admin:export") + f"?{query}")
        assert response["Content-Disposition"].startswith('attachment; filename="members-2')
        assert {r["Name"] for r in csv.DictReader(io.StringIO(text(response)))} == expected
    assert reviewer_client.get(reverse("admin:export") + "?format=pdf").status_code == 404


def test_the_chosen_members_are_exported_from_the_list(reviewer_client):
    water = make_member("Water")
    make_member("Fire")
    response = reviewer_client.post(
        reverse("admin:members_member_changelist"),
        {"action": "export_csv", "_selected_action": [water.pk]},
    )
    assert [r["Name"] for r in csv.DictReader(io.StringIO(text(response)))] == ["Water"]


def test_the_directory_is_exported_as_it_was(reviewer_client):
    with time_machine.travel("2026-03-01 10:00+00:00"):
        water = make_member("Water", city="Gent")
    with time_machine.travel("2026-03-31 22:30+00:00"):  # already April in Brussels
        edit(water, city="Brugge")
    address = reverse("admin:export") + "?format=csv&day="
    for day, town in (("2026-02-28", None), ("2026-03-31", "Gent"), ("2026-04-01", "Brugge")):
        rows = list(csv.DictReader(io.StringIO(text(reviewer_client.get(address + day)))))
        assert [row["Town"] for row in rows] == ([town] if town else [])
    for day in ("", "2026-02-30", "x", "9999-12-31"):
        assert reviewer_client.get(address + day).status_code in (200, 302)


def test_reviewers_export_and_administrators_import(reviewer_client, administrator_client):
    assert 'name="file"' not in text(reviewer_client.get(PAGE))
    assert 'name="file"' in text(administrator_client.get(PAGE))
    job = rehearsed(csv_file(["name"], ["Water"]))
    for name in ("import", "import_progress"):
        address = reverse(f"admin:{name}", args=[job.pk])
        assert reviewer_client.get(address).status_code == 403
        assert administrator_client.get(address).status_code == 200
    for name in ("rehearse", "apply", "cancel"):
        address = reverse(f"admin:import_{name}", args=[job.pk])
        assert reviewer_client.post(address).status_code == 403


def test_owners_and_editors_leave_with_a_line_in_the_log(administrator_client):
    water = make_member("Water")
    Editor.objects.create(member=water, user=make_user("olga@water.example"), role="owner")
    table = text(administrator_client.post(reverse("admin:export_people"), {"format": "csv"}))
    assert table.splitlines()[1].startswith("Water,water,Owner,,olga@water.example,")
    entry = LogEntry.objects.latest("pk")
    assert "addresses of owners and editors" in entry.get_change_message()


def test_a_file_of_too_many_rows_is_refused_at_once(administrator_client):
    file = SimpleUploadedFile("x.csv", b"name\r\n" + b"Water\r\n" * 100_001)
    page = administrator_client.post(reverse("admin:import_upload"), {"file": file}, follow=True)
    assert "This file has 100002 rows; at most 100000 fit. Split it." in text(page)
    assert not ImportJob.objects.exists()
