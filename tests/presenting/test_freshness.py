"""A day begins and ends at midnight in the site's time zone, for every page alike."""

from datetime import UTC, datetime

import pytest

from members.presenting.freshness import fresh_since, start_of_today


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 27, 22, 59, 59, tzinfo=UTC), "2026-11-27T00:00:00+01:00"),
        (datetime(2026, 11, 27, 23, 0, 0, tzinfo=UTC), "2026-11-28T00:00:00+01:00"),
        (datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC), "2026-03-29T00:00:00+01:00"),
        (datetime(2026, 3, 29, 22, 0, 0, tzinfo=UTC), "2026-03-30T00:00:00+02:00"),
        (datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC), "2026-10-25T00:00:00+02:00"),
    ],
)
def test_today_begins_at_midnight_also_when_the_clocks_change(moment, day, time_machine):
    time_machine.move_to(moment, tick=False)
    assert start_of_today().isoformat() == day


def test_what_was_worked_out_is_not_kept_beyond_the_day(time_machine):
    time_machine.move_to(datetime(2026, 11, 27, 22, 59, 59, tzinfo=UTC), tick=False)
    assert fresh_since().date().isoformat() == "2025-11-27"
    time_machine.shift(1)
    assert fresh_since().date().isoformat() == "2025-11-28"
    time_machine.shift(-1)
    assert fresh_since().date().isoformat() == "2025-11-27"
