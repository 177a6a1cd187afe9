"""The days of the yearly check: whole days of the site's zone, so that no clock change counts."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from members.models import CheckRound, Federation

_S = CheckRound.State


def months_after(day, months):
    """Return the same day some months later, or the last of a month that is too short for it.

    A confirmation of 29 February is asked about on 28 February, in a leap year on the 29th.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def _length(year, month):
    return calendar.monthrange(year, month)[1]


def latest_due(today, months):
    """Return the latest day for which `months_after` is today or earlier."""
    back = months_after(today.replace(day=1), -months)
    length = _length(back.year, back.month)
    is_last = today.day == _length(today.year, today.month)
    return back.replace(day=length if is_last else min(today.day, length))


def end_of(day):
    """Return the moment at which a day of the site's zone is over."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


@dataclass(frozen=True)
class Calendar:
    """The federation's settings of the yearly check.

    Attributes:
        months: from a confirmation to the next question.
        reminder, last, mark: weeks from the first mail to the second, the third and the mark.
    """

    months: int
    reminder: int
    last: int
    mark: int

    @classmethod
    def of(cls, federation: Federation):
        """Return the Calendar of a Federation."""
        return cls(
            federation.check_months,
            federation.reminder_weeks,
            federation.last_weeks,
            federation.mark_weeks,
        )

    def after(self, state, day, since=None):
        """Return the day on which a round that reached a state on a day goes on.

        Args:
            state: the CheckRound.State that it reached.
            day: when.
            since: the day since when the member has not confirmed. One that was asked early,
                together with others of its owner, is not marked earlier for it.
        """
        if state == _S.MARKED:
            return months_after(day, self.months)
        if state == _S.LAST and since:
            due = months_after(since, self.months) + timedelta(weeks=self.mark)
            return max(due, self.after(state, day))
        weeks = {
            _S.ALONE: self.mark,
            _S.ASKED: self.reminder,
            _S.REMINDED: self.last - self.reminder,
            _S.LAST: self.mark - self.last,
        }
        return day + timedelta(weeks=weeks[state])
