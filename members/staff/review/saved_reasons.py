"""Reasons for refusing that reviewers use again, kept in every language."""

from django.contrib import admin

from members.models import SavedReason
from members.models.texts import TextsFormField
from members.staff.admin_base import PlainTitles


@admin.register(SavedReason)
class SavedReasonAdmin(PlainTitles, admin.ModelAdmin):
    """A short list; reviewers pick from it while they decide."""

    list_display = ("title",)
    search_fields = ("title",)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Edit the reason as one text a language."""
        if db_field.name == "text":
            return TextsFormField(label=db_field.verbose_name, multiline=True, max_text_length=1000)
        return super().formfield_for_dbfield(db_field, request, **kwargs)
