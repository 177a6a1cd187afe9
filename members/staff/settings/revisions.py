"""All revisions of all members, to look at: the history itself is never edited."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from members.models import Revision
from members.presenting.diff import diff
from members.presenting.labels import field_label
from members.staff.admin_base import ByMemberName, PlainTitles, ReadOnly


@admin.register(Revision)
class RevisionAdmin(ReadOnly, ByMemberName, PlainTitles, admin.ModelAdmin):
    """Who changed what, the newest first."""

    list_display = ("version_name", "what", "by", "source", "created_at")
    list_display_links = ("version_name",)
    list_filter = ("source", "created_at")
    list_select_related = ("member", "actor")
    list_per_page = 50
    search_fields = ("member__name", "actor__email", "actor__name", "reason")
    ordering = ("-version",)
    fields = (("member_link", "number"), ("created_at", "by", "source"), "reason")
    readonly_fields = ("member_link", "by")
    change_form_template = "staff/members/revision.html"

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .defer("member__search_text", "member__search_terms", "member__mission")
        )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show one revision with its differences."""
        revision = self.get_object(request, object_id)
        context = {"fields": diff(revision.changes) if revision else [], **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    @admin.display(description=_("Version"), ordering="member__sort_name")
    def version_name(self, revision):
        """The member and the number."""
        return str(revision)

    @admin.display(description=_("Changed"))
    def what(self, revision):
        """The names of the first few fields."""
        names = [field_label(name) for name in revision.changes]
        return ", ".join(names[:4]) + (" …" if len(names) > 4 else "")

    @admin.display(description=_("By"), ordering="actor__email")
    def by(self, revision):
        """The person, or nobody where a program did it."""
        return revision.actor or "—"

    @admin.display(description=_("Member"))
    def member_link(self, revision):
        """The member, with the way to its whole history."""
        url = reverse("admin:members_member_history", args=[revision.member_id])
        return format_html('<a href="{}">{}</a>', url, revision.member)
