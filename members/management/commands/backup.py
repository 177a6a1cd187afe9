"""Makes a backup: database and logos in one file, with checksums."""

from django.core.management.base import BaseCommand

from members.backups import backup


class Command(BaseCommand):
    help = (
        "Write database and logos into one file while the site serves, and read it back. The "
        "settings, /etc/koepel.env with SECRET_KEY among them, are not in it: keep a copy of them."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", help="Where the file goes; another disk than the database’s.")
        parser.add_argument("--keep", type=int, help="How many of the newest stay in the folder.")

    def handle(self, *, folder, keep, **options):
        path = backup.make(folder, keep)
        self.stdout.write(f"{path}: {path.stat().st_size / 1024**2:.1f} MB, read back and whole")
