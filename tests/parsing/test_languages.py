"""Languages by what people write."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from members.parsing.language_data import LANGUAGES, SIGN_LANGUAGES
from members.parsing.languages import language_codes
from members.parsing.localized_names import language_names


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("nl", "nl"),
        ("NL; FR", "nl fr"),
        ("nl,fr", "nl fr"),
        ("NL/FR/EN", "nl fr en"),
        ("Dutch, French", "nl fr"),
        ("Nederlands en Frans", "nl fr"),
        ("néerlandais", "nl"),
        ("Niederländisch", "nl"),
        ("Vlaams", "nl"),
        ("nl-BE", "nl"),
        ("pt-BR", "pt"),
        ("zh_Hans", "zh"),
        ("nld", "nl"),
        ("dut", "nl"),
        ("fre", "fr"),
        ("fra", "fr"),
        ("ger", "de"),
        ("rw", "rw"),
        ("Kinyarwanda", "rw"),
        ("ln", "ln"),
        ("Lingala", "ln"),
        ("ht", "ht"),
        ("Haïtiaans Creools", "ht"),
        ("ti", "ti"),
        ("Tigrinya", "ti"),
        ("ps", "ps"),
        ("Pasjtoe", "ps"),
        ("zh", "zh"),
        ("Mandarijn", "zh"),
        ("ku", "ku"),
        ("Koerdisch", "ku"),
        ("Kirundi", "rn"),
        ("Swahili", "sw"),
        ("Kiswahili", "sw"),
        ("Wolof", "wo"),
        ("so", "so"),
        ("am", "am"),
        ("mg", "mg"),
        ("Farsi", "fa"),
        ("Español", "es"),
        ("English", "en"),
        ("Deutsch", "de"),
        ("vgt", "vgt"),
        ("VGT", "vgt"),
        ("Vlaamse Gebarentaal", "vgt"),
        ("LSFB", "sfb"),
        ("ngt", "dse"),
        ("NGT", "dse"),
        ("Nederlandse gebarentaal", "dse"),
        ("fsl", "fsl"),
        ("LSF", "fsl"),
        ("bfi", "bfi"),
        ("BSL", "bfi"),
        ("langue des signes française", "fsl"),
        ("العربية", "ar"),
        ("Türkçe", "tr"),
        ("no", "no"),
        ("Berbers", "zgh"),
        ("Darija", "ary"),
        ("nl fr en", "nl fr en"),
        ("Engels (vlot)", "en"),
        ("Nederlands (Vlaams)", "nl"),
    ],
)
def test_a_language_is_known_by_what_people_write(written, codes):
    assert language_codes(written) == codes.split()


@pytest.mark.parametrize("written", ["gebarentaal", "Servo-Kroatisch", "langue des signes"])
def test_a_name_that_could_be_two_is_asked(written):
    with pytest.raises(ValidationError, match="Write which one"):
        language_codes(written)


@pytest.mark.parametrize(("written", "named"), [("Nederlans", "Dutch"), ("Frnch", "French")])
def test_the_nearest_is_named(written, named):
    with override("en"), pytest.raises(ValidationError, match=named):
        language_codes(written)


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_every_name_of_every_language_is_known(language):
    names = language_names(language)
    assert names.keys() == LANGUAGES
    assert len(set(names.values())) == len(names)
    for code, name in names.items():
        if name.lower() not in LANGUAGES:  # "Yi" is the code of Yiddish
            assert language_codes(name) == [code], name


def test_iso_639_1_is_there_whole():
    assert sum(len(code) == 2 for code in LANGUAGES) == 183
    assert set(SIGN_LANGUAGES) < LANGUAGES
