"""What the pages of all of staff's model admins share."""

import json
from functools import partial

from django.contrib.admin.views.main import ChangeList
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from members.models import AuditEvent, Keys
from members.presenting.numbers import Counted
from members.search.query.staff_query import StaffQuery

from .form_errors import problems_of


def in_batches(rows, size=500):
    """Yield a list's rows in lists of at most so many."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


class ReadOnly:
    """Rows that are only looked at here: what writes them stands elsewhere."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def _problems_in(context):
    """Return the Problems of a form of Django's admin and of the rows below it."""
    inlines = [inline.formset.forms for inline in context.get("inline_admin_formsets", ())]
    return problems_of(context["adminform"].form, *(form for forms in inlines for form in forms))


class LeanChangeList(ChangeList):
    """Finds the keys of one page first, and then fetches that page's rows alone.

    To sort ten thousands of rows with all that they are joined with took a second.
    """

    def get_results(self, request):
        super().get_results(request)
        self.show_admin_actions = bool(self.result_count)
        self.result_count = Counted(self.result_count)
        keys = list(self.result_list.values_list("pk", flat=True))
        rows = self.apply_select_related(self.root_queryset).filter(pk__in=keys)
        self.result_list = rows.order_by(*self.queryset.query.order_by)


class ByMemberName:
    """A list that is searched by the names of members too, which the index of them knows."""

    _NAME = "member__name"

    def get_search_results(self, request, queryset, search_term):
        fields = [name for name in self.get_search_fields(request) if name != self._NAME]
        if not search_term.split() or not StaffQuery().can_be_answered():
            return super().get_search_results(request, queryset, search_term)
        for word in search_term.split():
            condition = Q(member__pk__among=Keys(partial(_members_named, word)))
            for name in fields:
                condition |= Q(**{f"{name}__icontains": word})
            queryset = queryset.filter(condition)
        return queryset, False


def _members_named(word):
    return StaffQuery(word).pks() or []


class PlainTitles:
    """Calls a page by what is on it, rather than "Select … to change"."""

    show_full_result_count = False
    # The kind of AuditEvent that a change here is; "" for what has a history of its own.
    audit_kind = ""

    def log_addition(self, request, obj, message):
        self._record(obj, message)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        self._record(obj, message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            self._record(obj, [{"deleted": {}}])
        return super().log_deletions(request, queryset)

    def _record(self, obj, message):
        """Write a change down for administrators; a form saved as it was changes nothing."""
        if self.audit_kind and message:
            about = f"{self.opts.verbose_name} {obj}"
            what = message if isinstance(message, str) else json.dumps(message)
            AuditEvent.objects.record(self.audit_kind, about, what=what)

    def get_changelist(self, request, **kwargs):
        return LeanChangeList

    def list_title(self):
        """Return the title of the list."""
        return capfirst(self.opts.verbose_name_plural)

    def form_title(self, obj):
        """Return the title of the form of a row that exists."""
        return str(obj)

    def changelist_view(self, request, extra_context=None):
        title = {"title": self.list_title()}
        return super().changelist_view(request, title | (extra_context or {}))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        add_title = capfirst(_("Add %(kind)s") % {"kind": self.opts.verbose_name})
        context |= {"title": self.form_title(obj) if obj else add_title, "subtitle": None}
        if "problems" not in context:
            context["problems"] = _problems_in(context)
        return super().render_change_form(request, context, add, change, form_url, obj)
