"""The filters of the member list."""

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.views.main import PAGE_VAR
from django.db.models import Count, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.core.text import fold
from members.models import Label, Member
from members.presenting import current_site
from members.presenting.freshness import fresh_since
from members.presenting.numbers import number
from members.search.query.staff_query import COMPLETE

# What stands behind a filter's parameter in that of its own search box.
FIND = "-find"
# From so many values on a filter has a search box and shows the most used ones first.
LONG, _HEAD, _MOST_FOUND = 40, 12, 60
_labelled = Label.members.through.objects


class CountedFilter(SimpleListFilter):
    """A filter whose values say how many members they give; a long one can be searched.

    Attributes:
        column: what the members are grouped by to count each value.
    """

    column = None

    @property
    def is_set(self):
        """Whether it narrows the list."""
        return bool(self.value())

    @property
    def is_long(self):
        """Whether there are too many values to show them all."""
        return len(self.lookup_choices) > LONG

    @property
    def typed(self):
        """What is typed into its search box."""
        return self.request.GET.get(self.find_parameter, "").strip()

    @property
    def find_parameter(self):
        """The name of its search box."""
        return f"{self.parameter_name}{FIND}"

    @property
    def other_parameters(self):
        """What its search box hands on: everything that is set but the page."""
        apart = {self.find_parameter, PAGE_VAR}
        return [(name, value) for name, value in self.request.GET.items() if name not in apart]

    @property
    def how_many(self):
        """The number of all its values, for people."""
        return number(len(self.lookup_choices))

    @property
    def found_count(self):
        """How many values bear the name that is typed."""
        return len(self._named())

    @property
    def found(self):
        """The same, for people."""
        return number(self.found_count)

    def count_choices(self, members):
        """Return {value: number} of a queryset of members, in one query."""
        rows = members.order_by().values_list(self.column).annotate(n=Count("pk", distinct=True))
        return {str(value): members for value, members in rows}

    def choices(self, changelist):
        """Everything, then each value with its name, its count and its address."""
        yield {
            "selected": not self.is_set,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": _("All"),
        }
        counts = changelist.counts.get(self.parameter_name, {})
        for value, name in self._shown(counts):
            yield {
                "selected": self.value() == str(value),
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": name,
                "count": number(counts.get(str(value), 0)),
            }

    def _shown(self, counts):
        if not self.is_long:
            return self.lookup_choices
        if self.typed:
            return self._named()[:_MOST_FOUND]
        used = sorted(self.lookup_choices, key=lambda c: -counts.get(str(c[0]), 0))[:_HEAD]
        chosen = [c for c in self.lookup_choices if str(c[0]) == self.value() and c not in used]
        return chosen + used

    def _named(self):
        words = fold(self.typed).split()
        return [c for c in self.lookup_choices if all(word in fold(str(c[1])) for word in words)]


class _ChoiceFilter(CountedFilter):
    """Members whose column has one of the choices."""

    @property
    def column(self):
        return self.parameter_name

    def lookups(self, request, model_admin):
        return Member._meta.get_field(self.parameter_name).flatchoices

    def queryset(self, request, queryset):
        value = self.value()
        return queryset.filter(**{self.parameter_name: value}) if value else queryset


class StatusFilter(_ChoiceFilter):
    title, parameter_name = _("status"), "status"


class CategoryFilter(_ChoiceFilter):
    title, parameter_name = _("membership"), "category"


class _TermFilter(CountedFilter):
    """Members with one term of a vocabulary, by its slug, as on the public list."""

    def lookups(self, request, model_admin):
        site, language = current_site(), get_language()
        terms = site.vocabularies[self.parameter_name]
        return [(slug, site.label(term, language)) for slug, term in terms.items()]

    def queryset(self, request, queryset):
        value = self.value()
        return queryset.filter(**{self.column: value}) if value else queryset


class ThemeFilter(_TermFilter):
    title, parameter_name, column = _("theme"), "theme", "themes__slug"


class PlaceFilter(_TermFilter):
    title, parameter_name, column = _("place"), "place", "place__slug"


class AreaFilter(_TermFilter):
    title, parameter_name, column = _("working area"), "area", "area__slug"


class LabelFilter(CountedFilter):
    """Members by staff's own labels, for those who may see them."""

    title, parameter_name, column = _("label"), "label", "labels"

    def lookups(self, request, model_admin):
        if not request.user.has_perm("members.view_label"):
            return []
        return [(str(pk), name) for pk, name in Label.objects.values_list("pk", "name")]

    def queryset(self, request, queryset):
        value = self.value()
        if value is None:
            return queryset
        if value not in dict(self.lookup_choices):
            return queryset.none()
        return queryset.filter(pk__in=_labelled.filter(label=value).values("member"))


class _RangeFilter(CountedFilter):
    """Members by which of a few ranges they are in; any other word narrows nothing."""

    @property
    def is_set(self):
        return self.value() in dict(self.lookup_choices)

    def condition(self, value):
        """Return the condition of one range."""
        raise NotImplementedError

    def queryset(self, request, queryset):
        return queryset.filter(self.condition(self.value())) if self.is_set else queryset

    def count_choices(self, members):
        values = [value for value, _name in self.lookup_choices]
        counts = {v: Count("pk", filter=self.condition(v), distinct=True) for v in values}
        return members.order_by().aggregate(**counts)


class CompletenessFilter(_RangeFilter):
    """Members by how complete their profile is."""

    title, parameter_name = _("completeness"), "complete"

    def lookups(self, request, model_admin):
        return [
            ("low", _("Less than half")),
            ("middle", _("50 to 79 %")),
            ("high", _("80 % or more")),
        ]

    def condition(self, value):
        percents = COMPLETE[value]
        return Q(completeness__range=(percents[0], percents[-1]))


class ConfirmationFilter(_RangeFilter):
    """Members by when the organisation confirmed its profile."""

    title, parameter_name = _("confirmation"), "confirmed"

    def lookups(self, request, model_admin):
        return [
            ("fresh", _("In the last 12 months")),
            ("stale", _("Not in the last 12 months")),
            ("never", _("Never")),
        ]

    def condition(self, value):
        fresh = Q(confirmed_at__gte=fresh_since())
        stale = Q(confirmed_at__lt=fresh_since()) | Q(confirmed_at=None)
        return {"fresh": fresh, "stale": stale, "never": Q(confirmed_at=None)}[value]
