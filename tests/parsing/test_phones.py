"""Phone numbers as people write them, and what is kept of them."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from members.parsing.phones import display_number, phone_number, uri


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("+32 2 123 45 67", "+3221234567"),
        ("+32\u00a02\u202f123\u2009456\u00a07", "+3221234567"),
        ("+32\u20112\u2011123\u201145\u201167", "+3221234567"),
        ("+ 32 2 123 45 67", "+3221234567"),
        ("++32 2 123 45 67", "+3221234567"),
        ("(+32) 2 123 45 67", "+3221234567"),
        ("0032 2 123 45 67", "+3221234567"),
        ("00 32 (0)2 123 45 67", "+3221234567"),
        ("+32 (0)2 123-45-67", "+3221234567"),
        ("+32 02 123 45 67", "+3221234567"),
        ("32475123456", "+32475123456"),
        ("32475123456.0", "+32475123456"),
        ("(02) 123 45 67", "+3221234567"),
        ("02/123.45.67", "+3221234567"),
        ("+32 (0) 475/12 34 56", "+32475123456"),
        ("02 / 123 45 67", "+3221234567"),
        ("0475/12.34.56 (GSM)", "+32475123456"),
        ("Tel.: +32 2 123 45 67", "+3221234567"),
        ("Tél : 02 123 45 67", "+3221234567"),
        ("T +32 2 123 45 67", "+3221234567"),
        ("gsm 0475 12 34 56", "+32475123456"),
        ("02 123 45 67 (onthaal)", "+3221234567"),
        ("+３２２１２３４５６７", "+3221234567"),
        ("٠٢ ١٢٣ ٤٥ ٦٧", "+3221234567"),
        ("0800 12 345", "+3280012345"),
        ("+33 (0)1 23 45 67 89", "+33123456789"),
        ("+39 (0)6 1234 5678", "+390612345678"),
        ("+1 202-555-0123", "+12025550123"),
        ("+32 2 123 45 67 ext. 12", "+3221234567;ext=12"),
        ("+32 2 123 45 67 (poste 4)", "+3221234567;ext=4"),
        ("02 123 45 67 toestel 12", "+3221234567;ext=12"),
        ("02 123 45 67 x12", "+3221234567;ext=12"),
        ("tel:+3221234567;ext=12", "+3221234567;ext=12"),
        ("102", "102"),
        ("1712", "1712"),
    ],
)
def test_what_is_kept(written, kept):
    assert phone_number(written, "BE") == kept
    assert phone_number(kept, "BE") == kept


@pytest.mark.parametrize(
    ("written", "country", "kept"),
    [
        ("020 123 4567", "NL", "+31201234567"),
        ("01 23 45 67 89", "FR", "+33123456789"),
        ("030 123456", "DE", "+4930123456"),
        ("27 12 34", "LU", "+352271234"),
        ("06 1234 5678", "IT", "+390612345678"),
        ("912 345 678", "ES", "+34912345678"),
        ("020 7946 0018", "GB", "+442079460018"),
    ],
)
def test_a_national_number_is_one_of_the_seat_s_country(written, country, kept):
    assert phone_number(written, country) == kept


def refusal(written, country="BE"):
    """Return the words with which a number is refused, in English."""
    with override("en"), pytest.raises(ValidationError) as refused:
        phone_number(written, country)
    return refused.value.messages[0]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("02 123 45 67 / 68", "Write one of them here: +32 2 123 45 67 or +32 2 123 45 68."),
        ("+32 2 123 45 67 / +32 2 123 45 68", "+32 2 123 45 67 or +32 2 123 45 68."),
        ("02 123 45 67, 0475 12 34 56", "+32 2 123 45 67 or +32 475 12 34 56."),
        ("02 123 45 67 of 0475 12 34 56", "+32 2 123 45 67 or +32 475 12 34 56."),
        ("02 123 45 67 0475 12 34 56", "+32 2 123 45 67 or +32 475 12 34 56."),
        ("02 123 45 67 - 0475 12 34 56", "+32 2 123 45 67 or +32 475 12 34 56."),
        ("tel 02 123 45 67 gsm 0475 12 34 56", "+32 2 123 45 67 or +32 475 12 34 56."),
        ("021234567/021234568", "has more than one number."),
        ("+32 475 12 34 56+32 475 12 34 57", "has more than one number."),
        ("475123456", "If it is a number in Belgium, write +32 475 12 34 56."),
        ("91234567", "If it is a number in Belgium, write +32 9 123 45 67."),
        ("3.2475e10", "is what a spreadsheet made of a number."),
        ("3,2475E+10", "is what a spreadsheet made of a number."),
        ("call us", "has words in it."),
        ("1-800-FLOWERS", "has words in it."),
        ("fax 02 123 45 67", "is about a fax."),
        ("+999 1234567", "begins with a country code that does not exist."),
        ("+32 2 123", "is too short for a number in Belgium."),
        ("+32 2 123 45 67 89 10", "is too long for a number in Belgium."),
        ("12", "begins with neither 0 nor +."),
        ("+", "digits are missing."),
    ],
)
def test_an_error_says_what_is_wrong_with_this_number(written, words):
    message = refusal(written)
    assert message.startswith(f"“{written}” ")
    assert words in message


def test_a_national_number_needs_a_country():
    assert "has no country code" in refusal("02 123 45 67", "")


def test_it_is_shown_as_readers_write_it():
    assert display_number("+3221234567", "BE") == "02 123 45 67"
    assert display_number("+3221234567", "FR") == "+32 2 123 45 67"
    assert display_number("+3221234567;ext=12", "BE") == "02 123 45 67 ext. 12"
    assert display_number("+33123456789", "BE") == "+33 1 23 45 67 89"
    assert display_number("102", "BE") == "102"
    assert display_number("bel ons", "BE") == "bel ons"


def test_a_call_goes_to_that_one_number():
    assert uri("+3221234567;ext=12") == "tel:+3221234567;ext=12"
    # As numbers were kept before there was one form.
    assert uri("02/123.45.67", "BE") == "tel:+3221234567"
    assert uri("+32 (0)2 123 45 67", "BE") == "tel:+3221234567"
    assert uri("02 123 45 67 / 68", "BE") == "tel:02123456768"


@given(
    code=st.sampled_from(["+32", "+31", "+33", "+49", "+1", "+243", "+39", "+352"]),
    digits=st.text("0123456789", min_size=6, max_size=10),
    extension=st.text("0123456789", max_size=4),
)
def test_what_is_kept_comes_back_from_what_is_shown(code, digits, extension):
    written = f"{code}{digits}" + (f" ext. {extension}" if extension else "")
    try:
        kept = phone_number(written, "BE")
    except ValidationError:
        return
    assert phone_number(kept, "BE") == kept
    assert phone_number(display_number(kept), "BE") == kept


@given(st.text(st.sampled_from("0123456789+()/-. ext#;=,of\u00a0"), max_size=40))
def test_whatever_is_typed_is_kept_or_refused_with_words(written):
    with suppress(ValidationError):
        kept = phone_number(written, "BE")
        assert phone_number(kept, "BE") == kept
