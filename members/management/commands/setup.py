"""Says what a new site still needs."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils.translation import override

from members.models import User
from members.staff.home.first_steps import first_steps


class Command(BaseCommand):
    help = "Say what a new site still needs, step by step, and where each is done."

    def handle(self, **options):
        administrator = User.objects.filter(is_superuser=True, is_active=True).first()
        if administrator is None:
            self.stdout.write(
                "[ ] Make the first administrator\n"
                "    manage.py start_site --name … --language … --email …"
            )
        with override("en"):
            for step in first_steps(administrator):
                mark = "x" if step.is_done else " "
                address = f"{settings.SITE_URL}{step.url or reverse('admin:index')}"
                self.stdout.write(f"[{mark}] {step.label}\n    {address}")
