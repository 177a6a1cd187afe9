"""All merges: which still stand, what each of them did, and the way back."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect

from members.core.request_input import is_number
from members.models import Member, Merge
from members.presenting.dates import date_format
from members.presenting.diff import between, diff
from members.presenting.labels import Labels
from members.publishing import values
from members.publishing.merging import ChangedSince
from members.publishing.unmerging import BEFORE, NOW, undoing, unmerge
from members.staff.admin_base import PlainTitles, ReadOnly


class UndoForm(forms.Form):
    """Why a merge is undone, and what stands where somebody changed what it had set."""

    reason = forms.CharField(
        label=_("Why are you undoing the merge?"),
        max_length=300,
        error_messages={"required": _("Give a reason. It is shown in the history.")},
    )
    base = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, clashes, **kwargs):
        super().__init__(*args, **kwargs)
        self.clashes = clashes
        choices = [(NOW, _("Leave it as it is now")), (BEFORE, _("Back to before the merge"))]
        for name in clashes:
            self.fields[f"choice-{name}"] = forms.ChoiceField(
                choices=choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose for each field that was changed since.")},
            )

    def choices(self):
        """Return {field: choice} of a valid form."""
        return {name: self.cleaned_data[f"choice-{name}"] for name in self.clashes}


@admin.register(Merge)
class MergeAdmin(ReadOnly, PlainTitles, admin.ModelAdmin):
    """Merges are made from a member's form, looked at here, and undone within thirty days."""

    list_display = ("gone_name", "kept_link", "created_at", "by", "state")
    list_display_links = ("gone_name",)
    list_select_related = ("kept", "gone", "by")
    list_filter = (("undone_at", admin.EmptyFieldListFilter),)
    list_per_page = 50
    search_fields = ("kept__name", "gone__name", "reason")
    fields = (("gone_link", "kept_link"), ("created_at", "by", "state"), "reason", "undo_reason")
    readonly_fields = ("gone_link", "kept_link", "by", "state")
    change_form_template = "staff/merge/merge.html"

    def get_queryset(self, request):
        heavy = ("search_text", "search_terms", "mission")
        return (
            super()
            .get_queryset(request)
            .defer(*(f"{side}__{name}" for side in ("kept", "gone") for name in heavy))
        )

    def get_urls(self):
        undo = self.admin_site.admin_view(self.undo_view)
        return [
            path("<path:object_id>/undo/", undo, name="members_merge_undo"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show what a merge did."""
        merge = self.get_object(request, unquote(object_id))
        context = {"may_undo": merge and _may_undo(request, merge), **(extra_context or {})}
        if merge:
            before = merge.record["kept"]
            context["changes"] = diff(between(before, before | merge.record["set"]))
        return super().change_view(request, object_id, form_url, context)

    @method_decorator(csrf_protect)
    def undo_view(self, request, object_id):
        """Show what the undoing would do, and do it on POST."""
        if not request.user.has_perm("members.change_merge"):
            raise PermissionDenied
        merge = self.get_object(request, object_id) if is_number(object_id) else None
        if merge is None:
            raise Http404
        return _undo_page(self, request, merge)

    # --- columns ---------------------------------------------------------------------
    @admin.display(description=_("merged"), ordering="gone__sort_name")
    def gone_name(self, merge):
        """The member that is gone."""
        return merge.gone.name

    @admin.display(description=_("merged"))
    def gone_link(self, merge):
        """The member that is gone, with the way to its history."""
        return _history_link(merge.gone)

    @admin.display(description=_("into"), ordering="kept__sort_name")
    def kept_link(self, merge):
        """The member that stays."""
        url = reverse("admin:members_member_change", args=[merge.kept_id])
        return format_html('<a href="{}">{}</a>', url, merge.kept)

    @admin.display(description=_("state"), ordering="undone_at")
    def state(self, merge):
        """Whether it stands, and until when it can be undone."""
        if merge.undone_at:
            return gettext("Undone on %(day)s by %(who)s") % {
                "day": _day(merge.undone_at),
                "who": merge.undone_by,
            }
        if merge.can_be_undone:
            return gettext("Can be undone until %(day)s") % {"day": _day(merge.undo_until)}
        return gettext("Final")


def _day(moment):
    return date_format(localtime(moment), "j F Y")


def _history_link(member):
    url = reverse("admin:members_member_history", args=[member.pk])
    return format_html('<a href="{}">{}</a>', url, member)


def _may_undo(request, merge):
    return merge.can_be_undone and request.user.has_perm("members.change_merge")


def _undo_page(model_admin, request, merge):
    now = Member.objects.with_parts().get(pk=merge.kept_id)
    undo = undoing(merge)
    data = request.POST if request.method == "POST" else None
    initial = {"base": now.revision, **{f"choice-{name}": NOW for name in undo.clashes}}
    form = UndoForm(data, clashes=undo.clashes, initial=initial)
    if data is not None and form.is_valid() and _undone(request, form, merge):
        return HttpResponseRedirect(reverse("admin:members_member_change", args=[merge.gone_id]))
    if data is not None:
        form.data = form.data.copy()
        form.data["base"] = str(now.revision)
    labels, live = Labels(), values.read(now)
    clashes = {field.name: field for field in diff(undo.clashes, labels)}
    context = {
        **model_admin.admin_site.each_context(request),
        "title": gettext("Undo: %(gone)s was merged into %(kept)s")
        % {"gone": merge.gone, "kept": merge.kept},
        "opts": model_admin.opts,
        "merge": merge,
        "form": form,
        "back": diff(between({name: live[name] for name in undo.back}, undo.back), labels),
        "clashes": [(form[f"choice-{name}"], field) for name, field in clashes.items()],
        "since": [
            field.label
            for field in diff(
                {name: {"old": None, "new": value} for name, value in undo.since.items()}, labels
            )
        ],
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "staff/merge/undo.html", context)


def _undone(request, form, merge):
    """Undo and say so; return False where the person has to look again."""
    data = form.cleaned_data
    try:
        unmerge(
            merge,
            request.user,
            reason=data["reason"],
            choices=form.choices(),
            base=data["base"],
        )
    except ChangedSince:
        note = gettext("Somebody changed %(member)s in the meantime. Please look again.")
        messages.warning(request, note % {"member": merge.kept.name})
        return False
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    note = gettext("The merge is undone: %(gone)s and %(kept)s are two members again.")
    messages.success(request, note % {"gone": merge.gone.name, "kept": merge.kept.name})
    return True
