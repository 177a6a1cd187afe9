"""What the months before the first mail come to, and how many mails anybody gets."""

import pytest

from .human_years import two_years

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("seed", [1])
@pytest.mark.parametrize(("months", "calls"), [(12, False), (11, False), (11, True)])
def test_human_years(time_machine, capsys, months, calls, seed):
    years = two_years(time_machine, months, seed, calls=calls)
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what this is for
            f"\nfirst mail after {months} months, {'with' if calls else 'no'} calls, seed {seed}:"
            f" at least {years.lowest():.1%} confirmed within 12 months,"
            f" at most {years.most_in_a_year()} mails a person and year"
        )
    assert years.most_in_a_year() <= 4
    if calls:
        assert years.lowest() >= 0.95
