"""Themes, places and working areas: short lists that every member is described with."""

from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count, Max
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from members.models import Area, AuditEvent, CountryText, Place, Theme
from members.presenting import current_site
from members.presenting.labels import term_label
from members.presenting.numbers import number
from members.publishing import change_setting
from members.staff.admin_base import LeanChangeList, PlainTitles
from members.staff.widgets import SynonymsField

# What of a term's uses is told by name when it cannot be deleted.
_USES_SHOWN = 20


class _TermList(LeanChangeList):
    """Asks once for the site that knows in which language each term is shown."""

    def get_results(self, request):
        super().get_results(request)
        site, language = current_site(), get_language()
        for term in self.result_list:
            term.shown_as = site.label(term, language)


class TermAdmin(PlainTitles, admin.ModelAdmin):
    """What the three vocabularies share. A term that is in use cannot be deleted."""

    audit_kind = AuditEvent.Kind.SETTING_CHANGED
    list_display = ("label", "used_by", "position", "slug")
    list_editable = ("position",)
    list_display_links = ("label",)
    search_fields = ("slug", "name__nl", "name__fr", "name__en")
    list_per_page = 100
    fields = ("name", "slug", "position")

    def get_changeform_initial_data(self, request):
        """Put a new term behind the others, not before them."""
        last = self.model.objects.aggregate(last=Max("position"))["last"]
        initial = super().get_changeform_initial_data(request)
        return {"position": 0 if last is None else last + 1} | initial

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(uses=Count("members"))

    def get_changelist(self, request, **kwargs):
        return _TermList

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
        return term.shown_as

    @admin.display(description=_("In use"), ordering="uses")
    def used_by(self, term):
        """By how many members, with the list of them."""
        if not term.uses:
            return "—"
        url = reverse("admin:members_member_changelist")
        query = urlencode({self.opts.model_name: term.slug})
        text = ngettext("%(number)s member", "%(number)s members", term.uses)
        text %= {"number": number(term.uses)}
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
        users = [user for term in objs for user in _users(term)]
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

    fields = ("name", "slug", "position", "synonyms", "introduction")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "synonyms":
            return SynonymsField(
                label=db_field.verbose_name,
                required=False,
                help_text=_("One per line. Who searches for one of these words finds this theme."),
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class PlaceAdmin(TermAdmin):
    """Places, with the words that begin their pages."""

    fields = ("name", "slug", "position", "introduction")


class CountryTextAdmin(PlainTitles, admin.ModelAdmin):
    """The words that begin the pages about countries."""

    audit_kind = AuditEvent.Kind.SETTING_CHANGED
    list_display = ("country",)
    list_per_page = 100
    fields = ("country", "introduction")

    def form_title(self, obj):
        return str(obj)

    def get_readonly_fields(self, request, obj=None):
        """An introduction is about one country; for another one it is written anew."""
        return ("country",) if obj else ()

    def get_actions(self, request):
        """No deleting by the dozen."""
        return {}

    def save_model(self, request, obj, form, change):
        change_setting(lambda: obj.save())

    def delete_model(self, request, obj):
        change_setting(obj.delete)


def _users(term):
    """Return a line for each of the first members that use a term, and one for the others."""
    members = term.members.order_by("sort_name", "pk").only("name")[:_USES_SHOWN]
    lines = [
        format_html('<a href="{}">{}</a>', _change_url(member), member.name) for member in members
    ]
    others = term.members.count() - len(lines) if len(lines) == _USES_SHOWN else 0
    if others:
        text = ngettext("%(number)s other member", "%(number)s other members", others)
        lines.append(text % {"number": number(others)})
    return lines


def _change_url(member):
    return reverse("admin:members_member_change", args=[member.pk])


admin.site.register(Theme, ThemeAdmin)
admin.site.register(Place, PlaceAdmin)
admin.site.register(Area, NamedTermAdmin)
admin.site.register(CountryText, CountryTextAdmin)
