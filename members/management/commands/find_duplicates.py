"""Finds members that may be duplicates."""

from django.core.management.base import BaseCommand

from members.freshness.quality.duplicates import find_duplicates


class Command(BaseCommand):
    help = (
        "Compare the members’ names, sites and places, and list the pairs that may be one "
        "organisation for staff; run it once a day. What staff set aside stays so."
    )

    def handle(self, *, verbosity, **options):
        tell = self._progress if verbosity and self.stdout.isatty() else lambda text: None
        count = find_duplicates(tell)
        if verbosity:
            clear = "\r\033[K" if self.stdout.isatty() else ""
            self.stdout.write(f"{clear}{count} possible duplicates.")

    def _progress(self, text):
        self.stdout.write(f"\r\033[K{text}", ending="")
        self.stdout.flush()
