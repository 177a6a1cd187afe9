"""The filters and the search of the member list."""

import re

from django.contrib.admin import SimpleListFilter
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Area, Label, Member, Place, Theme
from members.models.texts import language_names
from members.presenting.freshness import fresh_since
from members.presenting.labels import term_choices
from members.search.analyse import fold, sort_key

_labelled = Label.members.through.objects


class _ChoiceFilter(SimpleListFilter):
    """Members whose column has one of the choices."""

    def lookups(self, request, model_admin):
        return Member._meta.get_field(self.parameter_name).flatchoices

    def queryset(self, request, queryset):
        value = self.value()
        return queryset.filter(**{self.parameter_name: value}) if value else queryset


class StatusFilter(_ChoiceFilter):
    title, parameter_name = _("status"), "status"


class CategoryFilter(_ChoiceFilter):
    title, parameter_name = _("membership"), "category"


class _TermFilter(SimpleListFilter):
    """Members with one term of a vocabulary, by its slug, as on the public list."""

    model = None
    lookup = ""

    def lookups(self, request, model_admin):
        # Django makes all filters anew to count each one's values; the terms are asked for once.
        kept = request.__dict__.setdefault("term_choices", {})
        if self.model not in kept:
            kept[self.model] = term_choices(self.model)
        return kept[self.model]

    def queryset(self, request, queryset):
        value = self.value()
        return queryset.filter(**{self.lookup: value}) if value else queryset


class ThemeFilter(_TermFilter):
    title, parameter_name, model, lookup = _("theme"), "theme", Theme, "themes__slug"


class PlaceFilter(_TermFilter):
    title, parameter_name, model, lookup = _("place"), "place", Place, "place__slug"


class AreaFilter(_TermFilter):
    title, parameter_name, model, lookup = _("working area"), "area", Area, "area__slug"


class LabelFilter(SimpleListFilter):
    """Members by staff's own labels, for those who may see them."""

    title, parameter_name = _("label"), "label"

    def lookups(self, request, model_admin):
        if not request.user.has_perm("members.view_label"):
            return []
        kept = request.__dict__.setdefault("label_choices", None)
        if kept is None:
            labels = Label.objects.values_list("pk", "name")
            kept = request.label_choices = [(str(pk), name) for pk, name in labels]
        return kept

    def queryset(self, request, queryset):
        value = self.value()
        if value is None:
            return queryset
        if value not in dict(self.lookup_choices):
            return queryset.none()
        return queryset.filter(pk__in=_labelled.filter(label=value).values("member"))


class CompletenessFilter(SimpleListFilter):
    """Members by how complete their profile is."""

    title, parameter_name = _("completeness"), "complete"
    _ranges = {"low": (0, 49), "middle": (50, 79), "high": (80, 100)}

    def lookups(self, request, model_admin):
        return [
            ("low", _("Less than half")),
            ("middle", _("50 to 79 %")),
            ("high", _("80 % or more")),
        ]

    def queryset(self, request, queryset):
        limits = self._ranges.get(self.value())
        return queryset.filter(completeness__range=limits) if limits else queryset


class ConfirmationFilter(SimpleListFilter):
    """Members by when the organisation confirmed its profile."""

    title, parameter_name = _("confirmation"), "confirmed"

    def lookups(self, request, model_admin):
        return [
            ("fresh", _("In the last 12 months")),
            ("stale", _("Not in the last 12 months")),
            ("never", _("Never")),
        ]

    def queryset(self, request, queryset):
        fresh = Q(confirmed_at__gte=fresh_since())
        if self.value() == "fresh":
            return queryset.filter(fresh)
        if self.value() == "stale":
            return queryset.exclude(fresh)
        if self.value() == "never":
            return queryset.filter(confirmed_at=None)
        return queryset


def search(queryset, text):
    """Return the members in which every word of a text stands somewhere.

    Looked through are the names in all languages, the abbreviation, the town, the enterprise
    number with or without its dots, and the e-mail address.
    """
    for word in text.replace("\x00", "").split():
        found = Q(sort_name__contains=sort_key(word)) if fold(word) else Q()
        for name in ("name", "abbreviation", "city", "email", "slug"):
            found |= Q(**{f"{name}__icontains": word})
        for code in language_names():
            found |= Q(**{f"other_names__{code}__icontains": word})
        if len(digits := re.sub(r"\D", "", word)) >= 4:
            found |= Q(enterprise_number__contains=digits)
        queryset = queryset.filter(found)
    return queryset
