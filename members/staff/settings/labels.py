"""Staff's own labels: their names, what they mean, and the way to the members that have them."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from members.models import Label
from members.staff.admin_base import PlainTitles


@admin.register(Label)
class LabelAdmin(PlainTitles, admin.ModelAdmin):
    """A label is put on members on their own pages, or on many at once from a list."""

    fields = ("name", "explanation")
    list_display = ("name", "explanation", "used")
    search_fields = ("name", "explanation")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(uses=Count("members"))

    @admin.display(description=_("Members"), ordering="uses")
    def used(self, label):
        """How many members have it, with the way to them."""
        url = reverse("admin:members_member_changelist")
        text = ngettext("%(count)d member", "%(count)d members", label.uses)
        return format_html(
            '<a href="{}?label={}">{}</a>', url, label.pk, text % {"count": label.uses}
        )
