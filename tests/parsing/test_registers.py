"""Enterprise numbers in all the ways they are written."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from members.parsing.enterprise_numbers import enterprise_number


@pytest.mark.parametrize(
    "written",
    [
        "0546740696",
        "0546.740.696",
        "BE 0546.740.696",
        "be0546 740 696",
        "BE0546740696",
        "BE-BCE_KBO-0546740696",
        "KBO 0546.740.696",
        "BCE 0546.740.696",
        "BTW BE 0546.740.696",
        "TVA BE0546740696",
        "BE 546.740.696",
        "546740696",
        "BE0546740696 (niet btw-plichtig)",
        "Ond.nr. 0546.740.696",
        "CBE: 0546740696",
        "546740696.0",
        "5.46740696E8",
        "5,46740696E+08",
        "RPR Brussel 0546.740.696",
        "0546.740.696 RPR Antwerpen, afdeling Mechelen",
        "N° d’entreprise : 0546.740.696",
        "Ondernemingsnummer: 0546.740.696",
        "0546\u00a0740\u00a0696",
        "0546-740-696",
        "０５４６７４０６９６",
    ],
)
def test_it_is_kept_as_ten_digits(written):
    assert enterprise_number(written) == "0546740696"


def test_nothing_is_nothing():
    assert enterprise_number("") == enterprise_number(None) == ""


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("0546.740.697", "do not fit together"),
        ("0000000097", "do not fit together"),
        ("2.284.567.890", "is the number of an establishment"),
        ("BE 2.284.567.890", "is the number of an establishment"),
        ("123", "has 3 digits; an enterprise number has ten"),
        ("05467406961", "has 11 digits"),
        ("0546.740.69x", "has words in it"),
        ("NL-KVK-12345678", "is a number of Netherlands"),
        ("FR 40303265045", "is a number of France"),
        ("GB-CHC-123456", "is a number of United Kingdom"),
        ("W751234567", "has words in it"),
        ("0546.740.696 / 0403.170.701", "more than one number"),
    ],
)
def test_an_error_says_which_number_it_is(written, words):
    with override("en"), pytest.raises(ValidationError) as refused:
        enterprise_number(written)
    assert refused.value.messages[0].startswith(f"“{written}” ")
    assert words in refused.value.messages[0]
