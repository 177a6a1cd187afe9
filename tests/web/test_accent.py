"""The federation's colour stays readable, whatever it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.presenting.accent import _BACKGROUND, accent_css, contrast

HEX = st.text("0123456789abcdef", min_size=6, max_size=6)


def colours(css, name):
    found = re.findall(rf"{name}:#([0-9a-f]{{6}})", css)
    return [tuple(int(colour[n : n + 2], 16) for n in (0, 2, 4)) for colour in found]


@given(HEX)
def test_any_colour_is_readable_in_light_and_dark(colour):
    css = accent_css(colour)
    accents, texts = colours(css, "--accent"), colours(css, "--on-accent")
    for accent, text, background in zip(accents, texts, _BACKGROUND.values(), strict=True):
        assert contrast(accent, background) >= 4.5
        assert contrast(text, accent) >= 4.5


def test_contrast_is_wcags():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def test_the_stylesheet_is_kept_for_ever_under_its_colour(client):
    response = client.get("/style/1d5c63.css")
    assert response["Content-Type"].startswith("text/css")
    assert "immutable" in response["Cache-Control"]


@pytest.mark.parametrize("colour", ["1d5c6", "1d5c63aa", "zzzzzz", "1D5C63"])
def test_what_is_no_colour_has_no_stylesheet(client, colour, db):
    assert client.get(f"/style/{colour}.css").status_code == 404
