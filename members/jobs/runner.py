"""One round of whatever is due: each job by one process, however many machines ask."""

import io
import logging
import signal
import threading
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from members.models import Job

from .registry import JOBS

log = logging.getLogger(__name__)
_LONGEST = 2000  # signs that are kept of what a job said


class TookTooLong(Exception):
    """A job did not end within its bound."""


def tick(tell=lambda text: None):
    """Do what is due; return how many jobs failed.

    Args:
        tell: a function that is told a line for each job.
    """
    sync_jobs()
    return sum(not run(work, tell) for work in JOBS)


def sync_jobs():
    """Make the rows of jobs that are new, and drop those of jobs that are no more."""
    Job.objects.bulk_create([Job(name=work.name) for work in JOBS], ignore_conflicts=True)
    Job.objects.exclude(name__in=[work.name for work in JOBS]).delete()


def run(work, tell=lambda text: None):
    """Run one job where it is due and nobody has it; return False where it failed."""
    # A minute more than the job itself may take: the claim outlives it, and nobody doubles it.
    claim = Job.objects.claim(work.name, work.bound * 1.1)
    if claim is None:
        return True
    summary, error = _call(work)
    job = Job.objects.get(name=work.name)
    job.end(claim, work.every, summary, error)
    took = (timezone.now() - job.started_at).total_seconds()
    tell(f"{work.name}: {error or summary or 'nothing to do'} ({took:.1f} s)")
    return not error


def _call(work):
    """Return (what a job's command printed, what went wrong or "")."""
    out, error = io.StringIO(), ""
    try:
        with _at_most(work.bound.total_seconds()):
            call_command(*work.command, stdout=out, stderr=out)
    except TookTooLong:
        error = f"stopped after {work.bound}; it goes on the next time"
    except Exception as caught:  # whatever one job does, the others go on
        log.exception("the job %s failed", work.name)
        error = f"{type(caught).__name__}: {caught}"
    if error and connection.connection is not None and not connection.in_atomic_block:
        connection.close()  # a statement may have been cut off
    return out.getvalue().strip()[-_LONGEST:], error[:_LONGEST]


@contextmanager
def _at_most(seconds):
    """Raise TookTooLong in what takes longer; only the main thread can be told."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number, frame):
        raise TookTooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
