"""The directory's filters, on the database: one FilterSet for page, export and API."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef

from members.models import CountryOfActivity, Member, WorkingLanguage
from members.presenting.freshness import fresh_since

GROUPS = ("theme", "country", "place", "area", "speaks", "category", "confirmed")


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
