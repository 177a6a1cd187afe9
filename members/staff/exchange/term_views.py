"""Themes, places and working areas as tables: exported, and taken in after a look at each row."""

import tempfile
from collections import Counter
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from members.exchange import term_tables
from members.exchange.file_layout import FileError, check_size
from members.models import AuditEvent, DirectoryVersion
from members.publishing.terms import VOCABULARIES

from .views import allow, answer, as_file, csv_separator, kind_of, sentence

_SALT = "members.exchange.terms"
_HOURS = 24


@require_safe
def export_page(request):
    """A vocabulary as a table: `?vocabulary=themes&format=csv`."""
    allow(request, "view_member")
    name, kind = _vocabulary(request.GET.get("vocabulary")), kind_of(request.GET.get("format"))
    pieces = term_tables.export_terms(name, kind, csv_separator(request))
    return as_file(pieces, kind, f"{name}-{timezone.localdate()}")


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request):
    """Show what a table of terms would do; do it once it was looked at."""
    allow(request, "add_importjob")
    if request.method != "POST":  # a language chosen on the answer leads here
        return HttpResponseRedirect(reverse("admin:exchange"))
    if "rows" in request.POST:
        return _apply(request)
    name = _vocabulary(request.POST.get("vocabulary"))
    allow(request, *_permissions(name))
    file = request.FILES.get("file")
    if file is None:
        return _refuse(request, _("Choose a file first."))
    try:
        rows = _read(file)
    except FileError as error:
        trouble = {"message": error.message, "row": error.row, "column": error.column}
        return _refuse(request, sentence(trouble))
    return _look(request, name, rows)


def _permissions(name):
    model = VOCABULARIES[name]._meta.model_name
    return f"add_{model}", f"change_{model}"


def _read(upload):
    check_size(upload.size)
    folder = Path(settings.IMPORT_ROOT)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".terms") as file:
        for piece in upload.chunks():
            file.write(piece)
        file.flush()
        return term_tables.read_terms(file.name)


def _look(request, name, rows):
    """Show the rows with what each would do; they wait in the form, signed."""
    version = str(DirectoryVersion.objects.current())
    term_tables.plan(name, rows)
    counts = Counter(row.outcome for row in rows)
    waiting = {"name": name, "version": version, "rows": [row.plain() for row in rows]}
    context = {
        "title": dict(term_tables.vocabularies())[name],
        "rows": [row for row in rows if row.outcome != "unchanged"],
        "counts": counts,
        "ready": counts["new"] + counts["changed"],
        "waiting": signing.dumps(waiting, salt=_SALT, compress=True),
    }
    return answer(request, "staff/exchange/terms.html", context)


def _apply(request):
    try:
        waiting = signing.loads(request.POST["rows"], salt=_SALT, max_age=_HOURS * 3600)
    except signing.BadSignature:
        return _refuse(request, _("This page is too old. Upload the file again."))
    name, rows = waiting["name"], term_tables.rows_of_plain(waiting["rows"])
    allow(request, *_permissions(name))
    if waiting["version"] != str(DirectoryVersion.objects.current()):
        messages.warning(request, _("Somebody changed the site meanwhile. Look at it once more."))
        return _look(request, name, rows)
    new, changed = term_tables.apply_terms(name, term_tables.plan(name, rows))
    label = dict(term_tables.vocabularies())[name]
    AuditEvent.objects.record(AuditEvent.Kind.SETTING_CHANGED, label)
    words = ngettext(
        "%(label)s: %(count)d term was added or changed.",
        "%(label)s: %(count)d terms were added or changed.",
        new + changed,
    )
    messages.success(request, words % {"label": label, "count": new + changed})
    model = VOCABULARIES[name]._meta.model_name
    return HttpResponseRedirect(reverse(f"admin:members_{model}_changelist"))


def _vocabulary(name):
    if name not in VOCABULARIES:
        raise Http404
    return name


def _refuse(request, words):
    messages.error(request, words)
    return HttpResponseRedirect(reverse("admin:exchange"))
