"""A full proposal says that the whole page is right; once accepted, it confirms the member."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.models import Member
from members.publishing.proposals import Decision, decide, save_draft, submit
from tests.helpers import edit, make_member, make_user

pytestmark = pytest.mark.django_db
ACCEPTED, REFUSED = Decision("accepted"), Decision("refused", reason="Not so.")
EDITED = Decision("edited", "Bruges-la-Morte")


@pytest.fixture
def people():
    return make_user("anna@example.org"), make_user("robin@example.org", "Reviewer")


@pytest.fixture
def member():
    return make_member(city="Ghent", phone="+32 2 111 11 11", unconfirmed_since="2025-03-03")


def sent(member, anna, rest=True, **changes):
    return submit(save_draft(member, changes, anna), anna, confirms_rest=rest)


@pytest.mark.parametrize("verdict", [ACCEPTED, EDITED])
def test_it_confirms_at_the_moment_when_it_was_sent(member, people, time_machine, verdict):
    proposal = sent(member, people[0], city="Bruges", website="https://a.example.org/")
    moment = proposal.submitted_at
    time_machine.move_to(moment + timedelta(days=4))
    assert Member.objects.get().confirmed_at is None
    decide(proposal, people[1], {"city": verdict, "website": ACCEPTED})
    live = Member.objects.get()
    assert (live.confirmed_at, live.unconfirmed_since) == (moment, None)


def test_one_refusal_and_nothing_is_confirmed(member, people):
    proposal = sent(member, people[0], city="Bruges", website="https://a.example.org/")
    decide(proposal, people[1], {"city": ACCEPTED, "website": REFUSED})
    live = Member.objects.get()
    assert (live.city, live.confirmed_at) == ("Bruges", None)
    assert live.unconfirmed_since


def test_a_change_that_was_overtaken_confirms_nothing(member, people):
    proposal = sent(member, people[0], city="Bruges", website="https://a.example.org/")
    edit(member, city="Liège")
    decide(proposal, people[1], {"city": ACCEPTED, "website": ACCEPTED})
    assert Member.objects.get().confirmed_at is None


def test_one_that_says_nothing_of_the_rest_confirms_nothing(member, people):
    proposal = sent(member, people[0], rest=False, city="Bruges")
    decide(proposal, people[1], {"city": ACCEPTED})
    assert Member.objects.get().confirmed_at is None


def test_one_that_goes_live_at_once_confirms_at_once(member, people):
    sent(member, people[0], phone="+32 2 222 22 22")
    assert timezone.localdate(Member.objects.get().confirmed_at) == timezone.localdate()


def test_what_waits_beside_what_is_live_is_waited_for(member, people):
    proposal = sent(member, people[0], phone="+32 2 222 22 22", city="Bruges")
    assert Member.objects.get().confirmed_at is None
    decide(proposal, people[1], {"city": ACCEPTED})
    assert Member.objects.get().confirmed_at == proposal.submitted_at


def test_a_later_confirmation_stays(member, people, time_machine):
    proposal = sent(member, people[0], city="Bruges")
    time_machine.move_to(proposal.submitted_at + timedelta(hours=1))
    edit(member, confirmed_at=timezone.now())
    later = Member.objects.get().confirmed_at
    decide(proposal, people[1], {"city": ACCEPTED})
    assert Member.objects.get().confirmed_at == later > proposal.submitted_at
