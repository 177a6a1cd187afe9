"""Themes, places and working areas: short lists that every member is described with."""

from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from members.models import Area, Place, Theme
from members.presenting.labels import term_label
from members.publishing import change_setting

from .pages import PlainTitles
from .widgets import SynonymsField


class TermAdmin(PlainTitles, admin.ModelAdmin):
    """What the three vocabularies share. A term that is in use cannot be deleted."""

    list_display = ("label", "used_by", "position", "slug")
    list_editable = ("position",)
    list_display_links = ("label",)
    search_fields = ("slug", "name__nl", "name__fr", "name__en")
    list_per_page = 100
    fields = ("name", "slug", "position")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(uses=Count("members"))

    def form_title(self, obj):
        return term_label(obj)

    def get_actions(self, request):
        """No deleting by the dozen: the page of each one tells who uses it."""
        return {}

    def get_changelist_formset(self, request, **kwargs):
        formset = super().get_changelist_formset(request, **kwargs)
        formset.form.base_fields["position"].widget.attrs["aria-label"] = _("Order")
        return formset

    @admin.display(description=_("Name"))
    def label(self, term):
        """The name in the person's language."""
        return term_label(term)

    @admin.display(description=_("In use"), ordering="uses")
    def used_by(self, term):
        """By how many members, with the list of them."""
        if not term.uses:
            return "—"
        url = reverse("admin:members_member_changelist")
        query = urlencode({self.opts.model_name: term.slug})
        text = ngettext("%(count)d member", "%(count)d members", term.uses) % {"count": term.uses}
        return format_html('<a href="{}?{}">{}</a>', url, query, text)

    def get_readonly_fields(self, request, obj=None):
        """The slug stands in addresses and in the history, so it never changes."""
        return ("slug",) if obj else ()

    def save_model(self, request, obj, form, change):
        change_setting(lambda: obj.save())

    def delete_model(self, request, obj):
        change_setting(obj.delete)

    def get_deleted_objects(self, objs, request):
        """Add the members that use a term to what stands in the way of deleting it.

        A theme's uses are rows that Django would delete without a word, and no revision
        would tell of it.
        """
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        users = [
            format_html('<a href="{}">{}</a>', _change_url(member), member)
            for term in objs
            for member in term.members.defer("search_text", "search_terms")
        ]
        return deleted, counts, set() if users else lacking, users or protected


class NamedTermAdmin(TermAdmin):
    """A vocabulary whose slugs are made from names; places have codes instead."""

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if "slug" in form.base_fields:
            form.base_fields["slug"].widget.attrs["data-slug-from"] = "id_name_0"
        return form


class ThemeAdmin(NamedTermAdmin):
    """Themes, with the words that people search for."""

    fields = ("name", "slug", "position", "synonyms")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "synonyms":
            return SynonymsField(
                label=db_field.verbose_name,
                required=False,
                help_text=_("One a line. Who searches for one of these words finds this theme."),
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)


def _change_url(member):
    return reverse("admin:members_member_change", args=[member.pk])


admin.site.register(Theme, ThemeAdmin)
admin.site.register(Place, TermAdmin)
admin.site.register(Area, NamedTermAdmin)
