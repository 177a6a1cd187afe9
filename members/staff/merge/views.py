"""Merging two members: find the other one, choose field by field, look at it, and do it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from members.core.request_input import is_number
from members.models import Member
from members.presenting.diff import diff
from members.presenting.labels import Labels
from members.publishing import values
from members.publishing.merging import ChangedSince, merge, plan
from members.search.query.staff_query import StaffQuery
from members.staff.member_search import search
from members.staff.previews import preview_languages, preview_page

from .forms import MergeForm

_UNREAD = ("search_text", "search_terms", "mission", "summary")
_FOUND = 20
_LOOKED_AT = 200  # of those that a search finds: some of them were merged before


def merge_page(model_admin, request, object_id):
    """Answer with the step that the request is at: search, choose, look, merged."""
    if not request.user.has_perm("members.add_merge"):
        raise PermissionDenied
    target = _member(object_id)
    if target.merged_into_id:
        raise Http404
    other = request.GET.get("with", "")
    if not other:
        return _search(model_admin, request, target)
    duplicate = _member(other)
    if duplicate.pk == target.pk or duplicate.merged_into_id:
        raise Http404
    form = _form(request.POST if request.method == "POST" else None, target, duplicate)
    if request.method != "POST":
        return _choose(model_admin, request, form)
    return _sent(model_admin, request, form)


def _member(pk):
    whole = Member.objects.with_parts()
    member = whole.filter(pk=pk).first() if is_number(str(pk)) else None
    if member is None:
        raise Http404
    return member


def _form(data, target, duplicate, keep=None):
    ours, theirs = values.read(target), values.read(duplicate)
    return MergeForm(data, target=target, duplicate=duplicate, ours=ours, theirs=theirs, keep=keep)


def _search(model_admin, request, target):
    text = request.GET.get("q", "").strip()
    matches = _others(target, text) if text else []
    context = {
        "title": _("Merge %(member)s with another one") % {"member": target.name},
        "text": text,
        "found": matches[:_FOUND],
        "more": len(matches) > _FOUND,
    }
    return _answer(model_admin, request, "staff/merge/search.html", target, context)


def _others(target, text):
    """Return the members that a text finds and that can be merged, by name: one more than shown."""
    others = Member.objects.filter(merged_into=None).exclude(pk=target.pk).defer(*_UNREAD)
    others = others.order_by("sort_name", "pk")
    keys = StaffQuery(text).first(_LOOKED_AT)
    matches = list(others.filter(pk__in=keys or ())[: _FOUND + 1])
    if keys is not None and (len(matches) > _FOUND or len(keys) < _LOOKED_AT):
        return matches
    # No index yet, or nearly all of the first were merged before.
    return list(search(others, text)[: _FOUND + 1])


def _sent(model_admin, request, form):
    """Take the step that the button names; whatever is not in order is shown again."""
    valid, step = form.is_valid(), request.POST.get("step", "")
    if form.has_moved():
        note = _(
            "Somebody changed one of the two in the meantime. Nothing is merged yet, and your "
            "choices are kept: please look again."
        )
        messages.warning(request, note)
        return _choose(model_admin, request, _form(None, form.kept, form.gone, keep=form))
    if not valid or step == "choose":
        return _choose(model_admin, request, form)
    try:
        if step == "merge":
            return _merged(model_admin, request, form)
        planned = plan(form.kept, form.gone, form.choices())
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _choose(model_admin, request, form)
    except ChangedSince:
        return HttpResponseRedirect(request.get_full_path())
    if step.startswith("preview-"):
        note = _("This is how the page would look after the merge.")
        language = step.removeprefix("preview-")
        return preview_page(request, planned.kept, language, note, button="step", prefix="preview-")
    return _look(model_admin, request, form, planned)


def _choose(model_admin, request, form):
    context = {
        "title": _("Merge %(gone)s into %(kept)s") % {"gone": form.gone, "kept": form.kept},
        "gone": form.gone,
        "form": form,
        "rows": form.rows(Labels()),
        "errors": form.is_bound and bool(form.errors),
        "languages": preview_languages(),
    }
    return _answer(model_admin, request, "staff/merge/choose.html", form.kept, context)


def _look(model_admin, request, form, planned):
    context = {
        "title": _("Merge %(gone)s into %(kept)s?") % {"gone": form.gone, "kept": form.kept},
        "gone": form.gone,
        "fields": diff(planned.differences),
        "counts": [
            (model._meta.verbose_name_plural, count)
            for model, count in planned.counts.items()
            if not model._meta.auto_created
        ],
        "sent": form.sent(),
        "reason": form.cleaned_data["reason"],
        "languages": preview_languages(),
    }
    return _answer(model_admin, request, "staff/merge/look.html", form.kept, context)


def _merged(model_admin, request, form):
    bases = (form.cleaned_data["base_kept"], form.cleaned_data["base_gone"])
    record = merge(
        form.kept,
        form.gone,
        form.choices(),
        request.user,
        bases=bases,
        reason=form.cleaned_data["reason"].strip(),
    )
    note = _("%(gone)s is merged into %(kept)s. Its addresses lead there now.")
    text = note % {"gone": form.gone.name, "kept": form.kept.name}
    undo = reverse("admin:members_merge_undo", args=[record.pk])
    link = format_html('{} <a href="{}">{}</a>', text, undo, _("Undo the merge"))
    messages.success(request, link)
    return HttpResponseRedirect(reverse("admin:members_member_change", args=[form.kept.pk]))


def _answer(model_admin, request, template, member, context):
    request.current_app = model_admin.admin_site.name
    shared = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "member": member,
        "original": member,
    }
    return TemplateResponse(request, template, shared | context)
