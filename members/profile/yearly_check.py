"""The yearly check's page: whoever has the mail's link answers for one member, without signing in.

Opening it changes nothing, as mail scanners open links; only a form that is sent does.
"""

from functools import wraps

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members.accounts.sign_in_codes import sign_in_by_code
from members.core.client_ip import sender_of
from members.core.limits import count_within
from members.freshness.yearly_check import answers, corrections
from members.models import Member
from members.presenting import current_site, preview
from members.presenting.labels import field_label

from .yearly_check_form import CheckForm, OtherPersonForm
from .yearly_check_rows import CHANGE

_HOURLY_LIMIT = 20


def _private(view):
    """Keep a page with a token in its address to who opened it: no cache, no other site."""

    @never_cache
    @wraps(view)
    def private(request, token):
        try:
            response = view(request, token)
        except answers.NotOpen:
            response = _not_open(request, token)
        # Not "no-referrer": a form would then be sent without the origin that is checked.
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return private


def _not_open(request, token):
    """Say what was answered by a link that was used; of every other that it does not work."""
    try:
        return _answered(request, token, status=410)
    except answers.NotOpen:
        return _gone(request, token)


def _gone(request, token, status=410):
    page = {"token": token, "is_too_much": status == 429}
    return render(request, "profile/confirming_gone.html", page, status=status)


@_private
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, token):
    """Show every piece of the profile with "right" and "change"; take the answer."""
    link = answers.find(token)
    if request.method != "POST":
        return _page(request, link)
    answer = request.POST.get("answer")
    if answer == "stopped":
        answers.stop_by(link, request.POST.get("message", ""))
        return redirect("confirming:done", token=token)
    return _other_person(request, link) if answer == "other" else _checked(request, link)


def _checked(request, link):
    """Take what was said of every piece of the page."""
    member = Member.objects.with_parts().get(pk=link.member_id)
    is_stale = request.POST.get("revision") != str(member.revision)
    form = CheckForm(member, current_site(), request.POST, is_stale=is_stale)
    if is_stale or form.problems:
        return _page(request, link, form, is_stale=is_stale)
    try:
        if not any(row.answer == CHANGE for row in form.rows):
            answers.confirm_by(link, request.POST["revision"])
        elif not corrections.apply_answer(
            link, request.POST["revision"], form.answer(), form.note_labels()
        ):
            return _go_on(request, link, form)
    except answers.Moved:
        return _page(request, link, is_stale=True)
    except ValidationError as error:
        form.show(error)
        return _page(request, link, form)
    return redirect("confirming:done", token=request.resolver_match.kwargs["token"])


def _other_person(request, link):
    """Take the address of the person whom we should ask instead."""
    form = OtherPersonForm(request.POST)
    if not form.is_valid():
        return _page(request, link, other=form)
    answers.pass_on_by(link, form.cleaned_data["email"].lower(), form.cleaned_data["words"])
    return redirect("confirming:done", token=request.resolver_match.kwargs["token"])


def _page(request, link, form=None, *, is_stale=False, other=None):
    site = current_site()
    member = Member.objects.with_parts().get(pk=link.member_id)
    to_change = link.answers.get("change", ())
    form = form or CheckForm(member, site, to_change=to_change)
    context = {
        "member": member,
        "view": preview(member, get_language(), site),
        "form": form,
        "problems": form.problems or (_other_problems(other) if other else []),
        "moved": is_stale,
        "link": link,
        "other": other or OtherPersonForm(),
        "pause": pause_of(site),
    }
    status = 409 if is_stale else 422 if context["problems"] else 200
    return render(request, "profile/confirming.html", context, status=status)


def _other_problems(form):
    return [
        (form[name].id_for_label, f"{form[name].label}{_(':')} {error}")
        for name, errors in form.errors.items()
        for error in errors
    ]


def pause_of(site):
    """Return the Text of a pause that is announced today, or None."""
    federation = site.federation
    if not federation.announces_pause(timezone.localdate()):
        return None
    return site.text(federation.pause_text, get_language())


def _go_on(request, link, form):
    """Go on to where the rest is changed, by way of a code to this very address."""
    pages = form.pages(link.member)
    if not pages:
        target = reverse("profile:check", args=[link.member.slug])
    elif len(pages) == 1:
        target = pages[0]
    else:
        target = reverse("profile:overview", args=[link.member.slug])
    if request.user == link.user:
        return redirect(target)
    logout(request)
    text = _("You are about to change the page of %(member)s. What you said is kept.")
    messages.info(request, text % {"member": link.member})
    return sign_in_by_code(request, link.user, target)


@_private
@require_safe
def done(request, token):
    """Say when and what was answered, as long as the link is known."""
    return _answered(request, token)


def _answered(request, token, status=200):
    link = answers.answer_of(token)
    context = {"link": link, "member": link.member, "token": token, "is_done": status == 200}
    for group in ("live", "waits", "told"):
        context[group] = [field_label(name) for name in link.answers.get(group, ())]
    return render(request, "profile/confirming_done.html", context, status=status)


@_private
@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request, token):
    """Send a new link to the address that had the old one, and say the same whatever it was."""
    if request.method != "POST":
        return render(request, "profile/confirming_sent.html")
    if not count_within(f"confirming:{sender_of(request, 'confirming')}", _HOURLY_LIMIT, 3600):
        return _gone(request, token, status=429)
    answers.send_new(token)
    return redirect("confirming:new", token=token)
