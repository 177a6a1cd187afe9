"""Moves everything from SQLite to PostgreSQL, or back."""

from django.core.management.base import BaseCommand, CommandError

from members.backups import transfer


class Command(BaseCommand):
    help = (
        "Copy every row of DATABASE_URL’s database into another, empty one, and compare both. Stop "
        "the site meanwhile; then write the other address into the settings and start it."
    )

    def add_arguments(self, parser):
        parser.add_argument("url", help="The other database: postgres://user@host/name")

    def handle(self, *, url, **options):
        try:
            total = transfer.move(url, self.stdout.write)
        except transfer.Refused as error:
            raise CommandError(f"Not moved: {error}") from None
        self.stdout.write(f"{total} rows moved, and equal. Now set DATABASE_URL to the new one.")
