"""Days and years as people and spreadsheets write them."""

import datetime as dt

import pytest
import time_machine
from babel.dates import format_date
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from members.parsing.dates import day, year


@pytest.fixture(autouse=True)
def today():
    """Noon of one day in Brussels."""
    with time_machine.travel("2026-03-31T10:00Z", tick=False):
        yield


@pytest.mark.parametrize(
    "written",
    [
        "2009-01-31",
        "31/01/2009",
        "31/1/2009",
        "31-01-2009",
        "31.01.2009",
        "31 01 2009",
        "31/01/09",
        "2009/01/31",
        "20090131",
        "31 januari 2009",
        "31 janvier 2009",
        "31 January 2009",
        "31. Januar 2009",
        "January 31, 2009",
        "Jan 31, 2009",
        "Jan 31st, 2009",
        "31 jan. 2009",
        "31 janv. 2009",
        "zaterdag 31 januari 2009",
        "le 31 janvier 2009",
        "31st January 2009",
        "2009-01-31 00:00:00",
        "2009-01-31T00:00:00Z",
        "31/01/2009 12:30",
        "31/01/2009 14u30",
        "39844",
        "39844.5",
        "31\u00a0januari\u00a02009",
    ],
)
def test_a_day_is_read(written):
    assert day(written) == dt.date(2009, 1, 31)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("1er janvier 2009", dt.date(2009, 1, 1)),
        ("31st of January 2009", dt.date(2009, 1, 31)),
        ("January 01, 1970", dt.date(1970, 1, 1)),
        ("3 août 2009", dt.date(2009, 8, 3)),
        ("1 maart 99", dt.date(1999, 3, 1)),
        ("01/02/31", dt.date(1931, 2, 1)),
        ("5 mei 2009", dt.date(2009, 5, 5)),
        ("29/02/2024", dt.date(2024, 2, 29)),
    ],
)
def test_a_day_of_its_own_kind_is_read(written, found):
    assert day(written) == found


def refusal(function, written, **options):
    """Return the words with which something written is refused, in English."""
    with override("en"), pytest.raises(ValidationError) as refused:
        function(written, **options)
    return refused.value.messages[0]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("01/31/2009", "If the month stands first, write 2009-01-31."),
        ("31/02/2009", "is a day that does not exist."),
        ("29/02/2023", "is a day that does not exist."),
        ("2009", "has no day."),
        ("januari 2009", "has no day."),
        ("circa 2009", "is not sure."),
        ("01/01/2009?", "is not sure."),
        ("2008-2009", "is more than one year."),
        ("2026-04-01", "lies in the future."),
        ("yesterday", "is not a date."),
        ("12", "is not a date."),
        ("99999", "is not a date."),
    ],
)
def test_an_error_says_what_is_wrong_with_this_day(written, words):
    assert words in refusal(day, written)


def test_a_leaving_may_lie_ahead():
    assert day("2026-12-31", future=True) == dt.date(2026, 12, 31)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("1998", 1998),
        ("1998.0", 1998),
        (1998, 1998),
        ("0813", 813),
        ("813", 813),
        ("01/05/1998", 1998),
        ("1998-05-01 00:00:00", 1998),
        ("31 januari 2009", 2009),
        ("mei 1998", 1998),
        ("05/1998", 1998),
        ("1998-05", 1998),
        ("39844", 2009),
        ("sinds 1998", 1998),
        ("anno 1998", 1998),
        ("in het jaar 1998", 1998),
        ("est. 1998", 1998),
        ("1998 (oprichting)", 1998),
        ("1998 - heden", 1998),
        ("opgericht in 1998", 1998),
        ("2026", 2026),
    ],
)
def test_a_year_is_read(written, found):
    assert year(written) == found


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("circa 1950", "is not sure."),
        ("ca. 1950", "is not sure."),
        ("±1950", "is not sure."),
        ("1950?", "is not sure."),
        ("vers 1950", "is not sure."),
        ("um 1950", "is not sure."),
        ("jaren 50", "is not sure."),
        ("1950s", "is not sure."),
        ("1950-1960", "is more than one year."),
        ("1998/99", "is more than one year."),
        ("98", "could be of any century."),
        ("'98", "could be of any century."),
        ("2027", "lies in the future."),
        ("3000", "lies in the future."),
        ("long ago", "is not a year."),
        ("1e999", "is not a year."),
        ("31/02/1998", "is a day that does not exist."),
    ],
)
def test_an_error_says_what_is_wrong_with_this_year(written, words):
    assert words in refusal(year, written)


@given(
    found=st.dates(dt.date(1930, 1, 1), dt.date(2026, 3, 31)),
    language=st.sampled_from(["nl", "fr", "en", "de"]),
    form=st.sampled_from(["full", "long", "d MMMM y", "d MMM y", "dd/MM/y", "y-MM-dd", "d.M.y"]),
)
def test_every_day_is_read_in_every_language_and_form(found, language, form):
    assert day(format_date(found, form, language)) == found
    assert year(format_date(found, form, language)) == found.year
