"""The outbox: each mail, to whom, why, and what became of it; sending one again."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from post_office.models import Email

from members.mailing import history, stopped
from members.models import AuditEvent

_PER_PAGE = 50
_STATES = {
    "waiting": gettext_lazy("Waiting"),
    "sent": gettext_lazy("Sent"),
    "given_up": gettext_lazy("Given up"),
    "expired": gettext_lazy("Too late"),
}


def _allow(request):
    if not request.user.has_perm("members.change_mailtext"):
        raise PermissionDenied


@require_safe
def outbox_page(request):
    """Mails in one state, the newest first; of one address where it is asked for."""
    _allow(request)
    state = request.GET.get("state")
    state = state if state in _STATES else history.STATES[0]
    address = request.GET.get("to", "").strip()[:254]
    page = Paginator(history.mails(state, address), _PER_PAGE).get_page(request.GET.get("page"))
    counts = history.counts()
    context = {
        **admin.site.each_context(request),
        "title": _("Outbox"),
        "state": state,
        "tabs": [(name, label, counts[name]) for name, label in _STATES.items()],
        "address": address,
        "page": page,
        "mails": history.described(list(page)),
        "last_sent": stopped.flow()["last_sent"],
    }
    return TemplateResponse(request, "staff/settings/outbox.html", context)


@require_safe
def mail_page(request, pk):
    """One mail with its text, unless that lets somebody in."""
    _allow(request)
    row = get_object_or_404(Email.objects.defer("html_message"), pk=pk)
    (mail,) = history.described([row])
    context = {
        **admin.site.each_context(request),
        "title": mail.subject or mail.label,
        "mail": mail,
        "state": _STATES[mail.state],
    }
    return TemplateResponse(request, "staff/settings/outbox_mail.html", context)


@require_POST
def send_again_page(request, pk):
    """Send one mail again, or try at once."""
    _allow(request)
    row = get_object_or_404(Email, pk=pk)
    if history.send_again(row):
        (mail,) = history.described([row])
        AuditEvent.objects.record(AuditEvent.Kind.MAIL_REPEATED, mail.label, to=mail.to)
        text = _("The mail to %(address)s goes out within a minute.") % {"address": mail.to}
        messages.success(request, text)
    else:
        messages.warning(request, _("This mail cannot be sent again, or was a moment ago."))
    return HttpResponseRedirect(reverse("admin:outbox"))
