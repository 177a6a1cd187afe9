"""Fills an empty site with the sample federation."""

from django.core.management.base import BaseCommand, CommandError

from members.models import Member
from members.sample import sign_ins
from members.sample.load import load_sample


class Command(BaseCommand):
    help = "Load the sample federation of 42 real organisations; safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="Do nothing where members are kept already, and print the sample’s sign-ins.",
        )

    def handle(self, *, if_empty, verbosity, **options):
        if not (if_empty and Member.objects.exists()):
            try:
                changed = load_sample(self._progress if verbosity else lambda *args: None)
            except ValueError as error:
                raise CommandError(str(error)) from error
            if verbosity:
                self.stdout.write(f"{changed} members written.")
        if if_empty:
            for line in sign_ins.ensure():
                self.stdout.write(line)

    def _progress(self, count, total):
        # A terminal shows one line that counts; a log gets only the last one.
        if not self.stdout.isatty() and count < total:
            return
        end = "" if count < total else "\n"
        self.stdout.write(f"\rSample federation: {count} of {total} members", ending=end)
        self.stdout.flush()
