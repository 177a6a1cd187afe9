"""Readers' reports: read, taken in hand, made into a change of the profile, and answered."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from members.models import Report
from members.models.proposal import AlreadyMoved, NotAllowed
from members.models.report import TRANSITIONS
from members.presenting.countries import language_name
from members.presenting.numbers import number
from members.staff.admin_base import ByMemberName, PlainTitles, in_batches
from members.staff.confirmed_actions import asked_first, rest
from members.staff.people.permissions import who_may

from . import report_actions
from .filters import AssignedFilter, WaitingFilter, age_cell, late_since

_ENDS = {"resolve": report_actions.resolve, "dismiss": report_actions.dismiss}


class StateFilter(WaitingFilter):
    waiting, states = Report.WAITING, Report.State


class ReportForm(forms.ModelForm):
    """What staff decide about a report; the button says which step."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Report
        fields = ("assigned_to", "outcome")
        widgets = {"outcome": forms.Textarea({"rows": 5})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.seen
        if "assigned_to" in self.fields:
            self.fields["assigned_to"].queryset = who_may("change_report")
            self.fields["outcome"].help_text = (
                _("Optional. The reader gets it by e-mail, and whether the page was changed.")
                if self.instance.email
                else _("The reader left no e-mail address: only your colleagues see this.")
            )

    def clean(self):
        """Refuse to give it to nobody."""
        cleaned = super().clean()
        is_given = self.data.get("_move") == "assign" and "assigned_to" in self.fields
        if is_given and not cleaned.get("assigned_to"):
            self.add_error("assigned_to", _("Choose who deals with it."))
        return cleaned

    def _post_clean(self):
        # ModelForm would write on the report here; its own moves do, each by one UPDATE.
        pass


def _movable(reports, action):
    """Return the Served of a step of Report's table."""
    states = [state for state, name in TRANSITIONS if name == action]
    return rest(reports, reports.filter(state__in=states), _("not in a state for that"))


@admin.register(Report)
class ReportAdmin(ByMemberName, PlainTitles, admin.ModelAdmin):
    """The reader's words are read-only; staff take a report in hand and come to an end with it."""

    form = ReportForm
    list_display = ("excerpt", "member_link", "kind", "state", "assigned_to", "age")
    list_display_links = ("excerpt",)
    list_filter = (StateFilter, AssignedFilter, "kind", "language")
    list_select_related = ("member", "assigned_to")
    list_per_page = 50
    ordering = ("created_at", "pk")
    search_fields = ("message", "member__name", "email")
    actions = ("take_chosen", "resolve_chosen", "dismiss_chosen", "reopen_chosen")
    _SHOWN = ("member_link", "kind", "message", ("sender_address", "page_language", "created_at"))
    _DECIDED = ("state", ("decided_by", "decided_at"), "outcome", "mended_by")

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("member", "assigned_to", "revision")
            .annotate(is_late=Q(created_at__lt=late_since()))
            .defer(
                "member__search_text",
                "member__search_terms",
                "member__mission",
                "revision__changes",
            )
        )

    def has_add_permission(self, request):
        return False

    def get_fieldsets(self, request, obj=None):
        waits = obj is not None and obj.state in Report.WAITING
        end = ("state", "assigned_to", "outcome") if waits else self._DECIDED
        if waits and self.has_change_permission(request, obj):
            end = (*end, "seen")
        return (
            (_("What the reader wrote"), {"fields": self._SHOWN}),
            (_("What becomes of it"), {"fields": end}),
        )

    def get_readonly_fields(self, request, obj=None):
        fields = (
            "member_link",
            "kind",
            "message",
            "sender_address",
            "page_language",
            "created_at",
            "state",
        )
        if obj is not None and obj.state in Report.WAITING:
            return fields
        return (*fields, "decided_by", "decided_at", "outcome", "mended_by", "assigned_to")

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["moves"] = obj.actions() if self.has_change_permission(request, obj) else []
        context["may_edit"] = request.user.has_perm("members.change_member")
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        """Take the step that the button names, unless the report has changed under it."""
        if form.data.get("seen", obj.seen) != obj.seen:
            self.message_user(request, self._too_late(), messages.WARNING)
            return
        data = form.cleaned_data
        steps = {
            name: partial(end, obj, request.user, data.get("outcome", ""))
            for name, end in _ENDS.items()
        }
        steps |= {
            "take": partial(report_actions.assign, obj, request.user),
            "assign": partial(report_actions.assign, obj, data.get("assigned_to")),
            "release": partial(report_actions.release, obj),
            "reopen": partial(report_actions.reopen, obj),
        }
        step = steps.get(form.data.get("_move"))
        try:
            if step:
                step()
                self.message_user(request, self._said(obj), messages.SUCCESS)
        except (AlreadyMoved, NotAllowed):
            self.message_user(request, self._too_late(), messages.WARNING)

    def response_change(self, request, obj):
        """Stay with what is in hand; go back to the list from what is at its end."""
        if obj.state in Report.WAITING:
            return HttpResponseRedirect(reverse("admin:members_report_change", args=[obj.pk]))
        return HttpResponseRedirect(reverse("admin:members_report_changelist"))

    @staticmethod
    def _said(report):
        if report.state in Report.WAITING or not report.email:
            return _("The report is now “%(state)s”.") % {"state": report.get_state_display()}
        return _("The report is now “%(state)s”. The reader gets a mail.") % {
            "state": report.get_state_display()
        }

    @staticmethod
    def _too_late():
        return _("A colleague changed this report first: see how it is now.")

    # --- columns ---------------------------------------------------------------------
    @admin.display(description=_("Message"))
    def excerpt(self, report):
        """The first words."""
        return truncatechars(report.message, 70)

    @admin.display(description=_("Member"), ordering="member__sort_name")
    def member_link(self, report):
        """The member, with the way to its form."""
        url = reverse("admin:members_member_change", args=[report.member_id])
        return format_html('<a href="{}">{}</a>', url, report.member)

    @admin.display(description=_("E-mail address of the reader"))
    def sender_address(self, report):
        """Where the answer goes."""
        return report.email or _("none given")

    @admin.display(description=_("Language"))
    def page_language(self, report):
        """In which the page was read and the answer is written."""
        return language_name(report.language, get_language())

    @admin.display(description=_("Received"), ordering="created_at")
    def age(self, report):
        """How long it waits."""
        waits = report.state in Report.WAITING
        return age_cell(report.created_at, waits=waits, is_late=report.is_late)

    @admin.display(description=_("Changed in"))
    def mended_by(self, report):
        """The version of the profile that it was made into."""
        if report.revision is None:
            return "—"
        url = reverse("admin:members_member_history", args=[report.member_id])
        text = _("version %(number)d") % {"number": report.revision.number}
        return format_html('<a href="{}#version-{}">{}</a>', url, report.revision.number, text)

    # --- several at once -------------------------------------------------------------
    @admin.action(description=_("Assign to me"), permissions=["change"])
    @asked_first(lambda reports: _movable(reports, "assign"))
    def take_chosen(self, request, queryset):
        """I look into them."""
        self._each(request, queryset, lambda report: report_actions.assign(report, request.user))

    @admin.action(description=_("Mark as resolved and tell the readers"), permissions=["change"])
    @asked_first(lambda reports: _movable(reports, "resolve"))
    def resolve_chosen(self, request, queryset):
        """What they say has been mended."""
        self._each(request, queryset, lambda report: report_actions.resolve(report, request.user))

    @admin.action(description=_("Set aside and tell the readers"), permissions=["change"])
    @asked_first(lambda reports: _movable(reports, "dismiss"))
    def dismiss_chosen(self, request, queryset):
        """Nothing needs to be done."""
        self._each(request, queryset, lambda report: report_actions.dismiss(report, request.user))

    @admin.action(description=_("Open again"), permissions=["change"])
    @asked_first(lambda reports: _movable(reports, "reopen"))
    def reopen_chosen(self, request, queryset):
        """They need another look."""
        self._each(request, queryset, report_actions.reopen)

    def _each(self, request, queryset, step):
        count = others = 0
        pks = list(queryset.order_by("pk").values_list("pk", flat=True))
        for chunk in in_batches(pks):
            for report in Report.objects.filter(pk__in=chunk).select_related("member"):
                try:
                    step(report)
                except (AlreadyMoved, NotAllowed):
                    others += 1
                else:
                    count += 1
        text = ngettext("Done with %(count)s report.", "Done with %(count)s reports.", count)
        self.message_user(request, text % {"count": number(count)}, messages.SUCCESS)
        if others:
            text = ngettext(
                "%(count)s report was not in a state for that.",
                "%(count)s reports were not in a state for that.",
                others,
            )
            self.message_user(request, text % {"count": number(others)}, messages.WARNING)
