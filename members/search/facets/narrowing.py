"""The filters on the database, which answers while the index is being built."""

from django.db.models import TextField
from django.db.models.functions import Cast

from .directory import BY_NAME


def with_hidden(members):
    """Give a queryset of members what `Facet.shown` looks at; no database compares JSON alike."""
    return members.alias(hidden_text=Cast("hidden_fields", TextField()))


def narrowed(members, groups):
    """Return those of a queryset of members that every filter lets through.

    Args:
        members: the queryset; `with_hidden` has seen it.
        groups: {name of a filter: values}: OR among the values, AND between the filters.
    """
    for name, values in groups.items():
        facet = BY_NAME[name]
        members = members.filter(facet.shown, facet.condition(values))
    return members
