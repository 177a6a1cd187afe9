"""The log of events: read and taken along by administrators, changed by nobody."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from members.models import AuditEvent
from members.staff.admin_base import PlainTitles, ReadOnly

from .wording import in_a_line, who_of


@admin.register(AuditEvent)
class AuditAdmin(ReadOnly, PlainTitles, admin.ModelAdmin):
    """Events, the newest first."""

    search_help_text = _("Name of a person or a member, or an IP address")
    list_display = ("at", "kind", "name", "about", "more", "ip")
    list_display_links = ("at",)
    list_select_related = ("actor",)
    list_filter = ("kind", "at")
    search_fields = ("who", "about", "ip")
    list_per_page = 100
    fields = ("at", "kind", "name", "ip", "about", "more")
    readonly_fields = ("name", "more")

    def list_title(self):
        return _("Audit log")

    @admin.display(description=_("Who"), ordering="who")
    def name(self, event):
        """Who did it: an account by the name that it had, a visitor, or a command."""
        return who_of(event)

    @admin.display(description=_("Details"))
    def more(self, event):
        """What else is known."""
        return in_a_line(event)
