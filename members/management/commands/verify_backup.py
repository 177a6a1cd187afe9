"""Reads a backup whole and says whether it is as it was."""

from django.core.management.base import BaseCommand, CommandError

from members.backups import archive, backup


class Command(BaseCommand):
    help = "Compare every part of a backup with its checksum, and check the copy of the database."

    def add_arguments(self, parser):
        parser.add_argument("file", help="The backup.")

    def handle(self, *, file, **options):
        try:
            manifest = backup.check(file)
        except archive.Damaged as error:
            raise CommandError(f"Damaged: {error}") from None
        self.stdout.write(
            f"Whole: {manifest.counts.get('members_member', 0)} members, "
            f"{len(manifest.parts) - 1} files, made at {manifest.made_at} "
            f"by release {manifest.release} on {manifest.database}"
        )
