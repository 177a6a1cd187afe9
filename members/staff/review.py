"""The review desk: what waits, the longest first, and the decision on each change."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members.models import Change, Member, Proposal, SavedReason
from members.models.proposal import AlreadyMoved, NotAllowed
from members.presenting import preview
from members.presenting.labels import field_label
from members.publishing import values
from members.publishing.holding import hold, holder, release
from members.publishing.imagined import imagined
from members.publishing.policy import late_before
from members.publishing.proposals import decide, return_with

from . import review_links
from .review_form import forms_of

_PER_PAGE = 50


def _allowed(request):
    if not request.user.has_perm("members.change_proposal"):
        raise PermissionDenied


@require_safe
def queue(request):
    """Proposals that wait, by waiting time; `?late=1` shows only those that wait too long."""
    _allowed(request)
    waiting = Proposal.objects.waiting().select_related("member", "author", "held_by")
    waiting = waiting.defer("member__search_text", "member__search_terms", "member__mission")
    if text := request.GET.get("q", "").replace("\x00", "").strip():
        waiting = waiting.filter(member__name__icontains=text)
    if late := request.GET.get("late") == "1":
        waiting = waiting.filter(submitted_at__date__lt=late_before())
    page = Paginator(waiting.prefetch_related("changes"), _PER_PAGE).get_page(
        request.GET.get("page")
    )
    due = late_before()
    entries = [_entry(proposal, due) for proposal in page]
    context = {"title": _("Review"), "page": page, "entries": entries, "late": late, "text": text}
    return _answer(request, "staff/review_queue.html", context)


def _entry(proposal, due):
    pending = [change for change in proposal.changes.all() if change.state == Change.State.PENDING]
    return {
        "proposal": proposal,
        "fields": [field_label(change.field) for change in pending],
        "is_late": timezone.localdate(proposal.submitted_at) < due,
        "holder": holder(proposal),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_page(request, pk):
    """One proposal: old and new of each change; on POST the decision on all of them."""
    _allowed(request)
    proposal = _proposal(pk)
    live = values.read(Member.objects.with_parts().get(pk=proposal.member_id))
    data = request.POST if request.method == "POST" else None
    # Whoever decides has it in hand; where a colleague does, nothing is decided.
    if data is not None and not hold(proposal, request.user):
        messages.warning(request, _("A colleague has it in hand, or it no longer waits."))
        return HttpResponseRedirect(reverse("admin:review_proposal", args=[pk]))
    forms = forms_of(proposal, live, data)
    if data is not None and _all_valid(forms):
        if "preview" in data:
            return _preview(request, proposal, forms, live)
        if _decided(request, proposal, forms):
            return HttpResponseRedirect(reverse("admin:review_queue"))
        proposal = _proposal(pk)
    return _show(request, proposal, forms)


def _all_valid(forms):
    # All of them are asked, so that every mistake shows at once.
    return [form.is_valid() for form in forms].count(False) == 0


def _show(request, proposal, forms):
    held_by = holder(proposal)
    context = {
        "title": _("Proposal for %(member)s") % {"member": proposal.member.name},
        "proposal": proposal,
        "member": proposal.member,
        "opts": Member._meta,
        "forms": forms,
        "links": review_links.panel(proposal),
        "decided": [
            (field_label(change.field), change)
            for change in proposal.changes.exclude(state=Change.State.PENDING)
        ],
        "mine": held_by == request.user,
        "held_by": held_by,
        "reasons": _reasons_in(proposal.author.language),
        "media": sum((form.media for form in forms[1:]), forms[0].media) if forms else "",
        "errors": any(form.errors for form in forms if form.is_bound),
    }
    return _answer(request, "staff/review_proposal.html", context)


def _decided(request, proposal, forms):
    """Decide and say so; return False where the person has to look again."""
    decisions = {form.change.field: form.decision() for form in forms}
    try:
        decide(proposal, request.user, decisions)
    except (AlreadyMoved, NotAllowed):
        messages.warning(request, _("A colleague was faster, or the editor took it back."))
        return False
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    taken = sum(decision.verdict != Change.State.REFUSED for decision in decisions.values())
    note = ngettext(
        "Decided: %(taken)d of %(all)d change accepted. The editor gets a mail.",
        "Decided: %(taken)d of %(all)d changes accepted. The editor gets a mail.",
        len(decisions),
    )
    messages.success(request, note % {"taken": taken, "all": len(decisions)})
    return True


def _preview(request, proposal, forms, live):
    """Show the page that these decisions would make; nothing is kept."""
    decisions = [(form.change, form.decision()) for form in forms]
    accepted = {
        change.field: decision.value if decision.verdict == Change.State.EDITED else change.new
        for change, decision in decisions
        if decision.verdict != Change.State.REFUSED
    }
    member = imagined(Member.objects.with_parts().get(pk=proposal.member_id), live | accepted)
    context = {"member": preview(member, get_language()), "is_preview": True}
    return render(request, "staff/review_preview.html", context)


@require_POST
def take(request, pk):
    """Take a proposal in hand, or let go of it."""
    _allowed(request)
    proposal = _proposal(pk)
    if "release" in request.POST:
        release(proposal, request.user)
        return HttpResponseRedirect(reverse("admin:review_queue"))
    if not hold(proposal, request.user, over="over" in request.POST):
        messages.warning(request, _("A colleague has it in hand, or it no longer waits."))
    return HttpResponseRedirect(reverse("admin:review_proposal", args=[pk]))


@require_POST
def send_back(request, pk):
    """Return the whole proposal with a question."""
    _allowed(request)
    proposal = _proposal(pk)
    try:
        return_with(proposal, request.user, request.POST.get("question", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(reverse("admin:review_proposal", args=[pk]))
    except (AlreadyMoved, NotAllowed):
        messages.warning(request, _("A colleague was faster, or the editor took it back."))
    else:
        messages.success(request, _("Your question is on its way to the editor."))
    return HttpResponseRedirect(reverse("admin:review_queue"))


def _proposal(pk):
    rows = Proposal.objects.exclude(state=Proposal.State.DRAFT)
    return get_object_or_404(rows.select_related("member", "author", "reviewer", "held_by"), pk=pk)


def _answer(request, template, context):
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context})


def _reasons_in(language):
    reasons = SavedReason.objects.all()
    return [
        (reason.title, reason.text[language]) for reason in reasons if reason.text.get(language)
    ]
