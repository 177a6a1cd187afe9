"""kill -9 at any moment of a run of the yearly check: all is whole, and nothing is twice."""

from collections import Counter

import pytest
from django.core.management import call_command
from post_office.models import Email

from members.models import CheckRecipient, CheckRound, ConfirmationLink, Member, Revision, Task
from tests.helpers import make_member
from tests.killing import killed_at_every_moment, needs_fork, survives

from .people import mails, noon, owned, tokens

pytestmark = [pytest.mark.django_db(transaction=True), needs_fork]


def whole():
    """Fail where rows that belong together are not all there."""
    asked = Counter(
        CheckRecipient.objects.filter(state="mailed").values_list("user__email", flat=True)
    )
    written = Counter()
    for mail in mails():
        written[mail.to[0]] += len(tokens(mail))
    assert asked == written  # each mail with the rows that say so, and with nothing else
    assert ConfirmationLink.objects.count() == sum(written.values())
    assert sum(written.values()) == len({t for mail in mails() for t in tokens(mail)})
    marked = set(CheckRound.objects.filter(state="marked").values_list("member", flat=True))
    assert marked == set(
        Member.objects.exclude(unconfirmed_since=None).values_list("pk", flat=True)
    )
    assert marked == set(Revision.objects.filter(source="round").values_list("member", flat=True))
    told = Task.objects.filter(kind="unconfirmed").values_list("member", flat=True)
    assert marked == set(told)
    for round_ in CheckRound.objects.filter(state__in=("asked", "reminded", "last")):
        assert round_.asks.exists()
    alone = CheckRound.objects.filter(state="alone").values_list("member", flat=True)
    assert set(alone) == set(Task.objects.filter(kind="no_owner").values_list("member", flat=True))


def run():
    call_command("run_rounds", verbosity=0)


@pytest.mark.slow
def test_a_run_killed_before_each_of_its_statements_leaves_all_or_nothing(time_machine):
    time_machine.move_to(noon("2025-11-02"), tick=False)
    owned("Old", "carl@example.org", confirmed="2025-08-20T10:00:00+02:00")
    time_machine.move_to(noon("2026-08-20"), tick=False)
    for day in ("2026-08-20", "2026-09-10", "2026-10-01"):
        time_machine.move_to(noon(day), tick=False)
        run()
    old = len(mails())
    time_machine.move_to(noon("2026-10-22"), tick=False)  # today Old is marked, and:
    owned("Alpha", "anna@example.org", confirmed="2025-10-20T10:00:00+02:00")
    owned("Beta", "anna@example.org", "bob@example.org", confirmed="2025-10-21T10:00:00+02:00")
    make_member("Alone", confirmed_at="2025-10-21T10:00:00+02:00")
    deaths = killed_at_every_moment(run, lambda lived: whole())
    assert deaths > 40
    assert len(mails()) == old + 2
    assert Counter(mail.to[0] for mail in mails()[old:]) == {
        "anna@example.org": 1,
        "bob@example.org": 1,
    }
    assert Member.objects.get(name="Old").unconfirmed_since
    assert Task.objects.get(kind="no_owner").member.name == "Alone"
    assert Email.objects.count() == old + 2


def test_the_next_run_finishes_what_a_killed_one_planned(time_machine):
    time_machine.move_to(noon("2026-11-23"), tick=False)
    owned("Alpha", "anna@example.org", "bob@example.org")
    deaths = 0
    # By every fifth moment, and by a run of the next day after each.
    while not survives(run, moment=7 + 5 * deaths):
        whole()
        deaths += 1
        time_machine.shift(24 * 3600)
    whole()
    assert Counter(mail.to[0] for mail in mails()) == {
        "anna@example.org": 1,
        "bob@example.org": 1,
    }
