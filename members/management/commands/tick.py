"""Does whatever is due; says what ran when."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.utils.timezone import localtime

from members.jobs import runner
from members.models import Job

_PAUSE = 30  # seconds between two rounds of --watch


class Command(BaseCommand):
    help = (
        "Do all work that is due: mail, imports, yearly checks, links, duplicates, clean-ups. Run "
        "it every few minutes, on as many machines as you like, or once with --watch."
    )

    def add_arguments(self, parser):
        parser.add_argument("--watch", action="store_true", help="Go on until it is stopped.")
        parser.add_argument("--list", action="store_true", help="Say what ran, and what is next.")
        parser.add_argument("--now", metavar="JOB", help="Make this job due first.")

    def handle(self, *, watch, now, **options):
        if options["list"]:
            return self._list()
        if now:
            self._make_due(now)
        failed = runner.tick(self.stdout.write)
        while watch:
            try:
                time.sleep(_PAUSE)
                close_old_connections()
                runner.tick(self.stdout.write)
            except KeyboardInterrupt:
                return None
        if failed:
            raise CommandError(f"{failed} of the jobs failed; `manage.py tick --list` says why.")
        return None

    def _make_due(self, name):
        runner.sync_jobs()
        if not Job.objects.filter(name=name).update(next_at=localtime()):
            names = ", ".join(work.name for work in runner.JOBS)
            raise CommandError(f"There is no job {name!r}; there are: {names}.")

    def _list(self):
        runner.sync_jobs()
        self.stdout.write(f"{'job':<14} {'last good run':<17} {'next':<17} how the last one went")
        for job in Job.objects.order_by("next_at"):
            went = f"FAILED {job.failures}×: {job.error}" if job.error else job.said or "–"
            self.stdout.write(
                f"{job.name:<14} {_when(job.succeeded_at)} {_when(job.next_at)} {went.strip()}"
            )


def _when(moment):
    return f"{localtime(moment):%Y-%m-%d %H:%M} " if moment else "never            "
