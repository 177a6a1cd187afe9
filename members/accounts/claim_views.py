"""The pages on which somebody says: this is my organisation."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from members.core.client_ip import sender_of
from members.models import Member
from members.presenting import current_site, public_view
from members.web.unsent_forms import look_again

from .claims import ClaimForm, may_claim, save_claim

_TOO_MANY = _(
    "You have sent several requests this hour. Please try again later; what you wrote is still "
    "here."
)


def _published(slug):
    published = Member.objects.published().with_parts()
    row = published.filter(slug=slug).first()
    if row is None and (successor := Member.objects.answering(slug)):
        row = published.filter(pk=successor.pk).first()  # by an address that it had, or by a merge
    site = current_site()
    view = row and public_view(row, get_language(), site)
    if view is None or get_language() not in site.languages:
        raise Http404
    return row, view


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request, slug):
    """The form; who is signed in finds name and address in it."""
    row, view = _published(slug)
    if row.slug != slug and request.method != "POST":  # what was written is kept all the same
        return redirect("accounts:claim", slug=row.slug, permanent=True)
    initial = {}
    if request.user.is_authenticated:
        initial = {"name": request.user.name, "email": request.user.email}
    form = ClaimForm(request.POST or None, initial=initial)
    sender = sender_of(request, "claim")
    status = 200
    if request.method == "POST" and form.is_valid():
        if form.looks_made:
            return look_again(request, form)
        if may_claim(sender):
            save_claim(form, row, get_language(), sender)
            return redirect("accounts:claim_thanks", slug=row.slug)
        form.add_error(None, _TOO_MANY)
        status = 429
    return render(request, "account/claim.html", {"member": view, "form": form}, status=status)


@require_safe
def claim_thanks(request, slug):
    """Says that a claim was kept, and what happens with it."""
    return render(request, "account/claim_thanks.html", {"member": _published(slug)[1]})
