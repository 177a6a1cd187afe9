"""Sends what lies in the outbox, once or for ever."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from members.accounts import invitation_batches
from members.mailing import digest, sending
from members.staff.home import weekly_mail

_PAUSE, _LONGEST = 5, 300  # seconds between two rounds; at most, while the server is away


class Command(BaseCommand):
    help = "Send the mail in the outbox and the digests; run it each minute, or with --watch."

    def add_arguments(self, parser):
        parser.add_argument("--watch", action="store_true", help="Go on until it is stopped.")

    def handle(self, *, watch, **options):
        if not settings.MAIL_IS_SENT:
            self.stdout.write("On a local machine mail is not sent; read it at /mailbox/.")
            return
        pause = _PAUSE
        try:
            while True:
                outage = self._round()
                if not watch:
                    if outage:
                        raise CommandError(f"The mail server cannot be used: {outage}")
                    break
                pause = min(pause * 2, _LONGEST) if outage else _PAUSE
                time.sleep(pause)
                close_old_connections()
        except KeyboardInterrupt:
            pass

    def _round(self):
        invitation_batches.finish_batches()
        digest.queue_digest()
        weekly_mail.queue_weekly()
        result = sending.send_due()
        sending.tidy()
        if result != sending.SendResult():
            self.stdout.write(
                f"{result.sent} sent, {result.later} to try again, {result.failed} given up, "
                f"{sending.waiting()} waiting"
            )
        if result.outage:
            self.stderr.write(f"The mail server cannot be used: {result.outage}")
        return result.outage
