"""Tasks: what people and machines found that a person of the staff has to look at."""

from django import forms
from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.template.defaultfilters import linebreaksbr, truncatechars
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from members.models import Editor, Task
from members.presenting.numbers import number
from members.staff.admin_base import ByMemberName, PlainTitles, in_batches
from members.staff.confirmed_actions import asked_first, rest
from members.staff.people.permissions import who_may

from .filters import AssignedFilter, WaitingFilter, age_cell, late_since

_ABOUT_AN_ADDRESS = (Task.Kind.BROKEN_LINK, Task.Kind.OTHER_PERSON)


class StateFilter(WaitingFilter):
    waiting, states = (Task.State.OPEN,), Task.State


class AboutFilter(admin.SimpleListFilter):
    """Tasks as the morning page counts them: requests to stop, and everything else."""

    title, parameter_name = _("about"), "about"

    def lookups(self, request, model_admin):
        return [("stopped", _("Requests to stop")), ("others", _("Other tasks"))]

    def queryset(self, request, queryset):
        stopped = Q(kind=Task.Kind.STOPPED)
        condition = {"stopped": stopped, "others": ~stopped}
        return queryset.filter(condition.get(self.value(), Q()))


class TaskForm(forms.ModelForm):
    """Who looks at it, and what came of it; the button says which of the two is meant."""

    class Meta:
        model = Task
        fields = ("assigned_to", "outcome")
        widgets = {"outcome": forms.Textarea({"rows": 4})}
        help_texts = {"outcome": _("What was found and done; kept with the task.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "assigned_to" in self.fields:
            self.fields["assigned_to"].queryset = who_may("change_task")

    def _post_clean(self):
        # ModelForm would write on the task here; its own moves do, each by one UPDATE.
        pass


@admin.register(Task)
class TaskAdmin(ByMemberName, PlainTitles, admin.ModelAdmin):
    """By age, the oldest first; assigned, and closed with what came of it."""

    form = TaskForm
    list_display = ("what", "member_link", "about", "assigned_to", "age")
    list_display_links = ("what",)
    list_filter = (StateFilter, AboutFilter, "kind", AssignedFilter)
    list_per_page = 50
    ordering = ("created_at", "pk")
    search_fields = ("member__name", "subject", "detail")
    actions = ("take_chosen", "close_chosen")
    _SHOWN = ("member_link", "kind", "address", "told", "created_at")
    _DONE = (("closed_by", "closed_at"), "outcome")

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .select_related("member", "assigned_to", "closed_by")
            .annotate(is_late=Q(created_at__lt=late_since()))
            .defer("member__search_text", "member__search_terms", "member__mission")
        )

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody: what came of it is kept."""
        return False

    def get_fieldsets(self, request, obj=None):
        end = ("assigned_to", "outcome") if _is_open(obj) else self._DONE
        return (
            (_("What was found"), {"fields": self._SHOWN}),
            (_("What becomes of it"), {"fields": end}),
        )

    def get_readonly_fields(self, request, obj=None):
        closing = () if _is_open(obj) else ("closed_by", "closed_at", "outcome", "assigned_to")
        return (*self._SHOWN, *closing)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["may_act"] = _is_open(obj) and self.has_change_permission(request, obj)
        context["ways"] = next_steps(request.user, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        """Assign it or close it, as the button says."""
        data, move = form.cleaned_data, form.data.get("_move")
        if move == "close":
            is_saved = obj.close(request.user, data.get("outcome", ""))
            text = _("The task is closed.")
        elif move in ("take", "assign"):
            is_saved = obj.assign(request.user if move == "take" else data.get("assigned_to"))
            text = _("The task is assigned.")
        else:
            return
        if is_saved:
            self.message_user(request, text, messages.SUCCESS)
        else:
            late = _("A colleague changed this task first: see how it is now.")
            self.message_user(request, late, messages.WARNING)

    def response_change(self, request, obj):
        """Stay with what is open; go back to the list from what is closed."""
        if _is_open(obj):
            return HttpResponseRedirect(reverse("admin:members_task_change", args=[obj.pk]))
        return HttpResponseRedirect(reverse("admin:members_task_changelist"))

    # --- columns ---------------------------------------------------------------------
    @admin.display(description=_("Task"), ordering="kind")
    def what(self, task):
        """Why somebody has to look."""
        return task.get_kind_display()

    @admin.display(description=_("Member"), ordering="member__sort_name")
    def member_link(self, task):
        """The member, with the way to its form."""
        url = reverse("admin:members_member_change", args=[task.member_id])
        return format_html('<a href="{}">{}</a>', url, task.member)

    @admin.display(description=_("About"))
    def about(self, task):
        """What tells it apart from others of its kind."""
        return truncatechars(_address_of(task) or task.told, 80) or "—"

    @admin.display(description=_("What was found"))
    def told(self, task):
        """The words of a person or a machine, in the reader's language."""
        return linebreaksbr(task.told) if task.told else "—"

    @admin.display(description=_("Address"))
    def address(self, task):
        """The link or the e-mail address that it is about."""
        return _address_of(task) or "—"

    @admin.display(description=_("since"), ordering="created_at")
    def age(self, task):
        """How long it waits."""
        return age_cell(task.created_at, waits=_is_open(task), is_late=task.is_late)

    # --- several at once -------------------------------------------------------------
    @admin.action(description=_("Assign to me"), permissions=["change"])
    @asked_first(lambda tasks: _open_ones(tasks))
    def take_chosen(self, request, queryset):
        """I look into them."""
        self._update(request, queryset, assigned_to=request.user)

    @admin.action(description=_("Close"), permissions=["change"])
    @asked_first(lambda tasks: _open_ones(tasks))
    def close_chosen(self, request, queryset):
        """There is nothing more to do."""
        self._update(
            request,
            queryset,
            state=Task.State.DONE,
            closed_by=request.user,
            closed_at=timezone.now(),
        )

    def _update(self, request, queryset, **columns):
        pks = list(queryset.values_list("pk", flat=True))
        count = sum(
            Task.objects.filter(pk__in=chunk, state=Task.State.OPEN).update(**columns)
            for chunk in in_batches(pks)
        )
        text = ngettext("Done with %(count)s task.", "Done with %(count)s tasks.", count)
        self.message_user(request, text % {"count": number(count)}, messages.SUCCESS)


def _open_ones(tasks):
    return rest(tasks, tasks.filter(state=Task.State.OPEN), _("closed already"))


def _address_of(task):
    # Of the other kinds the subject only tells two tasks apart: no word for people.
    return task.subject if task.kind in _ABOUT_AN_ADDRESS else ""


def _is_open(task):
    return task is not None and task.state == Task.State.OPEN


def next_steps(user, task):
    """Return [(label, address), …] of where a task is usually dealt with, for this person."""
    if task is None:
        return []
    ways = []
    if user.has_perm("members.view_member"):
        url = reverse("admin:members_member_change", args=[task.member_id])
        ways.append((_("Open the profile"), url))
    if task.kind == Task.Kind.STOPPED and user.has_perm("members.change_member"):
        url = reverse("admin:members_member_leave", args=[task.member_id])
        ways.append((_("Let it leave"), url))
    asks_for_one = task.kind in (Task.Kind.NO_OWNER, Task.Kind.OTHER_PERSON)
    if asks_for_one and user.has_perm("members.add_invitation"):
        initial = {"member": task.member_id}
        if task.kind == Task.Kind.OTHER_PERSON:
            initial |= {"email": task.subject, "role": Editor.Role.OWNER}
        url = reverse("admin:members_invitation_add")
        ways.append((_("Invite somebody"), f"{url}?{urlencode(initial)}"))
    return ways
