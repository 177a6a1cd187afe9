"""The log of events as a table to take along."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.exchange.exporting import simple_table
from members.models import AuditEvent
from members.staff.exchange.views import as_file, csv_separator

from .wording import in_a_line, who_of

_FORMATS = ("csv", "xlsx")
_AT_ONCE = 500  # rows that are read from the database together


@require_POST
def export_page(request):
    """All events as a table; that somebody took it is an event too."""
    if not request.user.has_perm("members.view_auditevent"):
        raise PermissionDenied
    kind = request.POST.get("format")
    kind = kind if kind in _FORMATS else _FORMATS[0]
    AuditEvent.objects.record(AuditEvent.Kind.LOG_EXPORTED, format=kind)
    pieces = simple_table(_title(), _headings(), _rows(), kind, csv_separator(request))
    return as_file(pieces, kind, f"audit-{timezone.localdate()}")


def _title():
    return _("Audit log")


def _headings():
    names = ("at", "kind", "who", "ip", "about", "details")
    return [str(AuditEvent._meta.get_field(name).verbose_name).capitalize() for name in names]


def _rows():
    events = AuditEvent.objects.select_related("actor").order_by("at", "pk")
    for event in events.iterator(chunk_size=_AT_ONCE):
        moment = timezone.localtime(event.at).isoformat(timespec="seconds")
        words = (event.get_kind_display(), who_of(event), event.ip or "", event.about)
        yield [moment, *map(str, words), in_a_line(event)]
