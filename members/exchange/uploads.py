"""Uploaded files: kept in a folder that no address leads to, for as long as their import."""

import os
import secrets
from contextlib import suppress
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from members.models import ImportJob

from . import memory, tables
from .column_detection import recognise_all
from .file_layout import check_rows, check_size


def receive(upload, user):
    """Keep an uploaded table and return its ImportJob, with the columns that were recognised.

    Args:
        upload: an UploadedFile.
        user: who uploaded it.

    Raises:
        FileError: where it is no table; nothing is kept.
    """
    tidy()
    stored_as = secrets.token_hex(16)
    path = _path(stored_as)
    try:
        _write(path, upload)
        outline = tables.look(path, tables.detect(path))
        total = tables.count(path, outline.layout)
        check_rows(total)
        mapping, doubts = recognise_all(outline.headings, outline.sample)
        mapping = memory.with_remembered_headings(outline.headings, mapping, doubts)
        return ImportJob.objects.create(
            created_by=user,
            file_name=_name(upload),
            stored_as=stored_as,
            size=upload.size,
            expires_at=timezone.now() + timedelta(days=ImportJob.DAYS),
            total=total,
            layout=asdict(outline.layout),
            headings=outline.headings,
            mapping=mapping,
            doubts=doubts,
            replacements=memory.remembered_values(),
        )
    except BaseException:
        with suppress(OSError):  # what cannot be written cannot be deleted either
            path.unlink(missing_ok=True)
        raise


def _name(upload):
    return (upload.name or "").replace("\x00", "")[-200:] or "file"


def _write(path, upload):
    check_size(upload.size)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        for piece in upload.chunks():
            file.write(piece)


def path_of(job):
    """Return where the file of an ImportJob lies."""
    return _path(job.stored_as)


def _path(stored_as, kind="upload"):
    return Path(settings.IMPORT_ROOT) / f"{stored_as}.{kind}"


def work_path(job):
    """Return where whoever works on an ImportJob says so."""
    return _path(job.stored_as, "working")


def tidy():
    """Delete the files and rows of imports that are no longer kept; return how many."""
    expired = 0
    for job in ImportJob.objects.out_of_date():
        if job.move("expire", trouble={}):
            job.rows.all().delete()
            path_of(job).unlink(missing_ok=True)
            work_path(job).unlink(missing_ok=True)
            expired += 1
    return expired


def forget(job):
    """Throw an import away with its file and rows; return False where it is too late."""
    if not job.move("cancel", trouble={}):
        return False
    job.rows.all().delete()
    path_of(job).unlink(missing_ok=True)
    return True
