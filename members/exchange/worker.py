"""Long work without a second service: a thread of the process that was asked, or a command.

A small file is worked on within the request. For a large one a thread is started; the page that
shows its progress starts another where that one died, and `manage.py run_imports` does the same
without a page. A file beside the upload says who works and how far; it never decides anything: a
rehearsal begins again from its start, and an application is one transaction. That is why it is a
file: a column written within that transaction is seen by nobody until its end, and on SQLite no
other connection can write meanwhile.
"""

import json
import logging
import os
import socket
import threading
from contextlib import contextmanager, suppress

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.models import ImportJob

from . import uploads
from .applying import apply
from .file_layout import FileError
from .owner_notices import tell_owners
from .rehearsal import rehearse

SMALL = 150_000  # bytes of a file that a request may wait for
_SILENT = 120  # seconds after which whoever said nothing is taken for dead
logger = logging.getLogger(__name__)
_mine = set()
_guard = threading.Lock()


def start(job):
    """Let the work of an ImportJob begin: now where it is small, else in a thread of its own."""
    if job.size <= SMALL:
        run(job)
    elif not is_alive(job):
        threading.Thread(target=_run_and_close, args=[job], name="import", daemon=True).start()


def run(job):
    """Do what an ImportJob waits for, unless somebody is at it; return whether it was done."""
    with _claimed(job) as claimed:
        if claimed:
            with override(_language_of(job.created_by)):
                _work(job)
    return claimed


def _run_and_close(job):
    try:
        run(job)
    except Exception:
        # Nobody waits for this thread; whoever looks at the page begins another.
        logger.exception("The import %s stopped.", job.pk)
    finally:
        connection.close()


def _language_of(user):
    return user.language if user.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _work(job):
    job.refresh_from_db()
    try:
        if job.state == ImportJob.State.REHEARSING:
            _rehearse(job)
        if job.state == ImportJob.State.APPLYING:
            apply(job, lambda count: report_progress(job, count))
        if job.state == ImportJob.State.APPLIED:
            tell_owners(job, lambda: report_progress(job, 0))
    except Exception:
        logger.exception("The import %s failed.", job.pk)
        words = _("Something went wrong on our side. Nothing was changed. Try again.")
        job.move("fail", trouble={"message": words})


class _Cancelled(Exception):
    """Somebody threw the import away while it was being rehearsed."""


def _rehearse(job):
    def progress(count):
        report_progress(job, count)
        if not ImportJob.objects.filter(pk=job.pk, state=job.state).exists():
            raise _Cancelled

    try:
        counts = rehearse(job, uploads.path_of(job), progress)
    except _Cancelled:
        job.rows.all().delete()
    except FileError as error:
        trouble = {"message": error.message, "row": error.row, "column": error.column}
        job.move("fail", trouble=trouble, counts={})
    except FileNotFoundError:
        words = _("The file is no longer kept. Upload it again.")
        job.move("fail", trouble={"message": words}, counts={})
    else:
        if not job.move("finish", trouble={}, counts=counts):
            job.rows.all().delete()


@contextmanager
def _claimed(job):
    """Give True to one worker at a time, False to all others."""
    path = uploads.work_path(job)
    with _guard:
        if job.pk in _mine or is_alive(job):
            yield_to_other = True
        else:
            yield_to_other = False
            path.unlink(missing_ok=True)
            try:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            except FileExistsError:
                yield_to_other = True
            else:
                _mine.add(job.pk)
                report_progress(job, 0)
    if yield_to_other:
        yield False
        return
    try:
        yield True
    finally:
        path.unlink(missing_ok=True)
        _mine.discard(job.pk)


def report_progress(job, count):
    """Tell whoever asks how many rows are done, and that this process lives."""
    words = {"done": count, "pid": os.getpid(), "host": socket.gethostname()}
    path = uploads.work_path(job)
    beside = path.with_suffix(f".{threading.get_ident()}")
    with suppress(OSError):
        beside.write_text(json.dumps(words), encoding="utf-8")
        os.replace(beside, path)


def progress(job):
    """Return how many rows of an ImportJob are done, as its worker said last."""
    return _said(job).get("done", 0)


def _said(job):
    try:
        return json.loads(uploads.work_path(job).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def is_alive(job):
    """Whether somebody works on an ImportJob, as far as can be told from here."""
    try:
        said_at = uploads.work_path(job).stat().st_mtime
        silent = _clock_of_the_files(job) - said_at
    except OSError:
        return False
    progress = _said(job)
    if progress.get("host") == socket.gethostname() and os.name == "posix":
        return _lives(progress.get("pid"), job)
    return silent < _SILENT


def _clock_of_the_files(job):
    """Return the time now as the place where the files lie counts it.

    Of two servers that share it the clocks may differ by minutes; the times of its files do not.
    """
    path = uploads.work_path(job).with_suffix(f".clock-{os.getpid()}-{threading.get_ident()}")
    try:
        path.touch(0o600)
        return path.stat().st_mtime
    finally:
        path.unlink(missing_ok=True)


def _lives(pid, job):
    if pid == os.getpid():
        return job.pk in _mine
    try:
        os.kill(pid, 0)
    except (OSError, TypeError):
        return False
    return True


def wake(job):
    """Go on with an ImportJob whose worker died."""
    if job.is_at_work and not is_alive(job):
        start(job)
