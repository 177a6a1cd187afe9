"""What people searched, by month: terms that enough people asked for."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.models import SearchTerm
from members.staff.admin_base import PlainTitles, ReadOnly


class ResultFilter(admin.SimpleListFilter):
    """Searches that found nothing: what the directory lacks, or a synonym would mend."""

    title = _("result")
    parameter_name = "result"

    def lookups(self, request, model_admin):
        return [("none", _("Found nothing"))]

    def queryset(self, request, queryset):
        return queryset.filter(without_result__gt=0) if self.value() == "none" else queryset


@admin.register(SearchTerm)
class SearchTermAdmin(ReadOnly, PlainTitles, admin.ModelAdmin):
    """A list to read; nothing in it tells who searched."""

    list_display = ("term", "month", "searches", "without_result")
    list_display_links = None
    list_filter = (ResultFilter,)
    date_hierarchy = "month"
    search_fields = ("term",)
    list_per_page = 100

    def get_queryset(self, request):
        return super().get_queryset(request).telling()
