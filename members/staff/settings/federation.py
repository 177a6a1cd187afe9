"""The federation's own settings: one row, changed and never added or deleted."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from members.models import AuditEvent, Federation
from members.parsing.web_addresses import web_address
from members.publishing import change_setting
from members.staff.admin_base import PlainTitles
from members.staff.widgets import ColourInput, DayInput, OrderedChoiceField


class FederationForm(forms.ModelForm):
    """The settings, with the languages as an ordered choice."""

    languages = OrderedChoiceField(
        label=_("languages in use"),
        choices=settings.LANGUAGES,
        help_text=_("The first is the site’s own; texts fall back in this order."),
    )

    class Meta:
        model = Federation
        fields = [
            "name",
            "introduction",
            "about",
            "languages",
            "accent_colour",
            "contact_email",
            "website",
            "licence",
            "synonyms",
            "check_months",
            "reminder_weeks",
            "last_weeks",
            "mark_weeks",
            "pause_from",
            "pause_until",
            "pause_text",
            "is_sample",
        ]
        widgets = {"accent_colour": ColourInput, "pause_from": DayInput, "pause_until": DayInput}

    def clean_website(self):
        """Take “example.org” for https://example.org, as members' forms do."""
        return web_address(self.cleaned_data["website"])


@admin.register(Federation)
class FederationAdmin(PlainTitles, admin.ModelAdmin):
    """One form; its list would have one line, so it is skipped."""

    audit_kind = AuditEvent.Kind.SETTING_CHANGED
    form = FederationForm
    fieldsets = (
        (_("Name and texts"), {"fields": ("name", "introduction", "about")}),
        (_("Languages and colour"), {"fields": ("languages", "accent_colour")}),
        (_("Contact"), {"fields": (("contact_email", "website"),)}),
        (_("Open data"), {"fields": ("licence",)}),
        (_("Search"), {"fields": ("synonyms",)}),
        (
            _("Yearly check"),
            {
                "fields": (
                    "check_months",
                    ("reminder_weeks", "last_weeks", "mark_weeks"),
                    ("pause_from", "pause_until"),
                    "pause_text",
                )
            },
        ),
        (_("Sample data"), {"fields": ("is_sample",)}),
    )

    def form_title(self, obj):
        return capfirst(self.opts.verbose_name)

    def changelist_view(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("admin:members_federation_change", args=[1]))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        change_setting(lambda: obj.save())

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Keep our own widgets, which Django's admin would replace by its."""
        if widget := FederationForm.Meta.widgets.get(db_field.name):
            return db_field.formfield(widget=widget)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def response_post_save_change(self, request, obj):
        """Stay on the form: there is no list to go back to."""
        return HttpResponseRedirect(request.path)
