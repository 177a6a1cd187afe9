"""Prints what the search understands of a text, and why each of the first ten stands there."""

from django.core.management.base import BaseCommand
from django.http import QueryDict
from django.utils.translation import override

from members.presenting import current_site
from members.search.query.explanation import explanation_of


class Command(BaseCommand):
    help = "Print what the search understands of a text, and why the first ten members are found."

    def add_arguments(self, parser):
        parser.add_argument("text", help="what a visitor would type")
        parser.add_argument("--language", default="", help="the reader’s language; the first one")

    def handle(self, *, text, language, **options):
        site = current_site()
        params = QueryDict(mutable=True)
        params["q"] = text
        language = language or site.languages[0]
        with override(language):
            for line in explanation_of(params, language, site):
                self.stdout.write(line)
