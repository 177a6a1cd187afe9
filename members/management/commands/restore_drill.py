"""Puts the newest backup back beside the site, to know that it can be."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from members.backups import archive, database, drill
from members.models import Member, Revision
from members.publishing.logos import logo_path

_SMALLEST = 96  # pixels of a logo’s smallest rendition


class Command(BaseCommand):
    help = (
        "Put the newest backup of BACKUP_ROOT back into a scratch folder and database, bring it up "
        "to this release, and count what is in it. The site is not touched."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", default=settings.BACKUP_ROOT)
        # What the command runs as a process of its own, in the scratch database.
        parser.add_argument("--inside", action="store_true", help="Count what is here.")

    def handle(self, *, folder, inside, **options):
        if inside:
            return self._count()
        if not folder:
            raise CommandError("Say in which folder the backups are, or set BACKUP_ROOT.")
        try:
            self.stdout.write(drill.drill(folder))
        except drill.NotTried as why:
            self.stdout.write(f"Nothing was put back: {why}")
        except (archive.Damaged, database.Failed) as error:
            raise CommandError(f"The newest backup cannot be put back: {error}") from None
        return None

    def _count(self):
        members, revisions = Member.objects.count(), Revision.objects.count()
        logos = Member.objects.exclude(logo="").values_list("logo", flat=True)
        lacking = [logo for logo in logos if not logo_path(logo.split("-")[0], _SMALLEST).is_file()]
        if lacking:
            raise CommandError(f"{len(lacking)} logos are not in it.")
        self.stdout.write(f"{members} members, {revisions} revisions, {len(logos)} logos")
