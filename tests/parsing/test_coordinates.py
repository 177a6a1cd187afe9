"""Degrees as people write them, and points that cannot be right."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from members.parsing.coordinates import degrees, warning
from members.parsing.towns import towns_in, towns_of


@pytest.mark.parametrize(
    ("written", "name", "found"),
    [
        ("50.8466", "latitude", 50.8466),
        ("50,8466", "latitude", 50.8466),
        (" 50.8466\u00a0", "latitude", 50.8466),
        ("50.8466°", "latitude", 50.8466),
        ("N 51.05", "latitude", 51.05),
        ("51.05° N", "latitude", 51.05),
        ("50° 50' 48\" N", "latitude", 50.8466667),
        ("4°21′10″E", "longitude", 4.3527778),
        ("4°21′10″ O", "longitude", 4.3527778),
        ("4.3 W", "longitude", -4.3),
        ("33.9 S", "latitude", -33.9),
        ("−33.9", "latitude", -33.9),
        ("0", "latitude", 0),
        (50.5, "latitude", 50.5),
        (4, "longitude", 4),
    ],
)
def test_degrees_are_read(written, name, found):
    assert degrees(written, name) == found


@pytest.mark.parametrize(
    ("written", "name", "words"),
    [
        ("51.0543, 3.7174", "latitude", "Write 51.0543 under latitude and 3.7174 under longitude."),
        ("508466", "latitude", "is too much: latitude lies between -90 and 90."),
        (181, "longitude", "is too much: longitude lies between -180 and 180."),
        ("E 4.35", "latitude", "latitude and longitude seem to be exchanged."),
        ("north", "latitude", "is not a number of degrees."),
        ("nan", "latitude", "is not a number of degrees."),
        ("50.846.600", "latitude", "is not a number of degrees."),
        ("50° 61'", "latitude", "is not a number of degrees."),
    ],
)
def test_an_error_says_what_is_wrong(written, name, words):
    with override("en"), pytest.raises(ValidationError) as refused:
        degrees(written, name)
    assert words in refused.value.messages[0]


@pytest.mark.parametrize(
    ("point", "country", "words"),
    [
        ((3.7174, 51.0543), "BE", "exchanged: the other way round the point is in Belgium."),
        ((0, 0), "BE", "a point in the sea"),
        ((48.85, 2.35), "BE", "is not in Belgium, about 62 km off."),
        ((51.0543, 3.7174), "BE", ""),
        ((48.85, 2.35), "FR", ""),
        ((3.7, 51.0), "SO", ""),
        ((None, None), "BE", ""),
    ],
)
def test_a_point_that_cannot_be_right_is_warned_of(point, country, words):
    with override("en"):
        said = warning(*point, country)
    assert words in said
    assert bool(words) == bool(said)


@pytest.mark.parametrize(
    ("point", "city", "postal_code", "words"),
    [
        ((51.0543, 3.7174), "Gent", "", ""),
        ((51.0543, 3.7174), "Gand", "", ""),
        ((51.11, 3.78), "Gent", "9000", ""),
        ((50.85, 4.35), "Gent", "", "about 50 km from Gent."),
        ((50.85, 4.35), "", "B-9000", "about 50 km from B-9000."),
        ((50.85, 4.35), "Nergenshuizen", "", ""),
    ],
)
def test_a_point_far_from_the_town_is_warned_of(point, city, postal_code, words):
    with override("en"):
        said = warning(*point, "BE", towns_of(city, postal_code, "BE"), city or postal_code)
    assert words in said
    assert bool(words) == bool(said)


def test_a_province_is_as_large_as_its_towns():
    with override("en"):
        assert not warning(51.3, 4.9, "BE", towns_in("BE-VAN"), "Antwerp")
        assert "from Antwerp" in warning(50.5, 5.5, "BE", towns_in("BE-VAN"), "Antwerp")


@given(st.floats(-90, 90))
def test_what_an_export_writes_is_read_back(number):
    assert degrees(repr(number), "latitude") == number
