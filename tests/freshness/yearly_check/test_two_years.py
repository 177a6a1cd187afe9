"""Two years of a federation of 200 members, with outages, killed runs, scanners and holidays.

What people got is read from what arrived at a mail server, and compared with a plan that knows
the days of the confirmations and nothing of rounds.
"""

import random
import re
from collections import Counter, defaultdict
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from post_office.models import STATUS, Email

from members.freshness.yearly_check import answers
from members.freshness.yearly_check import run as rounds
from members.freshness.yearly_check.calendar import months_after
from members.mailing import sending
from members.models import (
    BouncedAddress,
    CheckRecipient,
    ConfirmationLink,
    Editor,
    Member,
    Revision,
)
from members.models.editor import hash_token
from tests.helpers import make_member, set_federation
from tests.mailing.conftest import Sink

from .people import own

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
START, END = date(2027, 1, 1), date(2028, 12, 31)  # with a 29 February
PAUSE = (date(2027, 12, 20), date(2028, 1, 5))
_LINK = re.compile(r"/confirm/([\w-]{43})/")
# Missed and killed runs, a pause of 17 days, an outage of 6: so late a mail may be.
LATE = timedelta(days=30)
MONTHS = 11


class Killed(BaseException):
    """What a process that is killed leaves behind: nothing is caught, nothing is tidied up."""


class World:
    """The federation, its people, the mail server, and what the test itself has seen."""

    def __init__(self, sink, draw):
        self.sink, self.draw = sink, draw
        self.arrived = []  # (day, person, member, token)
        self.confirmed = defaultdict(list)  # member: days
        self.answers = []  # (day, token) of people who will answer
        self.answered = 0
        self.read = 0
        self.browser = Client()

    def found(self, machine):
        """Make the members, on days of the year before, and who owns them."""
        for number in range(200):
            day = START - timedelta(days=self.draw.randrange(1, 365))
            machine.move_to(at(day, 12), tick=False)
            never = number % 10 == 0
            values = {} if never else {"confirmed_at": timezone.now().isoformat()}
            member = make_member(f"Member {number:03}", phone="+32 2 111 11 11", **values)
            self.confirmed[member.pk].append(day)
            if number % 20 == 7:
                continue  # nobody keeps it
            # Nobody keeps two: what is brought together is shown in test_human_years.py.
            people = {number}
            if number % 5 == 0:
                people.add(1000 + number)
            for person in people:
                name = "gone" if person % 37 == 5 else "person"
                own(member, f"{name}{person}@example.org")

    def habit(self, person):
        """Return how a person answers: 0 at once, 1 to the reminder, 2 never, 3 has stopped."""
        return (0, 0, 1, 2, 0, 1, 0, 2)[int(re.search(r"\d+", person)[0]) % 8]

    def read_mail(self, day):
        """Take in what arrived; scanners open links, people plan their answers."""
        for mail in self.sink.mails[self.read :]:
            tokens = _LINK.findall(mail.get_body(("plain",)).get_content())
            for token in tokens:
                link = ConfirmationLink.objects.get(token_hash=hash_token(token))
                assert link.user.email == mail["To"]
                self.arrived.append((day, mail["To"], link.member_id, token))
                if self.draw.random() < 0.1:  # a scanner opens it
                    self.browser.get(f"/en/confirm/{token}/")
                self._plan(day, mail, token)
        self.read = len(self.sink.mails)

    def _plan(self, day, mail, token):
        habit = self.habit(mail["To"])
        if habit == 0 or (habit == 1 and mail["Subject"].startswith("Reminder")):
            self.answers.append((day + timedelta(days=self.draw.randrange(12)), token))

    def answer(self, day):
        """Let people send the form whose day has come, where their link still works."""
        due = [token for on, token in self.answers if on <= day]
        self.answers = [(on, token) for on, token in self.answers if on > day]
        for token in due:
            self.answered += 1
            try:
                # Most by the function behind the form: it is the plan that is shown here.
                self._by_form(token) if self.answered % 8 == 0 else self._confirm(token)
            except answers.NotOpen:
                continue  # a colleague, or an earlier mail's link, answered for this person
            link = ConfirmationLink.objects.get(token_hash=hash_token(token))
            if day not in self.confirmed[link.member_id]:  # once a day is enough
                self.confirmed[link.member_id].append(day)

    def _by_form(self, token):
        page = self.browser.get(f"/en/confirm/{token}/")
        if page.status_code == 410:
            raise answers.NotOpen
        data = {row.input_name: "right" for row in page.context["form"].doubtful}
        data |= {"revision": page.context["member"].revision, "answer": "checked"}
        assert self.browser.post(f"/en/confirm/{token}/", data).status_code == 302

    def _confirm(self, token):
        link = answers.find(token)
        answers.confirm_by(link, str(link.member.revision))

    def run(self):
        """Run, perhaps be killed before some statement, perhaps not at all, perhaps twice."""
        kind = self.draw.random()
        if kind < 0.06:
            return
        for _time in range(2 if kind < 0.15 else 1):
            left = [self.draw.randrange(4, 120) if kind > 0.8 else 10**6]

            def count(execute, *arguments, left=left):
                left[0] -= 1
                if left[0] == 0:
                    raise Killed
                return execute(*arguments)

            try:
                with connection.execute_wrapper(count):
                    rounds.run()
            except Killed:
                pass

    def send(self, day, is_away):
        """Send as the service does, all day; the server may be away."""
        self.sink.refusal, self.sink.refused = "550 no such reader", b"gone"
        if is_away:
            if due := sending.due().count():
                assert sending.send_due(limit=5).outage, due
            return
        while sending.send_due().sent:
            pass


def at(day, hour):
    """Return a moment of a day in the site's zone."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def test_two_years(sink, time_machine):
    world = World(sink, random.Random(7))
    world.found(time_machine)
    set_federation(pause_from=PAUSE[0], pause_until=PAUSE[1])
    port, away = sink.server_address[1], 0
    day = START
    while day <= END:
        time_machine.move_to(at(day, 9), tick=False)
        cache.clear()  # the limit of new links is not what is shown here
        if not away and world.draw.random() < 0.02:
            away = world.draw.randrange(1, 7)
            world.sink.stop()
        world.run()
        world.send(day, bool(away))
        if away:
            away -= 1
            if not away:
                old, world.sink = world.sink, Sink(port)
                world.sink.mails = old.mails
        world.read_mail(day)
        world.answer(day)
        day += timedelta(days=1)
    if away:
        old, world.sink = world.sink, Sink(port)
        world.sink.mails = old.mails
        world.send(day, False)
        world.read_mail(day)
    try:
        _nothing_lost_and_nothing_twice(world)
        _as_planned(world)
        _confirmed_by_nothing_but_a_form(world)
    finally:
        if world.sink is not sink:
            world.sink.stop()
            sink.__init__()  # so that the fixture has something to stop


def _nothing_lost_and_nothing_twice(world):
    waiting = Email.objects.filter(status__in=(STATUS.queued, STATUS.requeued))
    assert not waiting.exists()
    tokens = [token for _day, _person, _member, token in world.arrived]
    assert len(tokens) == len(set(tokens)) > 500
    refused = set(BouncedAddress.objects.values_list("email", flat=True))
    assert refused
    mailed = CheckRecipient.objects.filter(state="mailed").exclude(user__email__in=refused)
    asked = Counter(mailed.values_list("user__email", "round__member"))
    assert asked == Counter((person, member) for _day, person, member, _token in world.arrived)
    # One mail a person and day, however many members; after an outage several arrive at once.
    queued = Counter((mail.to[0], mail.created.date()) for mail in Email.objects.all())
    assert set(queued.values()) == {1}


def _as_planned(world):
    """Compare what arrived with what the confirmations' days ask for."""
    owners = defaultdict(set)
    for member, person in Editor.objects.values_list("member", "user__email"):
        if not person.startswith("gone"):
            owners[member].add(person)
    got = defaultdict(list)
    for day, person, member, _token in world.arrived:
        got[member, person].append(day)
    for member, days in world.confirmed.items():
        for person in owners[member]:
            _compare(got[member, person], sorted(days), (member, person))


def _compare(got, confirmed, who):
    """Each confirmation is followed by at most three mails, at their times, until the next one."""
    left = list(got)
    for begun, answered in zip(confirmed, [*confirmed[1:], END], strict=True):
        due = months_after(begun, MONTHS)
        # What was under way during an outage arrives after the answer.
        mine = [day for day in left if due <= day <= answered + timedelta(days=7)]
        left = [day for day in left if day not in mine]
        planned = [due + timedelta(weeks=weeks) for weeks in (0, 3, 6)]
        again = months_after(due + timedelta(weeks=9), MONTHS)
        planned += [again + timedelta(weeks=weeks) for weeks in (0, 3, 6)]
        certain = [day for day in planned if day + 2 * LATE < answered]
        possible = [day for day in planned if day <= answered]
        assert len(certain) <= len(mine) <= len(possible), (who, begun, answered, mine)
        for wanted, came in zip(planned, mine, strict=False):
            assert wanted <= came <= wanted + 2 * LATE, (who, begun, mine)
        for earlier, later in pairwise(mine):
            assert later - earlier >= timedelta(weeks=3) - timedelta(days=7), (who, mine)
    assert left == [], (who, confirmed, got)


def _confirmed_by_nothing_but_a_form(world):
    said = sum(len(days) - 1 for days in world.confirmed.values())
    by_form = Revision.objects.filter(source=Revision.Source.EDITOR).count()
    assert said == by_form > 100
    last = {pk: max(days) for pk, days in world.confirmed.items()}
    for member in Member.objects.all():
        assert member.is_public  # nobody is hidden by age
        day = member.confirmed_at or member.created_at
        assert timezone.localdate(day) == last[member.pk]
        old = months_after(last[member.pk], MONTHS) + timedelta(weeks=9)
        if old + 2 * LATE < END:
            assert member.unconfirmed_since == last[member.pk]
        if old > END:
            assert member.unconfirmed_since is None
