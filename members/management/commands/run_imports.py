"""Goes on with imports whose process died, and deletes the files of old ones."""

import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from members.accounts import invitation_batches
from members.exchange import uploads, worker
from members.models import ImportJob

_PAUSE = 5  # seconds between two rounds


class Command(BaseCommand):
    help = "Finish imports that were begun, and forget old ones; for a daily timer, or --watch."

    def add_arguments(self, parser):
        parser.add_argument("--watch", action="store_true", help="Go on until it is stopped.")

    def handle(self, *, watch, **options):
        try:
            while True:
                self._round()
                if not watch:
                    break
                time.sleep(_PAUSE)
                close_old_connections()
        except KeyboardInterrupt:
            pass

    def _round(self):
        worked_on = sum(worker.run(job) for job in ImportJob.objects.at_work())
        invitation_batches.finish_batches()
        forgotten = uploads.tidy()
        if worked_on or forgotten:
            self.stdout.write(f"{worked_on} imports worked on, {forgotten} no longer kept")
