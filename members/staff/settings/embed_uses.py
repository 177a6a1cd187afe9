"""On which sites parts of the directory are shown, by month."""

from django.contrib import admin

from members.models import EmbedUse
from members.staff.admin_base import PlainTitles, ReadOnly


@admin.register(EmbedUse)
class EmbedUseAdmin(ReadOnly, PlainTitles, admin.ModelAdmin):
    """A list to read; nothing in it tells who visited those sites."""

    list_display = ("host", "month", "times")
    list_display_links = None
    date_hierarchy = "month"
    search_fields = ("host",)
    list_per_page = 100
