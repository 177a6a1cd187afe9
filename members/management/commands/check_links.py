"""Asks the websites, donation pages and social media that profiles link to."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from members.freshness.links.check import check_links
from members.models import LinkCheck


class Command(BaseCommand):
    help = (
        "Ask the links of published members whose time has come: daily what does not answer, "
        "weekly what does. Run it once a day; safe to stop at any moment and to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, help="Ask at most so many, the oldest first.")
        parser.add_argument(
            "--older-than",
            type=float,
            metavar="HOURS",
            help="Ask all that were not asked for so many hours, whether or not it is time.",
        )
        parser.add_argument(
            "--parallel", type=int, default=16, help="How many hosts to ask at once (16)."
        )

    def handle(self, *, limit, older_than, parallel, verbosity, **options):
        before = None if older_than is None else timezone.now() - timedelta(hours=older_than)
        tell = self._progress if verbosity and self.stdout.isatty() else lambda tally: None
        tally = check_links(limit=limit, before=before, workers=parallel, tell=tell)
        if not verbosity:
            return
        counts = [f"{tally.verdicts.get(verdict, 0)} {verdict}" for verdict in _SHOWN]
        end = f", {tally.left} left for the next run to spare their hosts" if tally.left else ""
        clear = "\r\033[K" if self.stdout.isatty() else ""
        self.stdout.write(f"{clear}{tally.done} links asked: {', '.join(counts)}{end}")

    def _progress(self, tally):
        self.stdout.write(f"\r\033[K{tally.done} of {tally.total} links", ending="")
        self.stdout.flush()


_SHOWN = [verdict for verdict in LinkCheck.Verdict if verdict != LinkCheck.Verdict.UNKNOWN]
