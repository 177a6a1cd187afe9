"""The links of a proposal, asked when a reviewer wants to know whether they answer."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.freshness.links.check import our_fetcher
from members.freshness.links.verdicts import Outcome, check
from members.models import Change, LinkCheck, Proposal
from members.staff.rate_limit import may_ask

_MOST, _SECONDS = 15, 6  # links a proposal; seconds a try: somebody waits for the page
_KEPT = 3600


def proposed_links(proposal):
    """Return the addresses that a proposal's open changes would put on the page, each once."""
    new = []
    for change in proposal.changes.all():
        if change.state != Change.State.PENDING or change.field not in LinkCheck.Field.values:
            continue
        old = change.old if isinstance(change.old, list) else [change.old]
        values = change.new if isinstance(change.new, list) else [change.new]
        new += [(change.field, url) for url in values if url and url not in old]
    return list(dict.fromkeys(new))[:_MOST]


def panel(proposal):
    """Return what the review page shows of the links: dicts of field, url and outcome or None."""
    links = proposed_links(proposal)
    outcomes = cache.get(_key(proposal), {}) if links else {}
    return [
        {
            "field": LinkCheck.Field(field).label,
            "url": url,
            "outcome": Outcome(**outcomes[url]) if url in outcomes else None,
        }
        for field, url in links
    ]


@require_POST
def check_proposed(request, pk):
    """Ask the proposed addresses, a few at once, and go back to the proposal."""
    if not request.user.has_perm("members.change_proposal"):
        raise PermissionDenied
    proposal = get_object_or_404(Proposal.objects.exclude(state=Proposal.State.DRAFT), pk=pk)
    urls = list(dict.fromkeys(url for _field, url in proposed_links(proposal)))
    if urls and not may_ask(request.user, len(urls)):
        messages.warning(request, _("You have checked many links. Try again in a few minutes."))
    elif urls:
        fetcher = replace(our_fetcher(), seconds=_SECONDS)
        with ThreadPoolExecutor(5) as pool:
            outcomes = pool.map(lambda url: check(fetcher, url), urls)
        results = {url: _plain(outcome) for url, outcome in zip(urls, outcomes, strict=True)}
        cache.set(_key(proposal), results, _KEPT)
    return HttpResponseRedirect(reverse("admin:review_proposal", args=[pk]) + "#links")


def _plain(outcome):
    return {
        "verdict": str(outcome.verdict),
        "reason": outcome.reason,
        "status": outcome.status,
        "moved_to": outcome.moved_to,
    }


def _key(proposal):
    return f"proposed-links:{proposal.pk}"
