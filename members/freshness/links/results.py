"""What becomes of a link's row, and of the staff's tasks, when it has been asked."""

from datetime import datetime, timedelta
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.models import LinkCheck, Member, Task
from members.models.validators import web_address
from members.presenting import current_site
from members.presenting.dates import date_format

V = LinkCheck.Verdict
FAILURES, WITHIN = 3, timedelta(days=7)
# What answers is asked again within a week, what does not the next day; half an hour less, so
# that a timer that runs a little early does not skip a day.
_SLACK = timedelta(minutes=30)
_WEEK, _DAY = timedelta(days=6) - _SLACK, timedelta(days=1) - _SLACK
_COLUMNS = (
    "verdict",
    "reason",
    "status",
    "moved_to",
    "failures",
    "failing_since",
    "checked_at",
    "due_at",
)


def save_results(results, now):
    """Write the Outcomes of some links, and raise or close the tasks about them.

    Args:
        results: (LinkCheck, Outcome) pairs.
        now: when they were asked.
    """
    with transaction.atomic(), override(current_site().languages[0]):
        failing_before = [bool(row.failing_since) for row, _outcome in results]
        for row, outcome in results:
            _set(row, outcome, now)
        LinkCheck.objects.bulk_update([row for row, _outcome in results], _COLUMNS)
        for (row, outcome), was_failing in zip(results, failing_before, strict=True):
            _tell_staff(row, outcome, was_failing)


def _set(row, outcome, now):
    recent = [moment for moment in row.failures if datetime.fromisoformat(moment) > now - WITHIN]
    verdict = outcome.verdict
    if outcome.is_failure:
        recent.append(now.isoformat())
        row.failing_since = row.failing_since or now
        verdict = V.BROKEN if len(recent) >= FAILURES else verdict
    elif verdict in (V.OK, V.MOVED):
        recent, row.failing_since = [], None
    row.moved_to = outcome.moved_to if verdict == V.MOVED and _fits(outcome.moved_to) else ""
    row.verdict = V.OK if verdict == V.MOVED and not row.moved_to else verdict
    row.reason, row.status, row.failures = outcome.reason, outcome.status, recent
    row.checked_at = now
    row.due_at = now + (_DAY if outcome.is_failure else _WEEK)


def _fits(url):
    """Whether an address can stand on a profile."""
    try:
        web_address(url)
    except ValidationError:
        return False
    return len(url) <= LinkCheck._meta.get_field("url").max_length


def _tell_staff(row, outcome, was_failing):
    # The row says whose it is; the member itself need not be read for that.
    about = (Member(pk=row.member_id), Task.Kind.BROKEN_LINK, row.url)
    if len(row.failures) >= FAILURES:
        Task.objects.raise_for(*about, partial(_failing, row, outcome))
    elif was_failing and not row.failing_since:
        Task.objects.close_for(*about, _("It answers again."))


def _failing(row, outcome):
    """Return what staff read of a link that fails, in the active language."""
    return _("%(field)s: %(says)s Failing since %(day)s.") % {
        "field": capfirst(row.get_field_display()),
        "says": outcome.says,
        "day": date_format(localtime(row.failing_since), "j F Y"),
    }
