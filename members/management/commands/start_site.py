"""The first minute of a new site: its name, its first language, and who keeps it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from members.accounts.email_addresses import user_of
from members.models import Federation, User
from members.publishing.directory_settings import change_setting
from members.staff.home.first_steps import UNNAMED

_NAME_LIMIT = User._meta.get_field("name").max_length


class Command(BaseCommand):
    help = (
        "Name the federation and make its first administrator, who signs in with a code by mail. "
        "What is there already stays as it is."
    )

    def add_arguments(self, parser):
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--name", default="", help="The federation’s name.")
        parser.add_argument("--language", choices=languages, default=languages[0])
        parser.add_argument("--email", help="The first administrator’s address.")
        parser.add_argument("--person", default="", help="How the administrator is called.")

    @transaction.atomic
    def handle(self, *, name, language, email, person, **options):
        if name:
            self._name(name, language)
        if email:
            self._appoint(email.strip().lower(), person.strip()[:_NAME_LIMIT], language)

    def _name(self, name, language):
        federation = Federation.objects.get()
        if federation.name not in ({}, UNNAMED):
            self.stdout.write("The federation has a name already.")
            return
        federation.name = {language: name.strip()}
        languages = [code for code in federation.languages if code != language]
        federation.languages = [language, *languages]
        change_setting(federation.save)
        self.stdout.write(f"The federation is called {name.strip()}.")

    def _appoint(self, email, person, language):
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is not an e-mail address.") from None
        if User.objects.filter(is_superuser=True, is_active=True).exists():
            self.stdout.write("There is an administrator already.")
            return
        user = user_of(email) or User.objects.create_user(email, name=person, language=language)
        user.is_staff = user.is_superuser = True
        user.save(update_fields=["is_staff", "is_superuser"])
        way = f"{settings.SITE_URL}/admin/"
        self.stdout.write(f"{email} keeps the site: sign in at {way} with a code by mail.")
