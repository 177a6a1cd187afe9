"""The filters on the database, which answers while the index is being built."""

import django_filters
from django import forms
from django.db.models import TextField
from django.db.models.functions import Cast

from members.models import Member

from .directory import FILTERS


def with_hidden(members):
    """Give a queryset of members what `Facet.shown` looks at; no database compares JSON alike."""
    return members.alias(hidden_text=Cast("hidden_fields", TextField()))


class _Repeated(forms.Field):
    """A parameter that may stand more than once; its values were checked by the Selection."""

    widget = forms.MultipleHiddenInput

    def clean(self, value):
        return list(value or [])


class FacetFilter(django_filters.Filter):
    """One Facet as a filter of a queryset: OR among its values."""

    field_class = _Repeated

    def __init__(self, facet):
        self.facet = facet
        super().__init__(field_name=facet.name, label=facet.label)

    def filter(self, members, values):
        """Return the members that show one of the values."""
        if not values:
            return members
        return members.filter(self.facet.shown, self.facet.condition(values))


class _MemberFilter(django_filters.FilterSet):
    class Meta:
        model = Member
        fields = []


# AND between the filters; a new Facet is in it by being declared.
MemberFilter = type(
    "MemberFilter", (_MemberFilter,), {facet.name: FacetFilter(facet) for facet in FILTERS}
)


def narrowed(members, groups, all_of=()):
    """Return those of a queryset of members that every filter lets through.

    Args:
        members: the queryset; `with_hidden` has seen it.
        groups: {name of a filter: values}: OR among the values, AND between the filters.
        all_of: the filters of which all values are wanted.
    """
    for name in all_of:
        for value in groups[name]:
            members = MemberFilter({name: [value]}, members).qs
    return MemberFilter(groups, members).qs
