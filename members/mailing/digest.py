"""The morning's mail to reviewers: what waits, once a day, and only where something does."""

from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext, override

from members.models import DigestDay, Proposal

from .outbox import absolute, queue

_HOUR = 7
_SHOWN = 20


@transaction.atomic
def queue_digest():
    """Queue today's digest unless it was, or it is night; return how many mails it made."""
    now = timezone.localtime()
    if now.hour < _HOUR or DigestDay.objects.filter(day=now.date()).exists():
        return 0
    _row, first = DigestDay.objects.get_or_create(day=now.date())
    waiting = list(Proposal.objects.waiting().select_related("member"))
    if not first or not waiting:
        return 0
    return sum(_queue_for(user, waiting) is not None for user in reviewers())


def reviewers():
    """Return the people who decide on proposals."""
    people = ModelBackend().with_perm("members.change_member", include_superusers=False)
    return people.filter(is_staff=True)


def _queue_for(user, waiting):
    with override(user.language):
        lines = [f"- {proposal.member}: {_age(proposal)}" for proposal in waiting[:_SHOWN]]
    context = {
        "count": len(waiting),
        "waiting": "\n".join(lines),
        "link": absolute(f"{reverse('admin:index')}review/"),
    }
    return queue("review_digest", user, user.language, context, unsubscribe=True)


def _age(proposal):
    days = (timezone.now() - proposal.submitted_at).days
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
