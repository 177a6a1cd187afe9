"""Files made for tests, and imports from upload to end without a page between."""

import csv
import io

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from members.exchange import uploads, worker
from members.exchange.exporting import export
from members.models import Member, User
from tests.helpers import make_user


def csv_file(*rows, encoding="utf-8", separator=",", line_end="\r\n", name="members.csv"):
    """Return an uploaded CSV of lists of texts, the headings first."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=line_end).writerows(rows)
    return SimpleUploadedFile(name, out.getvalue().encode(encoding))


def xlsx_file(*rows, name="members.xlsx"):
    """Return an uploaded workbook of lists of values, the headings first."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue())


def exported(kind="csv", members=None, language="en"):
    """Return all members as an uploaded file."""
    members = Member.objects.order_by("sort_name", "pk") if members is None else members
    return SimpleUploadedFile(f"members.{kind}", b"".join(export(members, kind, language)))


def rehearsed(file, user=None, **columns):
    """Return the ImportJob of a file after its rehearsal."""
    job = uploads.receive(file, user or make_user(f"staff{User.objects.count()}@example.org"))
    assert job.move("rehearse", **columns)
    worker.run(job)
    job.refresh_from_db()
    return job


def applied(file, user=None, **columns):
    """Return the ImportJob of a file after it was applied."""
    job = rehearsed(file, user, **columns)
    assert job.move("apply")
    worker.run(job)
    job.refresh_from_db()
    return job


def outcomes(job):
    """Return [(row number, outcome)] of an import."""
    return list(job.rows.values_list("number", "outcome"))


def complaints(job):
    """Return [(row number, column, message)] of all errors of an import."""
    return [
        (row.number, error["column"], error["message"])
        for row in job.rows.all()
        for error in row.errors
    ]
