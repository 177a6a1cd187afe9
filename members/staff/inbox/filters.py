"""What the lists of reports and tasks share: what waits comes first, by age and by person."""

import datetime as dt

from django.contrib.admin import SimpleListFilter
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.publishing.policy import late_before


class WaitingFilter(SimpleListFilter):
    """Rows by their state; unless asked for others, those that wait for somebody.

    Attributes:
        waiting: the states of what still waits.
        states: the TextChoices of all states.
    """

    title, parameter_name = _("state"), "state"
    waiting = ()
    states = None

    def lookups(self, request, model_admin):
        return [*self.states.choices, ("all", _("All of them"))]

    def choices(self, changelist):
        """The first choice is what waits, rather than everything."""
        first, *others = super().choices(changelist)
        yield first | {"display": _("What waits")}
        yield from others

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset.filter(state__in=self.waiting)
        return queryset if self.value() == "all" else queryset.filter(state=self.value())


class AssignedFilter(SimpleListFilter):
    """Rows by who has them in hand."""

    title, parameter_name = _("assigned to"), "assigned"

    def lookups(self, request, model_admin):
        return [("me", _("Me")), ("others", _("A colleague")), ("nobody", _("Nobody"))]

    def queryset(self, request, queryset):
        if self.value() == "me":
            return queryset.filter(assigned_to=request.user)
        if self.value() == "others":
            return queryset.exclude(assigned_to=None).exclude(assigned_to=request.user)
        return queryset.filter(assigned_to=None) if self.value() == "nobody" else queryset


def late_since():
    """Return the moment such that what came before it has waited too long by now."""
    return timezone.make_aware(dt.datetime.combine(late_before(), dt.time.min))


def age_cell(moment, *, waits, is_late):
    """Return the HTML of how long something has waited, marked where that is too long."""
    context = {"moment": moment, "late": waits and is_late, "waits": waits}
    return render_to_string("staff/cells/age.html", context)
