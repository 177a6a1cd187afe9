"""The review desk: one proposal, old and new of each change, and the decision on all of them."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.models import Member, Proposal, SavedReason
from members.models.proposal import AlreadyMoved, NotAllowed
from members.presenting.outcome import outcome
from members.publishing import values
from members.publishing.preview_copy import preview_copy
from members.publishing.proposals import decide, return_with
from members.publishing.review_lock import hold, holder, release, take_next
from members.staff.form_errors import problems_of
from members.staff.previews import preview_languages, preview_page

from . import links
from .forms import decided_changes, forms_of, would_publish


def allowed(request):
    """Refuse whoever does not decide on proposals."""
    if not request.user.has_perm("members.change_proposal"):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_page(request, pk):
    """One proposal: old and new of each change; on POST the decision on all of them."""
    allowed(request)
    proposal = _proposal(pk)
    live = _live(proposal)
    if request.method != "POST":
        return _show(request, proposal, forms_of(proposal, live))
    forms = forms_of(proposal, live, request.POST)
    if "preview" in request.POST:
        return _preview(request, proposal, forms, live)
    # Whoever decides has it in hand; where a colleague does, nothing is decided or lost.
    if not hold(proposal, request.user, over="over" in request.POST):
        messages.warning(request, _not_in_hand(proposal))
        return _show(request, proposal, forms)
    if _all_valid(forms) and _decided(request, proposal, forms):
        return _onward(request)
    return _show(request, _proposal(pk), forms)


def _live(proposal):
    return values.read(Member.objects.with_parts().get(pk=proposal.member_id))


def _not_in_hand(proposal):
    if proposal.state != Proposal.State.SUBMITTED:
        return _("This proposal is no longer waiting: see below what became of it.")
    return _("%(who)s is reviewing this. Nothing is decided; what you filled in is still here.") % {
        "who": holder(proposal) or _("A colleague")
    }


def _all_valid(forms):
    # All of them are asked, so that every mistake shows at once.
    return [form.is_valid() for form in forms].count(False) == 0


def _show(request, proposal, forms, question=""):
    held_by = holder(proposal)
    waits = proposal.state == Proposal.State.SUBMITTED
    mine = held_by == request.user
    context = {
        "title": _("Proposal for %(member)s") % {"member": proposal.member.name},
        "proposal": proposal,
        "member": proposal.member,
        "opts": Member._meta,
        "forms": forms if waits else [],
        "links": links.panel(proposal),
        "decided": decided_changes(proposal, all_of_them=not waits),
        "mine": mine,
        "held_by": held_by,
        # What was typed is kept and can be sent, although a colleague has it in hand by now.
        "may_decide": waits and (mine or not held_by or any(form.is_bound for form in forms)),
        "reasons": _reasons_in(proposal.author.language),
        "languages": preview_languages(),
        "media": sum((form.media for form in forms[1:]), forms[0].media) if forms else "",
        "problems": problems_of(*forms),
        "question": question,
    }
    return answer(request, "staff/review/proposal.html", context)


def _decided(request, proposal, forms):
    """Decide and say what happened; return False where the person has to look again."""
    decisions = {form.change.field: form.decision() for form in forms}
    try:
        decide(proposal, request.user, decisions)
    except (AlreadyMoved, NotAllowed):
        messages.warning(request, _("A colleague decided first, or the editor withdrew it."))
        return False
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    note = _("%(member)s: %(outcome)s The editor gets an e-mail.")
    what = {"member": proposal.member.name, "outcome": outcome(proposal)}
    messages.success(request, note % what)
    return True


def _onward(request, after=None):
    """Go to the next proposal that waits and take it, or to the list where that was asked."""
    following = None if request.POST.get("then") == "list" else take_next(request.user, after)
    if following is None:
        return HttpResponseRedirect(reverse("admin:review_queue"))
    return HttpResponseRedirect(reverse("admin:review_proposal", args=[following.pk]))


def _preview(request, proposal, forms, live):
    """Show the page that these decisions would make, in the language asked; nothing is kept."""
    if any(form.is_bound and form.has_wrong_correction() for form in forms):
        return _show(request, proposal, forms)
    member = Member.objects.with_parts().get(pk=proposal.member_id)
    twin = preview_copy(member, live | would_publish(forms))
    note = _("This is how the page would look. Changes not yet decided are shown as proposed.")
    return preview_page(request, twin, request.POST["preview"], note)


@require_POST
def take_proposal(request, pk):
    """Take a proposal in hand, let go of it, or leave it for the next one.

    The script of a page that was opened asks `quietly`: 204 where it is in this person's hands.
    """
    allowed(request)
    proposal = _proposal(pk)
    if "release" in request.POST or "skip" in request.POST:
        release(proposal, request.user)
        if "skip" in request.POST:
            return _onward(request, after=proposal)
        return HttpResponseRedirect(reverse("admin:review_queue"))
    is_mine = hold(proposal, request.user, over="over" in request.POST)
    if "quietly" in request.POST:
        return HttpResponse(status=204 if is_mine else 409)
    if not is_mine:
        messages.warning(request, _not_in_hand(proposal))
    return HttpResponseRedirect(reverse("admin:review_proposal", args=[pk]))


@require_POST
def send_back(request, pk):
    """Return the whole proposal with a question, and go to the next one."""
    allowed(request)
    proposal, question = _proposal(pk), request.POST.get("question", "")
    try:
        return_with(proposal, request.user, question)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        page = _show(request, proposal, forms_of(proposal, _live(proposal)), question)
        page.status_code = 422
        return page
    except (AlreadyMoved, NotAllowed):
        messages.warning(request, _("A colleague decided first, or the editor withdrew it."))
        return HttpResponseRedirect(reverse("admin:review_proposal", args=[pk]))
    note = _("Your question about %(member)s is sent to the editor.")
    messages.success(request, note % {"member": proposal.member.name})
    return _onward(request)


def _proposal(pk):
    never_sent = {"state": Proposal.State.WITHDRAWN, "submitted_at": None}
    rows = Proposal.objects.exclude(state=Proposal.State.DRAFT).exclude(**never_sent)
    people = ("member", "author", "reviewer", "held_by", "replaced_by")
    return get_object_or_404(rows.select_related(*people), pk=pk)


def answer(request, template, context):
    """Return a page of the desk in the admin's frame."""
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context})


def _reasons_in(language):
    reasons = SavedReason.objects.all()
    return [
        (reason.title, reason.text[language]) for reason in reasons if reason.text.get(language)
    ]
