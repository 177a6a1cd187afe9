"""What a single value of a profile must be."""

import pytest
from django.core.exceptions import ValidationError

from members.models.validators import (
    clean_countries,
    clean_languages,
    clean_lines,
    clean_links,
    clean_phone,
    web_address,
)


@pytest.mark.parametrize(
    "written", ["102", "+3221234567", "+3221234567;ext=12", "+32 (0)2 123-45-67"]
)
def test_a_phone_number_may_be(written):
    clean_phone(written)


@pytest.mark.parametrize(
    "written", ["12", "call us", "1" * 16, "+32 2 123 45 67 ext", "", "02 123 45 67"]
)
def test_a_phone_number_may_not_be(written):
    with pytest.raises(ValidationError):
        clean_phone(written)


@pytest.mark.parametrize("written", ["https://example.org", "http://example.org:8080/a?b=c#d"])
def test_an_address_may_be(written):
    web_address(written)


@pytest.mark.parametrize(
    "written",
    [
        "example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "data:text/html,x",
        "https://user:secret@example.org/",
        "https://",
        "https://[::1",
        "//example.org",
    ],
)
def test_an_address_may_not_be(written):
    with pytest.raises(ValidationError):
        web_address(written)


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (clean_countries, ["BE", "XX"]),
        (clean_countries, "be"),
        (clean_languages, ["nl", "zz"]),
        (clean_lines, "one"),
        (clean_lines, [1]),
        (clean_lines, ["x"] * 41),
        (clean_lines, ["x" * 301]),
        (clean_links, ["example.org"]),
        (clean_links, ["https://example.org/"] * 13),
    ],
)
def test_a_list_may_not_be(check, value):
    with pytest.raises(ValidationError):
        check(value)


def test_a_list_may_be():
    clean_countries(["BE", "CD"])
    clean_languages(["nl", "ar"])
    clean_lines(["Old name"])
    clean_links(["https://example.org/"])
