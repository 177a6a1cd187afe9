"""The way out of a digest, and the mailbox of a machine that sends no mail."""

import re

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe
from post_office.models import Email

from . import opt_outs
from .kinds import KINDS
from .outbox import KIND_HEADER

_SHOWN = 60
_ADDRESS = re.compile(r"https?://\S+")


# Mail programs post here of themselves, without a cookie; the signature is what counts.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """GET asks, as mail programs and scanners open links; POST does it (RFC 8058)."""
    recipient = opt_outs.read(token)
    if recipient is None:
        raise Http404
    user, kind = recipient
    if request.method == "POST":
        opt_outs.opt_out(user, kind)
    page = {"kind": KINDS[kind].label, "is_done": request.method == "POST"}
    return render(request, "mail/unsubscribe.html", page)


@never_cache
@require_safe
def mailbox(request, pk=None):
    """The mails that a machine of one's own would have sent, the newest open."""
    _only_local()
    mails = Email.objects.order_by("-created", "-pk")
    opened = get_object_or_404(mails, pk=pk) if pk else mails.first()
    page = {
        "mails": [_line(mail) for mail in mails.defer("html_message")[:_SHOWN]],
        "shown": opened,
        "kind": opened and _label(opened),
        "paragraphs": _paragraphs(request, opened) if opened else [],
    }
    return render(request, "mail/mailbox.html", page)


@never_cache
@require_safe
# A mail has its styles within; nothing of it can run or reach another page.
@csp_replace({"style-src": ["'unsafe-inline'"], "script-src": ["'none'"], "sandbox": True})
def mailbox_html(request, pk):
    """One mail as a mail program shows it."""
    _only_local()
    mail = get_object_or_404(Email, pk=pk)
    return HttpResponse(_here(request, mail.html_message))


def _only_local():
    if not (settings.LOCAL or settings.DEBUG):
        raise Http404


def _line(mail):
    return {
        "pk": mail.pk,
        "to": ", ".join(mail.to),
        "subject": mail.subject,
        "kind": _label(mail),
        "created": mail.created,
    }


def _label(mail):
    kind = KINDS.get((mail.headers or {}).get(KIND_HEADER))
    return kind.label if kind else ""


def _here(request, text):
    # Links lead to where this page is served, whatever port that is.
    return text.replace(settings.SITE_URL, request.build_absolute_uri("/").rstrip("/"))


def _paragraphs(request, mail):
    """Return the plain text as paragraphs of lines, each line with its address, if it has one."""
    paragraphs = []
    for paragraph in _here(request, mail.message).split("\n\n"):
        lines = []
        for line in paragraph.splitlines():
            match = _ADDRESS.search(line)
            lines.append({"text": line, "url": match[0] if match else ""})
        paragraphs.append(lines)
    return paragraphs
