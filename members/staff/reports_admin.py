"""Readers' reports: read, looked into, and resolved or set aside."""

from django.contrib import admin, messages
from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from members.models import Report

from .pages import PlainTitles


@admin.register(Report)
class ReportAdmin(PlainTitles, admin.ModelAdmin):
    """The reader's words are read-only; staff decide on the state alone."""

    list_display = ("excerpt", "member_link", "kind", "state", "created_at")
    list_display_links = ("excerpt",)
    list_filter = ("state", "kind", "language")
    list_select_related = ("member",)
    list_per_page = 50
    search_fields = ("message", "member__name", "email")
    fields = ("member_link", "kind", "message", ("email", "language", "created_at"), "state")
    readonly_fields = ("member_link", "kind", "message", "email", "language", "created_at")
    actions = ("resolve", "set_aside", "open_again")

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .defer("member__search_text", "member__search_terms", "member__mission")
        )

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("Message"))
    def excerpt(self, report):
        """The first words."""
        return truncatechars(report.message, 90)

    @admin.display(description=_("Member"), ordering="member__sort_name")
    def member_link(self, report):
        """The member, with the way to its form."""
        url = reverse("admin:members_member_change", args=[report.member_id])
        return format_html('<a href="{}">{}</a>', url, report.member)

    @admin.action(description=_("Mark as resolved"), permissions=["change"])
    def resolve(self, request, queryset):
        """What they say has been mended."""
        self._move(request, queryset, Report.State.RESOLVED)

    @admin.action(description=_("Set aside"), permissions=["change"])
    def set_aside(self, request, queryset):
        """Nothing needs to be done."""
        self._move(request, queryset, Report.State.DISMISSED)

    @admin.action(description=_("Open again"), permissions=["change"])
    def open_again(self, request, queryset):
        """They need another look."""
        self._move(request, queryset, Report.State.OPEN)

    def _move(self, request, queryset, state):
        count = queryset.update(state=state)
        said = ngettext(
            "%(count)d report is now “%(state)s”.", "%(count)d reports are now “%(state)s”.", count
        ) % {"count": count, "state": state.label}
        self.message_user(request, said, messages.SUCCESS)
