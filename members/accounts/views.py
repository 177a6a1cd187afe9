"""Pages around signing in: invitations, a fresh sign-in, sessions, the way to the admin."""

from allauth.account.internal.flows.logout import logout
from allauth.core import context
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.core.request_input import is_number
from members.models import User
from members.models.validators import within_limit
from members.web import unsent_forms
from members.web.unsent_forms import too_long

from . import devices, invitations, languages
from .adapter import home_of
from .email_addresses import user_of

_NAME_LIMIT = User._meta.get_field("name").max_length


def next_of(request, default=""):
    """Return the page of ours that the request wants to go to afterwards, else the default."""
    url = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(url, {request.get_host()}, request.is_secure())
    return url if safe else default


@never_cache
@require_GET
def admin_login(request):
    """The admin's way in is everybody's: one door, with a second factor behind it."""
    target = next_of(request, reverse("admin:index"))
    if not request.user.is_authenticated:
        way = urlencode({"next": target})
        return redirect(f"{reverse('account_request_login_code')}?{way}")
    if request.user.is_staff:
        return HttpResponseRedirect(target)
    return render(request, "account/no_rights.html", status=403)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def fresh(request):
    """Ask for a sign-in anew, by a code, before something that an intruder would like to do."""
    target = next_of(request)
    if request.method == "POST":
        email = request.user.email
        logout(request)
        way = {"next": target, "email": email} if target else {"email": email}
        return redirect(f"{reverse('account_request_login_code')}?{urlencode(way)}")
    return render(request, "account/fresh.html", {"next": target})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request):
    """The browsers in which somebody is signed in; each of them, or all others, can be ended."""
    if request.method == "POST":
        mine = UserSession.objects.filter(user=request.user)
        others = mine.exclude(session_key=request.session.session_key)
        if "session" in request.POST:
            number = request.POST["session"]
            others = [get_object_or_404(others, pk=number if is_number(number) else 0)]
        for session in others:
            session.end()
        messages.success(request, _("Signed out there."))
        return redirect("usersessions_list")
    rows = UserSession.objects.purge_and_list(request.user)
    rows.sort(key=lambda row: (not row.is_current(), -row.last_seen_at.timestamp()))
    for row in rows:
        row.browser = devices.in_words(row.user_agent)
    return render(request, "usersessions/usersession_list.html", {"sessions": rows})


@login_required
@require_POST
def language(request):
    """Keep the language that somebody chose in the header, and go back to the page.

    Without script the header sends the page's form along: what was typed waits for the page.
    """
    page, code = next_of(request, "/"), request.POST.get("language", "")
    response = redirect(page)
    if typed := unsent_forms.values_in(request, page, ["language", code]):
        unsent_forms.save_unsent(response, typed, request.user.pk)
    if languages.set_language(request.user, code):
        languages.remember(response, code)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """Show who invites to what; only the button accepts, as mail programs open links too."""
    try:
        invite = invitations.find(token)
        if request.method == "POST":
            return _accept(request, token)
    except invitations.NotOpen as error:
        context = {"state": error.state}
        return render(request, "account/invitation_gone.html", context, status=410)
    page = {
        "invitation": invite,
        "is_known": request.user.is_authenticated or user_of(invite.email) is not None,
        "is_other": request.user.is_authenticated and request.user.email != invite.email,
    }
    return render(request, "account/invitation.html", page)


def _accept(request, token):
    signed_in = request.user if request.user.is_authenticated else None
    try:
        name = within_limit(request.POST.get("name", "").replace("\x00", ""), _NAME_LIMIT)
    except ValidationError as error:
        return too_long(request, "name", error)
    accepted, user = invitations.accept(token, signed_in, name=name, language=get_language())
    target = member_home(accepted.member, user)
    if signed_in:
        messages.success(request, _("You can now edit this profile."))
        return redirect(target)
    with context.request_context(request):
        return invitations.sign_in(request, user, accepted.email, target)


def member_home(member, user):
    """Return the page on which somebody's work for a member begins."""
    return reverse("profile:overview", args=[member.slug]) if member else home_of(user)
