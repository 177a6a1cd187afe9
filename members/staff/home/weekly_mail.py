"""Monday morning's mail to staff: what waits, how the profiles are doing, and what changed."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from members.freshness.quality.health_lists import health_lists
from members.mailing import queue
from members.mailing.outbox import absolute
from members.models import MailOptOut, Member, WeeklySnapshot
from members.staff.inbox.filters import late_since
from members.staff.people.permissions import who_may

from .waiting_items import waiting_for

KIND = "weekly_digest"
_HOUR = 7
_LAST_DAY = 2  # Wednesday: a machine that was down on Monday still sends it


def queue_weekly():
    """Queue this week's mail unless it was, or it is too early or too late; return how many.

    It may be called as often as one likes: the row of the week is made once.
    """
    now = timezone.localtime()
    monday = now.date() - timedelta(days=now.weekday())
    is_time = now.weekday() <= _LAST_DAY and (now.weekday() > 0 or now.hour >= _HOUR)
    if not is_time or WeeklySnapshot.objects.filter(monday=monday).exists():
        return 0
    # Counting may take long in a large directory, so it is done before anything is locked.
    numbers = _numbers()
    with transaction.atomic():
        _row, first = WeeklySnapshot.objects.get_or_create(
            monday=monday, defaults={"numbers": numbers}
        )
        if not first:
            return 0
        earlier = WeeklySnapshot.objects.filter(monday=monday - timedelta(days=7)).first()
        before = earlier.numbers if earlier else {}
        late = late_since()
        mails = [_queue_for(user, numbers, before, late) for user in who_may("view_member")]
    return sum(mail is not None for mail in mails)


def wants(user):
    """Whether a person of the staff gets this mail."""
    return not MailOptOut.objects.filter(user=user, kind=KIND).exists()


def choose(user, on):
    """Let a person get this mail from now on, or no longer."""
    if on:
        MailOptOut.objects.filter(user=user, kind=KIND).delete()
    else:
        MailOptOut.objects.get_or_create(user=user, kind=KIND)


def _numbers():
    """Return {slug of a list, or "confirmed": how many}."""
    since = timezone.now() - timedelta(days=7)
    confirmed = Member.objects.published().filter(confirmed_at__gte=since).count()
    return {one.slug: one.members().count() for one in health_lists()} | {"confirmed": confirmed}


def _queue_for(user, numbers, before, late):
    with override(user.language):
        context = {
            "waiting": "\n".join(_waiting_lines(user, late)) or _("Nothing waits for a decision."),
            "health": "\n".join(
                f"- {capfirst(str(one.label))}{_(':')} {numbers[one.slug]}"
                f"{_change(numbers[one.slug], before.get(one.slug))}"
                for one in health_lists()
            ),
            "confirmed": f"{numbers['confirmed']}"
            + _change(numbers["confirmed"], before.get("confirmed")),
            "link": absolute(reverse("admin:index")),
        }
    return queue(KIND, user, user.language, context, unsubscribe=True)


def _waiting_lines(user, late):
    """Yield a line for each kind of which something waits that this person may decide."""
    for kind in waiting_for(user, late):
        if kind.count:
            line = f"- {capfirst(str(kind.label))}{_(':')} {kind.count}"
            if kind.late:
                late = ngettext(
                    "%(count)d of them waits too long", "%(count)d of them wait too long", kind.late
                )
                line += f" ({late % {'count': kind.late}})"
            yield line


def _change(now, before):
    """Return " (+3)", " (−2)" or " (=)"; nothing where no week came before."""
    if before is None:
        return ""
    if now == before:
        return " (=)"
    return f" (+{now - before})" if now > before else f" (−{before - now})"
