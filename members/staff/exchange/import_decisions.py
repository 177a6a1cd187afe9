"""Decisions about the rows of an import: one by one, all of a cause, and what to read instead."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from members.exchange import decisions, new_terms, worker
from members.exchange.refused_rows import refused_rows
from members.models import ImportJob, ImportRow

from .import_job import back, job_of
from .import_problems import ADD, NAMED_VOCABULARIES
from .views import as_file, csv_separator


@require_POST
def decide_page(request, pk):
    """Keep decisions, and rehearse the file with them."""
    job = job_of(request, pk)
    show = request.POST.get("show", "")
    query = f"?show={show}" if show in ImportRow.Outcome.values else ""
    if job.state != ImportJob.State.REHEARSED:
        messages.warning(request, _("A colleague has already gone on with this import."))
        return back(job)
    count = _decided(request, job)
    if not count:
        messages.info(request, _("Nothing was decided yet. Choose for at least one row."))
        return back(job, query)
    if job.move("rehearse", trouble={}):
        worker.start(job)
    words = ngettext("%(count)d decision kept.", "%(count)d decisions kept.", count)
    messages.success(request, words % {"count": count})
    return back(job, query)


def _decided(request, job):
    """Keep what a form says; return how many decisions that are."""
    data = request.POST
    cause = next((cause for cause in job.causes if cause["key"] == data.get("cause")), None)
    if "forget" in data:
        return _forgotten(job, data["forget"])
    if cause and data.get("all") == ADD and cause["field"] in NAMED_VOCABULARIES:
        return new_terms.add_terms(cause["field"], [value for value, _count in cause["values"]])
    if cause and "replace" in data:
        return _replaced(request, job, cause)
    if cause:
        return decisions.decide_cause(job, cause["key"], data.get("all", ""))
    answers = {
        int(name[4:]): value
        for name, value in data.items()
        if name.startswith("row_") and name[4:].isdecimal() and len(name) < 14 and value
    }
    left_out = {int(number) for number in data.getlist("out") if number.isdecimal()}
    return decisions.decide_rows(job, answers | dict.fromkeys(left_out, decisions.LEAVE_OUT))


def _forgotten(job, index):
    """Take back the reading that a button stands for; return how many that are."""
    readings = job.notes.get("replaced", {}).get("readings", [])
    if not index.isdecimal() or int(index[:6]) >= len(readings):
        return 0
    field, cell, _meaning, _count = readings[int(index[:6])]
    return decisions.read_as_it_stands(job, field, cell)


def _replaced(request, job, cause):
    """Keep what is read instead of some values; what cannot be read itself is said and left."""
    instead, data = {}, request.POST
    for index, (value, _count) in enumerate(cause["values"]):
        text = data.get(f"instead_{index}", "").strip()[:2000]
        if wrong := decisions.unreadable(cause["field"], text):
            messages.error(request, wrong)
        elif text or f"empty_{index}" in data:
            instead[value] = text
    if instead and cause["field"]:
        decisions.replace(job, cause["field"], instead)
    return len(instead)


@require_safe
def refused_page(request, pk):
    """The rows that come to nothing, to be mended and sent again."""
    job = job_of(request, pk)
    return as_file(refused_rows(job, csv_separator(request)), "csv", f"import-{job.pk}-rest")
