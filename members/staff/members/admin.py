"""Members in the admin. Every write goes through publish(); nothing is deleted."""

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Script
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.csrf import csrf_protect

from members.core.request_input import is_number
from members.models import Member, Revision
from members.presenting.numbers import number
from members.publishing import EditConflict, publish
from members.publishing.leaving import last_leave
from members.publishing.proposals import pending_of
from members.staff import previews
from members.staff.admin_base import PlainTitles
from members.staff.confirmed_actions import asked_first
from members.staff.member_search import search
from members.staff.merge import views as merging
from members.staff.people import invite_many

from . import (
    columns,
    duplicate_warning,
    editing,
    filters,
    history,
    leaving,
    notes,
    report_editing,
    translations,
)
from .changelist import MemberChangeList
from .form import FIELDSETS


@admin.register(Member)
class MemberAdmin(columns.MemberColumns, PlainTitles, admin.ModelAdmin):
    """The list, the form and the history of the member organisations."""

    list_filter = (
        filters.StatusFilter,
        filters.ConfirmationFilter,
        filters.CompletenessFilter,
        filters.ThemeFilter,
        filters.PlaceFilter,
        filters.AreaFilter,
        filters.CategoryFilter,
        filters.LabelFilter,
    )
    search_fields = ("name",)  # the box is shown; get_search_results() decides what it finds
    search_help_text = gettext_lazy("Name, abbreviation, town, enterprise number or e-mail address")
    ordering = ("sort_name", "pk")
    sortable_by = ("who", "state", "complete", "last_change", "confirmed")
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # the filters count for themselves
    actions = ("invite_chosen", "publish_chosen", "hide_chosen", "export_csv", "export_xlsx")

    class Media:
        js = [Script("staff/filter-find.js", defer=True)]

    def get_queryset(self, request):
        return columns.with_last_change(super().get_queryset(request))

    def get_object(self, request, object_id, from_field=None):
        """Return the whole member: the list's queryset leaves its texts out."""
        whole = Member.objects.with_parts()
        return whole.filter(pk=object_id).first() if is_number(str(object_id)) else None

    def get_changelist(self, request, **kwargs):
        return MemberChangeList

    def get_search_results(self, request, queryset, search_term):
        return search(queryset, search_term), False

    def has_delete_permission(self, request, obj=None):
        """Nobody: a member that left gets the status "former", and its history stays."""
        return False

    def view_on_site(self, obj):
        """The address of the public page; None for what the public may not see."""
        return editing.public_url(obj)

    def has_change_permission(self, request, obj=None):
        """Nobody changes a member that was merged: its history is shown, and the way back."""
        merged = obj is not None and obj.merged_into_id
        return not merged and super().has_change_permission(request, obj)

    def get_urls(self):
        views = {
            "history/<int:number>/": ("restore", self.restore_view),
            "preview/": ("preview", self.preview_view),
            "merge/": ("merge", self.merge_view),
            "leave/": ("leave", self.leave_view),
            "return/": ("return", self.return_view),
        }
        routes = [
            path(
                f"<path:object_id>/{tail}",
                self.admin_site.admin_view(view),
                name=f"members_member_{name}",
            )
            for tail, (name, view) in views.items()
        ]
        return [*routes, *super().get_urls()]

    # --- the form --------------------------------------------------------------------
    @method_decorator(csrf_protect)
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show and save the form; Django's own would write the row itself."""
        member = self.get_object(request, unquote(object_id)) if object_id else None
        self._refuse_strangers(request, member, adding=object_id is None)
        if object_id and member is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method != "POST":
            return self._show(request, editing.open_form(member), member)
        form = editing.sent_form(request, member)
        if not form.is_valid() or not report_editing.answer_fits(request, form):
            return self._show(request, form, member)
        if member is None and (alike := duplicate_warning.possible_duplicates(request)):
            return self._show(request, form, member, alike=alike)
        return self._save(request, form, member)

    def _refuse_strangers(self, request, member, *, adding):
        if adding:
            allowed = self.has_add_permission(request)
        elif request.method == "POST":
            allowed = self.has_change_permission(request, member)
        else:
            allowed = self.has_view_or_change_permission(request, member)
        if not allowed:
            raise PermissionDenied

    def _save(self, request, form, member):
        target = member or Member()
        try:
            hand = report_editing.report_at_hand(request, member)
            revision, ended = report_editing.save(form, target, request.user, hand)
        except EditConflict:
            fresh, clashes = editing.after_conflict(form, target)
            return self._show(request, fresh, target, clashes)
        if form.errors:
            return self._show(request, form, member)
        self.message_user(request, editing.saved_message(target, revision), messages.SUCCESS)
        for sentence in editing.warnings(target, revision):
            self.message_user(request, sentence, messages.WARNING)
        if ended:
            self.message_user(request, _("The reader’s report is resolved."), messages.SUCCESS)
        elif hand:
            self.message_user(request, _("The reader’s report still waits."), messages.WARNING)
        return self._after_save(request, target)

    def _after_save(self, request, member):
        if "_see" in request.POST and (page := editing.public_url(member)):
            return HttpResponseRedirect(page)
        if "_see" in request.POST:
            return HttpResponseRedirect(reverse("admin:members_member_preview", args=[member.pk]))
        if "_continue" in request.POST:
            return HttpResponseRedirect(reverse("admin:members_member_change", args=[member.pk]))
        return self.response_post_save_change(request, member)

    def _show(self, request, form, member, clashes=(), alike=()):
        if member and not self.has_change_permission(request, member):
            for field in form.fields.values():
                field.disabled = True
        hand = report_editing.report_at_hand(request, member)
        admin_form = helpers.AdminForm(form, FIELDSETS, {}, model_admin=self)
        context = {
            **self.admin_site.each_context(request),
            "title": member.name if member else _("Add a member"),
            "subtitle": None,
            "adminform": admin_form,
            "focus_areas": form.focus_areas,
            "clashes": clashes,
            "alike": alike,
            "object_id": member.pk if member else None,
            "original": member,
            "last_revision": member and member.revisions.select_related("actor").first(),
            "waiting": member and pending_of(member),
            "languages": member and translations.panel(request.user, member),
            "internal": member and notes.panel(request.user, member, is_open=hand is None),
            "hand": hand,
            "editors": member and list(member.editors.select_related("user")),
            "is_former": member and member.status == Member.Status.FORMER,
            "left": member and last_leave(member),
            "merge": member and member.merged_into_id and member.merges_away.first(),
            "is_popup": False,
            "to_field": None,
            "media": admin_form.media,
            "inline_admin_formsets": [],
            "errors": form.problems(),
            "problems": form.problems(),
            "preserved_filters": self.get_preserved_filters(request),
            "show_save_and_add_another": False,
        }
        return self.render_change_form(
            request, context, add=member is None, change=member is not None, obj=member
        )

    # --- the history -----------------------------------------------------------------
    def history_view(self, request, object_id, extra_context=None):
        """Show every revision with what it changed."""
        return history.history_page(self, request, unquote(object_id))

    @method_decorator(csrf_protect)
    def restore_view(self, request, object_id, number):
        """Show what going back to a revision would change, and do it on POST."""
        return history.restore_page(self, request, unquote(object_id), number)

    def preview_view(self, request, object_id):
        """Show the page of a member as readers would see it, in each language."""
        member = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, member):
            raise PermissionDenied
        if member is None:
            raise Http404
        return previews.member_preview(request, member)

    # --- one of two, leaving and coming back ------------------------------------------
    @method_decorator(csrf_protect)
    def merge_view(self, request, object_id):
        """Merge another member into this one, step by step."""
        return merging.merge_page(self, request, unquote(object_id))

    @method_decorator(csrf_protect)
    def leave_view(self, request, object_id):
        """Let it leave the federation."""
        return leaving.leave_page(self, request, unquote(object_id))

    @method_decorator(csrf_protect)
    def return_view(self, request, object_id):
        """Let it come back."""
        return leaving.return_page(self, request, unquote(object_id))

    # --- actions ---------------------------------------------------------------------
    @admin.action(description=gettext_lazy("Invite owners"), permissions=["invite"])
    def invite_chosen(self, request, queryset):
        """Prepare invitations for the chosen members that have no owner, and show them."""
        pks = list(queryset.values_list("pk", flat=True)[: invite_many.MOST])
        return invite_many.start(request, pks)

    def has_invite_permission(self, request):
        """Whether a person may invite, and is offered to."""
        return request.user.has_perm("members.add_invitation")

    @admin.action(description=gettext_lazy("Export as CSV"), permissions=["view"])
    def export_csv(self, request, queryset):
        """The chosen members as CSV, by name."""
        return columns.exported(request, queryset, "csv")

    @admin.action(description=gettext_lazy("Export as XLSX"), permissions=["view"])
    def export_xlsx(self, request, queryset):
        """The chosen members as a workbook, by name."""
        return columns.exported(request, queryset, "xlsx")

    @admin.action(description=gettext_lazy("Publish"), permissions=["change"])
    @asked_first(lambda members: columns.can_become(members, Member.Status.PUBLISHED))
    def publish_chosen(self, request, queryset):
        """Make the chosen members public."""
        self._set_status(request, queryset, Member.Status.PUBLISHED)

    @admin.action(description=gettext_lazy("Hide"), permissions=["change"])
    @asked_first(lambda members: columns.can_become(members, Member.Status.HIDDEN))
    def hide_chosen(self, request, queryset):
        """Keep the chosen members off the public pages."""
        self._set_status(request, queryset, Member.Status.HIDDEN)

    @transaction.atomic
    def _set_status(self, request, queryset, status):
        chosen = list(queryset.values_list("pk", flat=True))
        revisions = [
            publish(member, {"status": status}, request.user, Revision.Source.ADMIN)
            for member in Member.objects.filter(pk__in=chosen, merged_into=None)
        ]
        changed = sum(revision is not None for revision in revisions)
        text = ngettext(
            "%(count)s member is now “%(status)s”.",
            "%(count)s members are now “%(status)s”.",
            changed,
        ) % {"count": number(changed), "status": status.label}
        if same := len(revisions) - changed:
            text += " " + ngettext(
                "%(count)s was so already.", "%(count)s were so already.", same
            ) % {"count": number(same)}
        self.message_user(request, text, messages.SUCCESS)
