"""Days of the yearly check: leap days, short months and the clock's changes."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from members.freshness.yearly_check import run
from members.freshness.yearly_check.calendar import Calendar, end_of, latest_due, months_after
from members.models import CheckRound
from tests.helpers import set_federation

from .people import mails, noon, owned

DAYS = st.dates(date(2019, 1, 1), date(2033, 12, 31))


@given(DAYS, st.integers(1, 60))
def test_the_latest_day_that_is_due_is_the_last_one_whose_months_have_passed(today, months):
    day = latest_due(today, months)
    assert months_after(day, months) <= today
    assert months_after(day + timedelta(days=1), months) > today


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-02-28", 12, "2026-02-28"),
        ("2027-02-28", 12, "2028-02-28"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-11-30", 3, "2027-02-28"),
    ],
)
def test_months_end_on_days_that_exist(day, months, then):
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(then)


@given(DAYS)
def test_a_day_of_the_site_is_over_at_its_midnight_also_when_the_clock_changes(day):
    end = timezone.localtime(end_of(day))
    assert (end.date(), end.hour) == (day + timedelta(days=1), 0)


@given(DAYS, st.sampled_from(["alone", "asked", "reminded", "last", "marked"]))
def test_every_open_state_goes_on_on_a_later_day(day, state):
    assert Calendar(1, 1, 2, 3).after(CheckRound.State(state), day) > day


@pytest.mark.django_db
def test_what_was_confirmed_on_a_leap_day_is_asked_about_each_year(time_machine):
    time_machine.move_to(noon("2024-02-29"), tick=False)
    owned("Alpha", confirmed="2024-02-29T12:00:00+01:00")
    for day, expected in (("2025-01-28", 0), ("2025-01-29", 1), ("2025-01-30", 0)):
        time_machine.move_to(noon(day), tick=False)
        assert run.run().mails == expected, day


@pytest.mark.django_db
@pytest.mark.parametrize(
    "moment",
    [
        "2025-03-30T01:59:00+01:00",
        "2025-03-30T03:01:00+02:00",
        "2025-10-26T02:30:00+02:00",
        "2025-10-26T02:30:00+01:00",
        "2025-12-23T23:59:59+01:00",
        "2025-12-23T00:00:00+01:00",
    ],
)
@pytest.mark.parametrize("hour", [0, 2, 12, 23])
def test_the_hour_of_neither_confirmation_nor_run_counts(time_machine, moment, hour):
    time_machine.move_to(noon("2025-01-10"), tick=False)
    member = owned("Alpha", confirmed=moment)
    member.refresh_from_db()
    due = months_after(timezone.localdate(member.confirmed_at), 11)
    for day, expected in ((due - timedelta(days=1), 0), (due, 1)):
        time_machine.move_to(noon(day.isoformat()) + timedelta(hours=hour - 12), tick=False)
        assert timezone.localdate() == day
        assert run.run().mails == expected


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["2027-03-28", "2026-10-25"])
def test_a_pause_begins_and_ends_at_midnight_of_the_site(time_machine, day):
    time_machine.move_to(noon("2025-01-10"), tick=False)
    owned("Alpha", confirmed="2025-01-10T12:00:00+01:00")
    pause = date.fromisoformat(day)
    set_federation(pause_from=pause, pause_until=pause)
    for hours in (-12, 0, 11):
        time_machine.move_to(noon(day) + timedelta(hours=hours), tick=False)
        if timezone.localdate() == pause:
            assert run.run().is_paused
    time_machine.move_to(end_of(pause), tick=False)
    assert run.run().mails == 1
    assert len(mails()) == 1
