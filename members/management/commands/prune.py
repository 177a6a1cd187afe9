"""Deletes what is kept no longer than docs/privacy.md says."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from members.exchange import uploads
from members.mailing import sending
from members.models import AuditEvent, EmbedUse, SearchTerm, UnsentForm


class Command(BaseCommand):
    help = "Delete what is not needed any more: sessions, old mail, forms that nobody sent, files."

    def handle(self, **options):
        call_command("clearsessions")
        forms = UnsentForm.objects.outdated().delete()[0]
        terms = SearchTerm.objects.outdated().delete()[0]
        files = uploads.tidy()
        sending.tidy()
        AuditEvent.objects.outdated().delete()
        EmbedUse.objects.outdated().delete()
        self.stdout.write(
            f"{forms} unsent forms, {terms} counts of searches, {files} imports deleted"
        )
