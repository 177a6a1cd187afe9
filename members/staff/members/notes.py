"""Notes and labels of a member: for staff alone, on the member's form and beside its history."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.core.request_input import is_number
from members.models import Label, Member, Note, Report, Task
from members.models.texts import PlainTextField
from members.models.validators import within_limit
from members.web.unsent_forms import too_long

_NAME_LIMIT = Label._meta.get_field("name").max_length


class NoteForm(forms.ModelForm):
    """A new note."""

    class Meta:
        model = Note
        fields = ("text",)
        field_classes = {"text": PlainTextField}


def panel(user, member, *, is_open=True):
    """Return what a person may see and do of a member's notes, labels and what waits, as a dict.

    It is shown open where there is something to read, unless `is_open` is False.
    """
    context = {"member": member, "notes": [], "labels": []}
    if user.has_perm("members.view_note"):
        notes = member.notes.select_related("author")
        context["notes"] = [(note, _may_delete(user, note)) for note in notes]
    if user.has_perm("members.view_label"):
        mine = set(member.labels.values_list("pk", flat=True))
        context["labels"] = [(label, label.pk in mine) for label in Label.objects.all()]
    context |= {
        "may_note": user.has_perm("members.add_note"),
        "may_label": user.has_perm("members.change_label"),
        "may_name": user.has_perm("members.add_label"),
        "chosen": [label for label, is_on in context["labels"] if is_on],
    }
    if user.has_perm("members.view_report"):
        context["reports"] = Report.objects.waiting().filter(member=member)[:5]
    if user.has_perm("members.view_task"):
        context["tasks"] = Task.objects.open().filter(member=member)[:5]
    to_read = context["notes"] or context.get("reports") or context.get("tasks")
    return context | {"is_open": is_open and bool(to_read)}


def _may_delete(user, note):
    return note.author_id == user.pk or user.has_perm("members.delete_note")


@require_POST
def add_note(request, pk):
    """Write a note about a member."""
    member = _member(request, pk, "add_note")
    form = NoteForm({"text": request.POST.get("text", "").replace("\x00", "")})
    if form.is_valid():
        form.instance.member, form.instance.author = member, request.user
        form.save()
        messages.success(request, _("Your note is kept. Only staff see it."))
    elif form.data["text"].strip():
        return too_long(request, "text", ValidationError(form.errors["text"]))
    else:
        messages.error(request, _("Write the note first."))
    return _back(member.pk)


@require_POST
def delete_note(request, pk):
    """Delete a note: one's own, or any, for whoever may."""
    if not request.user.has_perm("members.view_note"):
        raise PermissionDenied
    notes = Note.objects.all()
    if not request.user.has_perm("members.delete_note"):
        notes = notes.filter(author=request.user)
    note = get_object_or_404(notes, pk=pk)
    note.delete()
    messages.success(request, _("The note is deleted."))
    return _back(note.member_id)


@require_POST
def set_labels(request, pk):
    """Put labels on a member and take others off; only what the person changed is written."""
    member = _member(request, pk, "change_label")
    offered, chosen = _labels(request, "shown"), _labels(request, "label")
    member.labels.add(*chosen - offered)
    member.labels.remove(*offered - chosen)
    try:
        name = within_limit(request.POST.get("name", "").replace("\x00", ""), _NAME_LIMIT)
    except ValidationError as error:
        return too_long(request, "name", error)
    if name:
        _add_by_name(request, member, name)
    messages.success(request, _("The labels are kept. Only staff see them."))
    return _back(member.pk)


def _labels(request, name):
    pks = [pk for pk in request.POST.getlist(name) if is_number(pk)]
    return set(Label.objects.filter(pk__in=pks))


def _add_by_name(request, member, name):
    """Put a label on a member, a new one where there is none of that name."""
    label = Label.objects.filter(name__iexact=name).first()
    if label is None and request.user.has_perm("members.add_label"):
        try:
            with transaction.atomic():
                label = Label.objects.create(name=name)
        except IntegrityError:
            label = Label.objects.filter(name__iexact=name).first()
    if label:
        member.labels.add(label)


def _member(request, pk, permission):
    if not request.user.has_perms(["members.view_member", f"members.{permission}"]):
        raise PermissionDenied
    return get_object_or_404(Member.objects.only("pk"), pk=pk)


def _back(pk):
    return HttpResponseRedirect(reverse("admin:members_member_change", args=[pk]) + "#internal")
