"""Puts a backup back, after all of it was checked."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from members.backups import archive, backup, database


class Command(BaseCommand):
    help = (
        "Put a backup back. All of it is checked before anything is touched; a database that holds "
        "members or people is replaced only with --replace. Stop the site meanwhile."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", help="The backup.")
        parser.add_argument("--replace", action="store_true", help="Lose what is here now.")

    def handle(self, *, file, replace, **options):
        try:
            manifest = backup.put_back(file, replace=replace)
        except (archive.Damaged, backup.Refused, database.Failed) as error:
            raise CommandError(f"Nothing was put back: {error}") from None
        counts = database.counts()
        wrong = [name for name, count in manifest.counts.items() if counts.get(name) != count]
        if wrong:
            raise CommandError(f"Other numbers of rows than in the backup: {', '.join(wrong)}")
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(
            f"{counts.get('members_member', 0)} members, {counts.get('members_revision', 0)} "
            f"revisions and {len(manifest.parts) - 1} files of {manifest.made_at} are back"
        )
