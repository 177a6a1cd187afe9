"""The names of countries are no forms of other words."""

import pytest

from members.core.text import LANGUAGES, stem, stems_of


@pytest.mark.parametrize(
    "country", ["kenya", "kenia", "india", "inde", "syria", "libya", "korea", "kuwait", "niger"]
)
def test_a_country_is_its_own_stem(country):
    assert {stem(country, language) for language in LANGUAGES} == {country}


def test_other_words_are_stemmed():
    assert "en:hospit" in stems_of("hospitals")
    assert stem("kinderen", "nl") == "kind"
