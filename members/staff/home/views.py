"""The morning page: what to decide, how the profiles are doing, and what was changed last.

What a person may not see is neither counted nor linked. The number of queries is the same
however many members there are; numbers that are dear are kept for some minutes (kept.py).
"""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from members.condition import report
from members.condition.check import OK
from members.freshness.quality.health_lists import health_lists
from members.models import Revision
from members.staff.inbox.filters import late_since

from . import charts, weekly_mail
from .cached_counts import Numbers
from .first_steps import first_steps, is_new_site
from .waiting_items import longest_for, waiting_for

_LATEST = 6


@dataclass(frozen=True)
class Counter:
    """How many members stand on a ready-made list.

    Attributes:
        count: how many; None where there was no time to count them yet.
        label: on which.
        explanation: when a member is on it.
        url: the list.
        counted_at: when, where the number was kept; None where it is of this moment.
    """

    count: int | None
    label: str
    explanation: str
    url: str
    counted_at: datetime | None


def desk(user):
    """Return {name: what the morning page shows} of what this person may see."""
    late = late_since()
    page = {"waiting": waiting_for(user, late), "longest": longest_for(user, late)}
    if user.has_perm("members.view_member"):
        numbers = Numbers()
        page |= {
            "health": _counters(numbers),
            "weekly": weekly_mail.wants(user),
            "has_weekly": True,
        }
        page |= _charts(numbers)
        numbers.catch_up()
        page["empty"] = sum(one.count == 0 for one in page["health"])
        page["counted_at"] = min(
            (one.counted_at for one in page["health"] if one.counted_at), default=None
        )
    if user.has_perm("members.change_federation"):
        page["condition"] = report.checks()
        page["steps"] = first_steps(user) if is_new_site() else []
        page["is_well"] = report.worst(page["condition"]) == OK
    if user.has_perm("members.view_revision"):
        page["latest"] = _latest()
    return page


def _counters(numbers):
    counters = []
    for one in health_lists():
        cached = numbers.get(f"health:{one.slug}", lambda one=one: one.members().count())
        url = reverse("admin:health", args=[one.slug])
        counters.append(Counter(cached.value, one.label, one.explanation, url, cached.at))
    return counters


def _charts(numbers):
    months = numbers.get("months", charts.confirmations_by_month).value
    ages = numbers.get("ages", charts.profiles_by_age).value
    drawn = months is not None and ages is not None
    return {"months": charts.month_chart(months), "ages": charts.age_rows(ages)} if drawn else {}


def _latest():
    latest = Revision.objects.select_related("member", "actor").order_by("-version")
    return latest.defer(
        "changes", "member__search_text", "member__search_terms", "member__mission"
    )[:_LATEST]
