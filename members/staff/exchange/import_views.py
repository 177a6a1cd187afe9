"""One import: its columns, its rehearsal row by row, and the decision."""

from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.accounts import invitation_batches
from members.exchange import uploads, worker
from members.models import AuditEvent, ImportJob, InvitationBatch
from members.presenting.numbers import number

from .import_columns import change_layout, columns_of, keys_of
from .import_job import back, job_of
from .import_rows import rows_of
from .views import answer, sentence

_State = ImportJob.State


@require_safe
def import_page(request, pk):
    """The import as it stands: its columns, its progress, its rehearsal or what became of it."""
    job = job_of(request, pk)
    if job.is_at_work:
        worker.wake(job)
        job.refresh_from_db()
    batch = _invitations(job)
    context = {"title": _("Import of %(file)s") % {"file": job.file_name}, "job": job}
    context["invitations"] = batch
    context["trouble"] = sentence(job.trouble) if job.trouble else ""
    if job.state in (_State.REHEARSING, _State.APPLYING):
        return answer(request, "staff/exchange/import_progress.html", context | _progress(job))
    again = "columns" in request.GET and job.state == _State.REHEARSED
    if again or job.state in (_State.UPLOADED, _State.FAILED):
        return answer(request, "staff/exchange/import_columns.html", context | columns_of(job))
    if job.state in (_State.CANCELLED, _State.EXPIRED):
        return answer(request, "staff/exchange/import_over.html", context)
    return answer(request, "staff/exchange/import_rows.html", context | rows_of(request, job))


def _invitations(job):
    """Return the batch that invites the file's owners, woken where nobody sends it, or None."""
    batch = InvitationBatch.objects.filter(job=job).first()
    if batch:
        invitation_batches.wake(batch)
    return batch


@require_safe
def import_progress(request, pk):
    """How far the machine is, as JSON; whoever asks keeps it going."""
    job = job_of(request, pk)
    worker.wake(job)
    job.refresh_from_db()
    return JsonResponse(_progress(job) | {"working": job.is_at_work and job.state != "applied"})


def _progress(job):
    count, total = worker.progress(job), _total(job)
    if total:
        count = min(count, total)
        words = _("%(done)s of %(total)s rows") % {"done": number(count), "total": number(total)}
    else:
        words = _("%(done)s rows") % {"done": number(count)}
    return {"done": count, "total": total, "words": words}


def _total(job):
    if job.state == _State.APPLYING:
        return job.counts.get("new", 0) + job.counts.get("changed", 0)
    return job.total


@require_POST
def rehearse_page(request, pk):
    """Keep what was said about the file, and rehearse it."""
    job = job_of(request, pk)
    if job.state not in (_State.UPLOADED, _State.FAILED, _State.REHEARSED):
        messages.warning(request, _("A colleague has already gone on with this import."))
        return back(job)
    if change_layout(job, request):
        return back(job, "?columns=1")
    keys = keys_of(job, request)
    if keys is None:
        return back(job, "?columns=1")
    empty = request.POST.get("empty", job.empty)
    if empty not in ImportJob.Empty.values:
        empty = ImportJob.Empty.LEAVE
    if job.move("rehearse", mapping=keys, empty=empty, trouble={}, counts={}):
        worker.start(job)
    return back(job)


@require_POST
def apply_page(request, pk):
    """Do what was rehearsed, after a decision on how."""
    job = job_of(request, pk)
    undone = job.counts.get("error") or job.counts.get("asked")
    if undone and "leave_out" not in request.POST:
        messages.error(request, _("Tick that the rows with problems are left out."))
        return back(job)
    mode = request.POST.get("mode")
    if mode not in ImportJob.Mode.values:
        messages.error(request, _("Choose what to do with the rows."))
        return back(job)
    if job.move("apply", mode=mode, trouble={}):
        AuditEvent.objects.record(AuditEvent.Kind.IMPORTED, job.file_name, how=mode)
        worker.start(job)
    else:
        messages.warning(request, _("A colleague has already gone on with this import."))
    return back(job)


@require_POST
def cancel_page(request, pk):
    """Throw the import away."""
    job = job_of(request, pk)
    if uploads.forget(job):
        messages.success(
            request,
            _("The import of %(file)s was deleted. Nothing was changed.") % {"file": job.file_name},
        )
        return HttpResponseRedirect(reverse("admin:exchange"))
    messages.warning(request, _("A colleague has already gone on with this import."))
    return back(job)
