"""The names that countries and languages have in their own languages are those of CLDR."""

from contextlib import suppress

import pytest
from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from members.parsing.country_data import CONTINENT_OF
from members.parsing.endonyms import own_names
from members.parsing.language_data import LANGUAGES


def in_its_languages(country):
    for language in get_official_languages(country, de_facto=True):
        with suppress(UnknownLocaleError, ValueError):
            if name := Locale.parse(language).territories.get(country):
                yield name


def in_itself(language):
    with suppress(UnknownLocaleError, ValueError):
        if name := Locale(language).languages.get(language):
            yield name


@pytest.mark.parametrize(
    ("kind", "codes", "names"),
    [("countries", CONTINENT_OF, in_its_languages), ("languages", LANGUAGES, in_itself)],
)
def test_they_are_those_of_babel(kind, codes, names):
    known = {code: list(dict.fromkeys(names(code))) for code in codes}
    assert own_names(kind) == {code: found for code, found in known.items() if found}
