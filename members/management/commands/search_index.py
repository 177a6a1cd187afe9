"""Builds the search index of a large directory, or compares it with the database."""

import gc
import time

from django.core.management.base import BaseCommand, CommandError

from members.presenting import current_site
from members.search.indexing import builder, verify
from members.search.indexing.contents import PUBLIC, STAFF


class Command(BaseCommand):
    help = "Build the search index anew; with --check, compare it with the database instead."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            help="Change nothing; exit with 1 where index and database differ.",
        )
        parser.add_argument(
            "--analyse",
            action="store_true",
            help="First work out anew what can be found of each member, after an upgrade.",
        )

    def handle(self, *, check, analyse, **options):
        # Rows by the thousand are no garbage: to look through them took a seventh of the time.
        gc.set_threshold(50_000, 20, 20)
        if check:
            return self._check()
        try:
            if analyse:
                changed = verify.analyse_all(current_site(), self._progress)
                self._progress(f"{changed} members analysed anew", last=True)
            # Building makes next to no cycles, and arrays by the hundred thousand to look through.
            gc.disable()
            self._build(PUBLIC, "{total} members indexed in {seconds:.1f} s")
            self._build(STAFF, "{total} members indexed for staff in {seconds:.1f} s")
        except builder.AlreadyBuilding:
            raise CommandError("Another process is building the index; try again later.") from None
        finally:
            gc.enable()
        return None

    def _build(self, contents, line):
        started = time.monotonic()
        total = builder.build(self._progress, contents)
        seconds = time.monotonic() - started
        self._progress(line.format(total=total, seconds=seconds), last=True)

    def _check(self):
        drift = verify.drift()
        for line in drift[:20]:
            self.stderr.write(line)
        if drift:
            raise CommandError(f"{len(drift)} differences; mend them with: manage.py search_index")
        self.stdout.write("The index holds what the database holds.")

    def _progress(self, text, last=False):
        if last or self.stdout.isatty():
            line = f"\r\033[K{text}" if self.stdout.isatty() else text
            self.stdout.write(line, ending="\n" if last else "")
            self.stdout.flush()
