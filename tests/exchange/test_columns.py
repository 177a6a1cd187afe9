"""The mapping: every field has its columns, and every heading means one of them."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from members.exchange import cells
from members.exchange.column_detection import recognise, recognise_all
from members.exchange.column_help import explained
from members.exchange.columns import (
    IDENTIFIER,
    MOST_AREAS,
    by_key,
    columns,
)
from members.models.texts import language_names
from members.publishing import values


def test_every_field_that_can_be_published_has_a_column():
    assert {column.field for column in columns(1)} == {IDENTIFIER, *values.FIELDS}


@pytest.mark.parametrize("language", language_names())
def test_every_heading_is_recognised_whatever_the_language(language):
    every = columns(MOST_AREAS)
    with override(language):
        headings = [column.heading for column in every]
    assert recognise_all(headings)[0] == [column.key for column in every]


def test_a_heading_is_recognised_in_other_spelling():
    for heading in ("MISSION_NL", " mission nl ", "Mission  (nl):", "Missie (nl)"):
        assert recognise(heading).key == "mission_nl"
    assert recognise("mission") is None


def test_a_heading_that_comes_twice_counts_once():
    assert recognise_all(["Name", "Naam", "City"])[0] == ["name", "", "city"]


@pytest.mark.parametrize("language", language_names())
def test_every_column_is_explained(language):
    with override(language):
        quiet = [column.key for column in columns(1) if not explained(column)[0]]
    # Their headings say all there is to say.
    assert set(quiet) <= {
        "abbreviation",
        "founded_year",
        "website",
        "email",
        "phone",
        "donation_link",
        "street_address",
        "postal_code",
        "city",
        "latitude",
        "longitude",
        "unconfirmed_since",
    }


@pytest.mark.parametrize(
    ("key", "cell", "value"),
    [
        ("joined_on", "31/03/2026", "2026-03-31"),
        ("joined_on", "2026-03-31", "2026-03-31"),
        ("joined_on", "2026-03-31 00:00:00", "2026-03-31"),
        ("confirmed_at", "2026-03-31T10:00:00+00:00", "2026-03-31T10:00:00+00:00"),
        ("confirmed_at", "31.3.2026", "2026-03-31T10:00:00+00:00"),
        ("founded_year", "1998.0", 1998),
        ("latitude", "50,8466", 50.8466),
        ("countries", "sn, bf\nbe", ["SN", "BF", "BE"]),
        ("languages", "NL;fr", ["nl", "fr"]),
        ("status", "Gepubliceerd", "published"),
        ("sources", "een\n\n twee", ["een", "twee"]),
    ],
)
def test_a_cell_is_read_as_people_write_it(key, cell, value):
    assert cells.read(by_key()[key], cell) == value


@pytest.mark.parametrize(
    ("key", "cell", "message"),
    [
        ("joined_on", "spring 2026", "“spring 2026” is not a date. Write it as 2026-03-31."),
        ("confirmed_at", "31/31/2026", "“31/31/2026” is a day that does not exist."),
        ("founded_year", "about 1998", "“about 1998” is not sure. Write it only if you know it."),
        ("founded_year", "1e999", "“1e999” is not a year. Write it in four digits, such as 1998."),
        ("latitude", "nan", "“nan” is not a number of degrees. Write it as 50.8466."),
        (
            "status",
            "gone",
            "“gone” is not one of the choices. Write one of: draft, published, hidden, former.",
        ),
    ],
)
def test_a_cell_that_cannot_be_read_says_how_to_mend_it(key, cell, message):
    with pytest.raises(ValidationError) as refusal:
        cells.read(by_key()[key], cell)
    assert refusal.value.messages == [message]
