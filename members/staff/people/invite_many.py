"""Inviting the owners of many members: prepared, looked at, sent off once, and followed."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.core.validators import validate_email
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from members.accounts import invitation_batches
from members.accounts.invitations import preview
from members.models import BatchInvitation, Editor, Invitation, InvitationBatch
from members.presenting.numbers import number
from members.publishing import inviting
from members.staff.exchange.views import allow, answer
from members.web.context import endonym

MOST = 20_000  # at once
_PER_PAGE = 50
_MOST_WORDS = 1000
_State, _Outcome = InvitationBatch.State, BatchInvitation.Outcome


def start(request, pks):
    """Prepare invitations for some members and go on to the page that shows them."""
    allow(request, "add_invitation")
    batch = inviting.prepare(pks, request.user)
    return HttpResponseRedirect(reverse("admin:invite_many", args=[batch.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def invite_many_page(request, pk):
    """The batch as it stands: to be looked at, on its way, or what became of each."""
    batch = _batch(request, pk)
    if batch.state == _State.DRAFT and request.method == "POST":
        return _act(request, batch)
    if batch.state == _State.DRAFT:
        return _draft(request, batch)
    if request.method == "POST":
        return HttpResponseRedirect(request.path)
    invitation_batches.wake(batch)
    batch.refresh_from_db()
    if batch.state == _State.SENDING:
        page = {"title": _("Inviting owners"), "batch": batch, **_progress(batch)}
        return answer(request, "staff/people/invite_many_progress.html", page)
    return _done(request, batch)


@require_safe
def invite_many_progress(request, pk):
    """How far a batch is, as JSON; whoever asks keeps it going."""
    batch = _batch(request, pk)
    invitation_batches.wake(batch)
    batch.refresh_from_db()
    return JsonResponse(_progress(batch) | {"working": batch.state == _State.SENDING})


def _batch(request, pk):
    """Return a batch that the person may see: a draft is its author's alone."""
    allow(request, "add_invitation")
    batch = get_object_or_404(InvitationBatch.objects.select_related("created_by"), pk=pk)
    if batch.state == _State.DRAFT and batch.created_by != request.user:
        raise Http404
    return batch


def _progress(batch):
    counts = batch.counts()
    total = sum(counts.values())
    count = total - counts[_Outcome.WAITING]
    words = _("%(done)s of %(total)s members") % {"done": number(count), "total": number(total)}
    return {"done": count, "total": total, "words": words}


# --- before ---------------------------------------------------------------------------
def _act(request, batch):
    """Keep what was typed; send it off where that was asked for and nothing is wrong."""
    errors, words = _keep(request, batch)
    if errors or "send" not in request.POST:
        return _draft(request, batch, errors, words)
    if not batch.rows.filter(outcome=_Outcome.WAITING).exists():
        nobody = _("Nobody can be invited yet: type at least one e-mail address.")
        return _draft(request, batch, {0: nobody}, words)
    invitation_batches.send(batch)
    return HttpResponseRedirect(request.path)


def _keep(request, batch):
    """Keep the addresses and words of a form; return ({row's key: error}, {row's key: typed})."""
    messages = {}
    for code, _name in settings.LANGUAGES:
        text = request.POST.get(f"message_{code}", batch.messages.get(code, ""))
        messages[code] = text.replace("\x00", "").replace("\r\n", "\n").strip()
    rows = {f"email_{row.pk}": row for row in batch.rows.all()} if _has_addresses(request) else {}
    typed, errors = {}, {}
    for name, row in rows.items():
        email = request.POST.get(name)
        if email is None or email.strip().lower() == row.email:
            continue
        typed[row.pk] = email = email.replace("\x00", "").strip().lower()
        if email and not _is_address(email):
            errors[row.pk] = _("Enter an e-mail address like name@example.org.")
    inviting.set_addresses(batch, {pk: email for pk, email in typed.items() if pk not in errors})
    if long := next((code for code, text in messages.items() if len(text) > _MOST_WORDS), None):
        limit = _("Your own words (%(language)s) may have at most %(limit)d characters.")
        errors[0] = limit % {"language": endonym(long), "limit": _MOST_WORDS}
    batch.messages = messages
    if 0 not in errors:
        batch.save(update_fields=["messages"])
    return errors, typed


def _has_addresses(request):
    return any(name.startswith("email_") for name in request.POST)


def _is_address(email):
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= 254


def _draft(request, batch, errors=(), typed=()):
    errors, typed = dict(errors), dict(typed)
    counts = batch.counts()
    rows = batch.rows.select_related("member").order_by("member__sort_name", "pk")
    rows = rows.defer("member__search_text", "member__search_terms", "member__mission")
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    for row in page:
        row.error, row.typed = errors.get(row.pk, ""), typed.get(row.pk, row.email)
        row.is_open = row.outcome not in (_Outcome.OWNED, _Outcome.LEFT)
    context = {
        "title": _("Invite owners"),
        "batch": batch,
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number),
        "errors": errors,
        "total": sum(counts.values()),
        "ready": counts[_Outcome.WAITING],
        "left_out": _left_out(counts),
        "mails": [_mail(batch, row) for row in _first_of_each_language(batch)],
    }
    return answer(request, "staff/people/invite_many.html", context)


def _left_out(counts):
    """Return [(outcome's words, number)] of those who get no invitation."""
    return [
        (_Outcome(outcome).label, number)
        for outcome, number in counts.items()
        if number and outcome not in (_Outcome.WAITING, _Outcome.SENT)
    ]


def _first_of_each_language(batch):
    waiting = batch.rows.filter(outcome=_Outcome.WAITING).select_related("member")
    codes = waiting.order_by().values_list("language", flat=True).distinct()
    return [waiting.filter(language=code).order_by("pk").first() for code in sorted(codes)]


def _mail(batch, row):
    """Return what the page shows of the mail in one language: the words, and how it looks."""
    message = batch.messages.get(row.language, "")
    return {
        "language": row.language,
        "name": endonym(row.language),
        "message": message,
        "to": row.email,
        "mail": mail_of(row.member, row.email, batch.created_by, row.language, message),
    }


def mail_of(member, email, by, language, message="", role=Editor.Role.OWNER):
    """Return the mail of an invitation that is not made yet, as a RenderedMail."""
    return preview(
        Invitation(
            member=member,
            email=email,
            role=role,
            invited_by=by,
            language=language,
            message=message,
        )
    )


# --- after ----------------------------------------------------------------------------
def _done(request, batch):
    counts = batch.counts()
    outcome = request.GET.get("show")
    if outcome not in _Outcome.values:
        outcome = _Outcome.SENT
    rows = batch.rows.filter(outcome=outcome).select_related("member")
    rows = rows.defer("member__search_text", "member__search_terms", "member__mission")
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    text = ngettext(
        "%(count)s invitation is on its way.",
        "%(count)s invitations are on their way.",
        counts[_Outcome.SENT],
    ) % {"count": number(counts[_Outcome.SENT])}
    tabs = [(o, o.label, counts[o], o == outcome) for o in _Outcome if counts[o] or o == outcome]
    context = {
        "title": _("Invite owners"),
        "batch": batch,
        "said": text,
        "tabs": tabs,
        "page": page,
        "page_range": page.paginator.get_elided_page_range(page.number),
    }
    return answer(request, "staff/people/invite_many_done.html", context)
