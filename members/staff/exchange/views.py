"""Import and export: what leaves as a table, and where a table comes in."""

import datetime as dt

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members.exchange import uploads
from members.exchange.as_of import export_as_of
from members.exchange.column_help import template_row
from members.exchange.columns import importable
from members.exchange.exporting import FORMATS, export, separator_of, table
from members.exchange.file_layout import FileError
from members.exchange.people import export_people
from members.exchange.term_tables import vocabularies
from members.models import AuditEvent, ImportJob, Member

_PER_PAGE = 20
_SEPARATORS = {"semicolon": ";", "comma": ","}
_REMEMBERED = "csv_separator"


def allow(request, *permissions):
    """Raise PermissionDenied unless the person has all of some permissions."""
    if not request.user.has_perms([f"members.{name}" for name in permissions]):
        raise PermissionDenied


def answer(request, template, context):
    """Return a page of the admin."""
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context})


@require_safe
def exchange_page(request):
    """Exports to choose from, a place for uploads, and the imports so far."""
    allow(request, "view_member")
    may_import = request.user.has_perm("members.add_importjob")
    jobs = (
        ImportJob.objects.select_related("created_by") if may_import else ImportJob.objects.none()
    )
    context = {
        "title": _("Import and export"),
        "may_import": may_import,
        "vocabularies": vocabularies(),
        "total": Member.objects.count(),
        "today": timezone.localdate(),
        "semicolon": csv_separator(request) == ";",
        "page": Paginator(jobs if may_import else jobs.none(), _PER_PAGE).get_page(
            request.GET.get("page")
        ),
    }
    return answer(request, "staff/exchange/exchange.html", context)


@require_safe
def export_page(request):
    """Members as a table: `?format=csv&status=published`, `?day=2026-03-31` for how it was."""
    allow(request, "view_member")
    kind = kind_of(request.GET.get("format"))
    if "day" in request.GET:
        return _as_of(request, kind)
    members = Member.objects.order_by("sort_name", "pk")
    if request.GET.get("status") in Member.Status.values:
        members = members.filter(status=request.GET["status"])
    AuditEvent.objects.record(AuditEvent.Kind.MEMBERS_EXPORTED, format=kind)
    pieces = export(members, kind, get_language(), csv_separator(request))
    return as_file(pieces, kind, f"members-{timezone.localdate()}")


def csv_separator(request):
    """Return the sign between cells of a CSV: the one chosen last, else that of the language."""
    chosen = request.GET.get("separator") or request.session.get(_REMEMBERED)
    if chosen not in _SEPARATORS:
        return separator_of(get_language())
    if "separator" in request.GET:
        request.session[_REMEMBERED] = chosen
    return _SEPARATORS[chosen]


def _as_of(request, kind):
    allow(request, "view_revision")
    try:
        day = parse_date(request.GET["day"])
    except ValueError:
        day = None
    if day is None:
        messages.error(request, _("Enter the day like this: 2026-03-31."))
        return HttpResponseRedirect(reverse("admin:exchange"))
    AuditEvent.objects.record(AuditEvent.Kind.MEMBERS_EXPORTED, str(day), format=kind)
    pieces = export_as_of(_end_of(day), kind, get_language(), csv_separator(request))
    return as_file(pieces, kind, f"members-{day}")


def _end_of(day):
    """Return the last moment of a day in the site's time zone."""
    try:
        end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time())
    except OverflowError:
        return timezone.now()
    return timezone.make_aware(end) - dt.timedelta(microseconds=1)


def kind_of(name):
    """Return a name of FORMATS; raise Http404 for any other."""
    if name not in FORMATS:
        raise Http404
    return name


def as_file(pieces, kind, name):
    """Return a download that is sent while it is made."""
    response = StreamingHttpResponse(pieces, content_type=FORMATS[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def people_page(request):
    """Owners and editors with their addresses, for administrators; the log says who took it."""
    allow(request, "add_importjob", "view_editor")
    kind = kind_of(request.POST.get("format"))
    text = _("Downloaded the addresses of owners and editors")
    LogEntry.objects.log_actions(request.user.pk, [request.user], CHANGE, text, single_object=True)
    AuditEvent.objects.record(AuditEvent.Kind.PEOPLE_EXPORTED, format=kind)
    pieces = export_people(kind, csv_separator(request))
    return as_file(pieces, kind, f"people-{timezone.localdate()}")


@require_safe
def template_page(request, kind):
    """An empty table with every column, what stands in it, and an example."""
    allow(request, "add_importjob")
    pieces = table(
        importable(2),
        [template_row()],
        kind_of(kind),
        get_language(),
        csv_separator(request),
        explain=True,
    )
    return as_file(pieces, kind, "template")


@require_POST
def upload_page(request):
    """Take a table in, and go on to its columns."""
    allow(request, "add_importjob")
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose a file first."))
        return HttpResponseRedirect(reverse("admin:exchange"))
    try:
        job = uploads.receive(file, request.user)
    except FileError as error:
        messages.error(
            request, sentence({"message": error.message, "row": error.row, "column": error.column})
        )
        return HttpResponseRedirect(reverse("admin:exchange"))
    return HttpResponseRedirect(reverse("admin:import", args=[job.pk]))


def sentence(trouble):
    """Return what is wrong with a file, with the row and column where there are any."""
    message, row, column = (trouble.get(name) for name in ("message", "row", "column"))
    if row and column:
        return _("Row %(row)d, column %(column)s: %(message)s") % {
            "row": row,
            "column": column,
            "message": message,
        }
    return _("Row %(row)d: %(message)s") % {"row": row, "message": message} if row else message
