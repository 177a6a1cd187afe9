"""A mail as it would be about a real member: looked at, sent to oneself, its words taken back."""

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members.mailing import outbox
from members.mailing.examples import example_values
from members.mailing.kinds import KINDS
from members.models import AuditEvent, MailText, Member
from members.staff import member_search

from .mail_texts_list import title

_MOST = 8


@require_http_methods(["GET", "HEAD", "POST"])
def mail_trial_page(request, kind, language):
    """Show a mail about the member that is looked for; send it to oneself, or reset its words."""
    if not request.user.has_perm("members.change_mailtext"):
        raise PermissionDenied
    if kind not in KINDS or language not in dict(settings.LANGUAGES):
        raise Http404
    members, name = _members(request.POST.get("member") or request.GET.get("member", ""))
    member = members[0] if members else None
    if "reset" in request.POST:
        return _reset(request, kind, language)
    values = example_values(kind, member, request.user, language)
    if request.method == "POST":
        outbox.queue(kind, request.user.email, language, values)
        text = _("This mail is on its way to %(email)s.") % {"email": request.user.email}
        messages.success(request, text)
        return HttpResponseRedirect(request.get_full_path())
    context = {
        **admin.site.each_context(request),
        "title": title(kind, language),
        "kind": kind,
        "language": language,
        "member": member,
        "typed": name,
        "others": members[1:],
        "own": MailText.objects.filter(kind=kind, language=language).first(),
        "mail": outbox.preview_mail(kind, language, values),
        "opts": MailText._meta,
    }
    return TemplateResponse(request, "staff/settings/mail_trial.html", context)


def _members(text):
    """Return (the first members that a text finds, the text); without one the first of all."""
    text = text.strip()[:200].replace("\x00", "")
    members = member_search.search(Member.objects.published(), text)
    rows = members.order_by("sort_name", "pk").only("name", "slug", "sort_name")
    return list(rows[:_MOST]), text


def _reset(request, kind, language):
    """Bring Koepel's own words back."""
    if not request.user.has_perm("members.delete_mailtext"):
        raise PermissionDenied
    count, _rows = MailText.objects.filter(kind=kind, language=language).delete()
    if count:
        about = title(kind, language)
        what = _("own words deleted")
        AuditEvent.objects.record(AuditEvent.Kind.SETTING_CHANGED, about, what=what)
        messages.success(request, _("This mail has Koepel’s own words again."))
    return HttpResponseRedirect(reverse("admin:mail_trial", args=[kind, language]))
