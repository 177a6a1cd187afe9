"""Two years of 200 members whose people answer as people do: late, after a reminder, or never.

    python3 dev.py test -m slow -n 0 -s tests/freshness/yearly_check/test_human_years.py

The habits are assumptions, and stand here so that they can be argued with: 60 % answer the first
mail, 70 % of the others the reminder, 80 % of the rest the last mail; six in ten of them within
three days, three within a fortnight, one within a month, and three weeks later in summer. One
mailbox in fifty is read by nobody. Staff who use the phone list call two members each working
day, and reach somebody in seven of ten calls.
"""

import random
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from post_office.models import Email

from members.freshness.yearly_check import answers, run
from members.freshness.yearly_check.calendar import months_after
from members.models import Member
from tests.helpers import make_member, set_federation

from .people import own

START, END = date(2027, 1, 1), date(2028, 12, 31)
_LINK = re.compile(r"/confirm/([\w-]{43})/")
_ANSWERS = {"check": 0.6, "check_reminder": 0.7, "check_last": 0.8}
_SILENT, _REACHED, _CALLS = 0.02, 0.7, 2


@dataclass
class Years:
    """What two years came to.

    Attributes:
        shares: {day: share of the members that were confirmed within 12 months}.
        mails: {person: days on which a mail of the yearly check was queued}.
    """

    shares: dict = field(default_factory=dict)
    mails: dict = field(default_factory=lambda: defaultdict(list))

    def lowest(self):
        """Return the lowest share of the second year, when every habit has had its effect."""
        return min(share for day, share in self.shares.items() if day.year == END.year)

    def most_in_a_year(self):
        """Return how many mails a person got at most within 365 days."""
        return max(
            sum(0 <= (later - first).days < 365 for later in days)
            for days in self.mails.values()
            for first in days
        )


class Life:
    """The members, their people, and what these do."""

    def __init__(self, machine, seed, *, calls=False):
        self.machine, self.draw, self.calls = machine, random.Random(seed), calls
        self.years, self.due, self.read = Years(), [], 0
        self.silent, self.called = set(), {}

    def found(self):
        """Make the members on days of the year before; ten people keep several, one keeps nine."""
        for number in range(200):
            day = START - timedelta(days=self.draw.randrange(1, 365))
            self._move(day, 12)
            confirmed = {} if number % 20 == 0 else {"confirmed_at": timezone.now().isoformat()}
            member = make_member(f"Member {number:03}", phone="+32 2 111 11 11", **confirmed)
            own(member, f"person{self._keeper(number)}@example.org")
        self.silent = {
            f"person{number}@example.org" for number in range(200) if self.draw.random() < _SILENT
        }

    def _keeper(self, number):
        if number < 9:
            return 0
        return 1 + number % 10 if number < 45 else number

    def _move(self, day, hour):
        moment = timezone.make_aware(datetime.combine(day, time(hour)))
        self.machine.move_to(moment, tick=False)

    def live(self):
        """Live through the two years and return the Years."""
        day = START
        while day <= END:
            self._move(day, 9)
            run.run()
            self._read(day)
            self._answer(day)
            if self.calls and day.weekday() < 5:
                self._call(day)
            since = timezone.make_aware(datetime.combine(months_after(day, -12), time.min))
            fresh = Member.objects.filter(confirmed_at__gte=since).count()
            self.years.shares[day] = fresh / 200
            day += timedelta(days=1)
        return self.years

    def _read(self, day):
        for mail in Email.objects.filter(pk__gt=self.read).order_by("pk"):
            self.read = mail.pk
            kind, person = mail.headers["X-Koepel-Mail"], mail.to[0]
            if kind not in _ANSWERS:
                continue
            self.years.mails[person].append(day)
            if person not in self.silent and self.draw.random() < _ANSWERS[kind]:
                on = day + timedelta(days=self._patience(day))
                self.due += [(on, token) for token in _LINK.findall(mail.message)]

    def _patience(self, day):
        kind = self.draw.random()
        days = self.draw.randrange(4) if kind < 0.6 else self.draw.randrange(4, 15)
        if kind > 0.9:
            days = self.draw.randrange(15, 30)
        return days + (21 if (7, 10) <= (day.month, day.day) <= (8, 15) else 0)

    def _answer(self, day):
        now = [token for on, token in self.due if on <= day]
        self.due = [(on, token) for on, token in self.due if on > day]
        for token in now:
            try:
                link = answers.find(token)
            except answers.NotOpen:
                continue
            answers.confirm_by(link, str(link.member.revision))

    def _call(self, day):
        from members.freshness.yearly_check import phone_calls

        waiting = [
            member
            for member in phone_calls.to_call()
            if day - self.called.get(member.pk, START - timedelta(days=99)) >= timedelta(days=7)
        ]
        for member in waiting[:_CALLS]:
            self.called[member.pk] = day
            if self.draw.random() < _REACHED:
                phone_calls.confirm_by_phone(member, None, str(member.revision))


def two_years(machine, months, seed, *, calls=False):
    """Return the Years with a first mail after so many months."""
    set_federation(check_months=months)
    life = Life(machine, seed, calls=calls)
    life.found()
    return life.live()
