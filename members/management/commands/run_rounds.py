"""Goes on with the yearly check: who is to be asked today is asked."""

from django.core.management.base import BaseCommand

from members.freshness.yearly_check import run
from members.freshness.yearly_check.preview import preview


class Command(BaseCommand):
    help = (
        "Ask owners whether their profiles are still right, and mark those without an answer. "
        "Run it each day; twice does no harm, and what was missed is made up for."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say who would get what.")

    def handle(self, *, dry_run, **options):
        if dry_run:
            for line in list(preview()) or ["Nothing is due."]:
                self.stdout.write(line)
            return
        result = run.run()
        if result.is_paused:
            self.stdout.write("An announced pause: nobody is asked.")
        self.stdout.write(
            f"{result.mails} mails queued; rounds: {result.begun} begun, {result.gone_on} gone on, "
            f"{result.answered} answered, {result.marked} marked, {result.ended} ended"
        )
