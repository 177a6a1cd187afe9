"""Take a colleague's lost second factor away; the next sign-in makes a new one."""

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from members.accounts import account_admin_actions
from members.models import User


def permissions_of(user):
    """Return the ids of what a person may do, whether the account is active or not."""
    granted = Q(group__user=user) | Q(user=user)
    return set(Permission.objects.filter(granted).values_list("pk", flat=True))


def may_manage(actor, user):
    """Whether a person may change an account: never that of somebody who may do more."""
    if actor.is_superuser:
        return True
    return not user.is_superuser and permissions_of(user) <= permissions_of(actor)


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def reset_view(request, pk):
    """Ask whether it is really this colleague, and take the factor away on POST."""
    user = User.objects.filter(pk=pk).first()
    if not request.user.has_perm("members.change_user"):
        raise PermissionDenied
    if user is None:
        raise Http404
    # One's own is taken away on the page of one's own account, which asks for the factor.
    if user == request.user or not may_manage(request.user, user):
        raise PermissionDenied
    if request.method == "POST":
        return _reset(request, user)
    context = {
        **admin.site.each_context(request),
        "title": _("Take away the second factor of %(name)s") % {"name": user},
        "person": user,
        "factors": words_of(user),
        "opts": User._meta,
    }
    return TemplateResponse(request, "staff/people/second_factor.html", context)


def _reset(request, user):
    account_admin_actions.reset_second_factor(user)
    text = _("The second factor of %(name)s is gone, and a mail says so.") % {"name": user}
    LogEntry.objects.log_actions(
        request.user.pk, [user], CHANGE, _("Second factor taken away"), single_object=True
    )
    messages.success(request, text)
    return HttpResponseRedirect(reverse("admin:members_user_change", args=[user.pk]))


def words_of(user):
    """Return what somebody has as a second factor, in words; "" for nothing."""
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    words = []
    if Authenticator.Type.TOTP in kinds:
        words.append(_("an authenticator app"))
    if keys := kinds.count(Authenticator.Type.WEBAUTHN):
        words.append(ngettext("%(count)d passkey", "%(count)d passkeys", keys) % {"count": keys})
    return ", ".join(words)


def state_of(user):
    """Return the words with the way to this page."""
    words = words_of(user)
    if not words:
        return _("None yet.")
    url = reverse("admin:members_user_second_factor", args=[user.pk])
    return format_html('{} · <a href="{}">{}</a>', words, url, _("Lost? Take it away"))
