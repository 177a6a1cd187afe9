"""The yearly check's page: whoever has the mail's link answers for one member, without signing in.

Opening it changes nothing, as mail scanners open links; only a form that is sent does.
"""

from functools import wraps

from django.contrib import messages
from django.core.cache import cache
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.freshness import confirming
from members.models import Member, Task
from members.presenting import current_site, preview
from members.presenting.labels import field_label
from members.web.visitor import sender_of

from . import cells
from .confirming_rows import CHANGE, rows_of

_HOURLY_LIMIT = 20


def _private(view):
    """Keep a page with a token in its address to who opened it: no cache, no other site."""

    @never_cache
    @wraps(view)
    def kept(request, token):
        try:
            response = view(request, token)
        except confirming.NotOpen:
            response = _gone(request, token)
        # Not "no-referrer": a form would then be sent without the origin that is checked.
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return kept


def _gone(request, token, status=410):
    page = {"token": token, "is_too_much": status == 429}
    return render(request, "profile/confirming_gone.html", page, status=status)


@_private
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, token):
    """Show every piece of the profile with "right" and "change"; take the answer."""
    link = confirming.find(token)
    if request.method != "POST":
        return _page(request, link)
    if request.POST.get("answer") == "stopped":
        confirming.stop_by(link, request.POST.get("message", ""))
        return redirect("confirming:done", token=token)
    member = Member.objects.with_parts().get(pk=link.member_id)
    if request.POST.get("revision") != str(member.revision):
        return _page(request, link, moved=True)
    rows = rows_of(member, current_site(), request.POST)
    if any(row.is_unanswered for row in rows):
        return _page(request, link, rows)
    if wrong := [row for row in rows if row.answer == CHANGE]:
        return _change(request, link, wrong)
    try:
        confirming.confirm_by(link, request.POST["revision"])
    except confirming.Moved:
        return _page(request, link, moved=True)
    return redirect("confirming:done", token=token)


def _page(request, link, rows=None, *, moved=False):
    site = current_site()
    member = Member.objects.with_parts().get(pk=link.member_id)
    rows = rows or rows_of(member, site)
    doubtful = [row for row in rows if row.doubts]
    context = {
        "member": member,
        "view": preview(member, get_language(), site),
        "doubtful": doubtful,
        "certain": [row for row in rows if not row.doubts],
        "unanswered": [row for row in rows if row.is_unanswered],
        "moved": moved,
        "link": link,
        "pause": pause_of(site),
    }
    status = 409 if moved else 422 if context["unanswered"] else 200
    return render(request, "profile/confirming.html", context, status=status)


def pause_of(site):
    """Return the Text of a pause that is announced today, or None."""
    federation = site.federation
    if not federation.announces_pause(timezone.localdate()):
        return None
    return site.text(federation.pause_text, get_language())


def _change(request, link, wrong):
    """Go on to where it is changed; of what only staff change, tell them."""
    by_staff = [row for row in wrong if not row.url]
    if by_staff:
        _tell_staff(link, by_staff)
        text = _("Staff have been told that this is not right: %(fields)s.")
        messages.success(request, text % {"fields": ", ".join(row.label for row in by_staff)})
    pages = list(dict.fromkeys(row.url for row in wrong if row.url))
    if not pages:
        return redirect(request.path)
    target = pages[0] if len(pages) == 1 else reverse("profile:overview", args=[link.member.slug])
    if request.user == link.user:
        return redirect(target)
    way = urlencode({"next": target, "email": link.user.email})
    return redirect(f"{reverse('account_request_login_code')}?{way}")


def _tell_staff(link, rows):
    with override(current_site().languages[0]):
        labels = dict.fromkeys(field_label(cells.parse(row.cell)[0]) for row in rows)
        text = _("%(name)s says that this is not right: %(fields)s.")
        detail = text % {"name": link.user, "fields": ", ".join(labels)}
    Task.objects.raise_for(link.member, Task.Kind.OTHER, subject=f"check {link.pk}", detail=detail)


@_private
@require_safe
def done(request, token):
    """Say what was answered, for the hour in which somebody may look again."""
    link = confirming.answer_of(token)
    return render(request, "profile/confirming_done.html", {"link": link, "member": link.member})


@_private
@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request, token):
    """Send a new link to the address that had the old one, and say the same whatever it was."""
    if request.method != "POST":
        return render(request, "profile/confirming_sent.html")
    counter = f"confirming:{sender_of(request, 'confirming')}"
    cache.add(counter, 0, 3600)
    if cache.incr(counter) > _HOURLY_LIMIT:
        return _gone(request, token, status=429)
    confirming.send_new(token)
    return redirect("confirming:new", token=token)
