"""The directory's filters, on the database: one FilterSet for page, export and API."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.functions import Cast

from members.models import CountryOfActivity, Member, WorkingLanguage
from members.presenting.freshness import fresh_since

GROUPS = ("theme", "country", "place", "area", "speaks", "category", "confirmed")
# The field that each group asks about, as a member's `hidden_fields` names it.
_ASKS_ABOUT = {
    "theme": "themes",
    "country": "countries",
    "speaks": "languages",
    "place": "place",
    "area": "area",
    "category": "category",
    "legal_form": "legal_form",
}


def shows(group):
    """Return the condition that a member's page shows what a group asks about.

    What is kept off the page is found and counted by nothing. `with_hidden` comes first.
    """
    field = _ASKS_ABOUT.get(group)
    return ~Q(hidden_text__contains=f'"{field}"') if field else Q()


def with_hidden(members):
    """Give a queryset of members what `shows` looks at; no database compares JSON like another."""
    return members.alias(hidden_text=Cast("hidden_fields", TextField()))


class _Repeated(forms.Field):
    """A parameter that may stand more than once; any text is taken, none is an error."""

    widget = forms.MultipleHiddenInput

    def clean(self, value):
        return list(value or [])


class RepeatedFilter(django_filters.Filter):
    """OR among the values of one group, each of which was checked against its vocabulary."""

    field_class = _Repeated


class MemberFilter(django_filters.FilterSet):
    """Narrows published members; AND between groups."""

    theme = RepeatedFilter(method="by_theme")
    country = RepeatedFilter(method="by_country")
    place = RepeatedFilter(field_name="place__slug", lookup_expr="in")
    area = RepeatedFilter(field_name="area__slug", lookup_expr="in")
    speaks = RepeatedFilter(method="by_language")
    category = RepeatedFilter(field_name="category", lookup_expr="in")
    confirmed = RepeatedFilter(method="by_confirmation")

    class Meta:
        model = Member
        fields = []

    def filter_queryset(self, members):
        """Narrow by each group that is asked for."""
        members = with_hidden(members)
        for group, values in self.form.cleaned_data.items():
            if values:
                members = members.filter(shows(group))
        return super().filter_queryset(members)

    def by_theme(self, members, _name, slugs):
        """Members with one of the themes; a join would list a member twice."""
        through = Member.themes.through.objects
        return members.filter(Exists(through.filter(member=OuterRef("pk"), theme__slug__in=slugs)))

    def by_country(self, members, _name, codes):
        """Members that work in one of the countries."""
        rows = CountryOfActivity.objects.filter(member=OuterRef("pk"), code__in=codes)
        return members.filter(Exists(rows))

    def by_language(self, members, _name, codes):
        """Members whose office speaks one of the languages."""
        rows = WorkingLanguage.objects.filter(member=OuterRef("pk"), code__in=codes)
        return members.filter(Exists(rows))

    def by_confirmation(self, members, _name, _values):
        """Members that the organisation confirmed in the last 12 months."""
        return members.filter(confirmed_at__gte=fresh_since())
