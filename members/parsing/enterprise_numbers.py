"""Enterprise numbers of Belgium's Crossroads Bank for Enterprises, however they are written."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from stdnum.be import vat
from stdnum.exceptions import ValidationError as NumberError

from .localized_names import country_names
from .text import one_line

# "BE-BCE_KBO-", as open data have it (org-id.guide), and the words that stand before a number.
_WORDS = re.compile(
    r"N[°º]|\b(?:BE|KBO|BCE|BTW|TVA|VAT|MWST|UST|ZUD|ON|NE|NR|NO|N|RPR|RPM|RJP|VZW|ASBL|ID|"
    r"ONDERNEMINGS?NUMMER|ONDERNEMINGSNR|BTW-?NUMMER|NUMMER|NUMMERS|NUM[EÉ]RO|D['’]ENTREPRISE|DE|D|"
    r"ENTERPRISE|COMPANY|NUMBER|CBE|OND|ONDN|ONDNR|ONDERNEMING|ENT|ENTR|ENTREPR|UNTERNEHMENSNUMMER|IDENTIFICATIENUMMER|ENTREPRISE)\b",
)
_FOREIGN = re.compile(r"^(?P<country>[A-Z]{2})[- ]?(?:[A-Z][A-Z_]*[- ]?)?[\dA-Z.-]*\d")
# "RPR Antwerpen, afdeling Mechelen": the court that keeps the register.
_COURT = re.compile(r"\b(?:RPR|RPM|RJP)\b\D*")
# "BE0546740696 (niet btw-plichtig)".
_NOTE = re.compile(r"(?<=\d)\s*\([^()\d]*\)$")
_NUMBER = re.compile(r"\d[\d .\-/]{7,12}\d")
_LOWEST = 200_000_000  # the register began at 0200.000.000


def enterprise_number(text):
    """Return an enterprise number as ten digits ("BE 546.740.696" gives "0546740696"), "" for none.

    Raises:
        ValidationError: unless the last two digits are 97 - n mod 97 of the first eight; the words
            say which other number was written, where that can be known.
    """
    line = _NOTE.sub("", unicodedata.normalize("NFKC", one_line(text or ""))).upper()
    if not line:
        return ""
    digits = _spreadsheet_number(line) or _digits(line, text)
    if len(digits) == 9:
        digits = f"0{digits}"  # a spreadsheet takes the first nought away
    if len(digits) != 10:
        raise _wrong(
            _("“%(value)s” has %(count)d digits; an enterprise number has ten."),
            text,
            count=len(digits),
        )
    if digits[0] in "2345678":
        raise _wrong(
            _(
                "“%(value)s” is the number of an establishment. "
                "Write that of the enterprise, which begins with 0 or 1."
            ),
            text,
        )
    return _checked(digits, text)


def _spreadsheet_number(line):
    """Return the digits of "546740696.0" and of "5.46740696E8"; "" for anything else."""
    if re.fullmatch(r"\d{9,10}[.,]0+", line):
        return re.split(r"[.,]", line)[0]
    if re.fullmatch(r"\d[.,]\d{7,9}E\+?\d{1,2}", line):
        number = float(line.replace(",", "."))
        return str(int(number)) if number == int(number) else ""
    return ""


def _digits(line, text):
    spaced = re.sub(r"(?<=[^\W\d_])(?=\d)", " ", line.replace("_", " "))
    rest = _WORDS.sub(" ", _COURT.sub(" ", spaced))
    if re.search(r"[^\W\d_]", rest):
        match = _FOREIGN.match(line)
        country = match["country"] if match else ""
        if country in country_names("en") and country != "BE":
            raise _wrong(
                _(
                    "“%(value)s” is a number of %(country)s. Only a Belgian enterprise number fits "
                    "here."
                ),
                text,
                country=country_names(get_language() or "en")[country],
            )
        raise _wrong(_("“%(value)s” has words in it. Write the enterprise number alone."), text)
    if len(_NUMBER.findall(rest)) > 1 and len(re.sub(r"\D", "", rest)) >= 18:
        raise _wrong(_("“%(value)s” has more than one number. Write one of them here."), text)
    return re.sub(r"\D", "", rest)


def _checked(digits, text):
    try:
        if digits[0] != "0" or int(digits) >= _LOWEST:
            return vat.validate(digits)
    except NumberError:
        pass
    raise _wrong(
        _(
            "“%(value)s” is not an enterprise number: its ten digits do not fit together. "
            "Check it on the register."
        ),
        text,
    )


def _wrong(words, text, **params):
    return ValidationError(words, params={"value": text.strip()[:80], **params}, code="invalid")


def with_dots(digits):
    """Return a Belgian enterprise number as people write it: 0546.740.696; "" for none."""
    return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}" if digits else ""


def register_url(digits, language):
    """Return the page of the public register (KBO/BCE) about an enterprise number."""
    language = language if language in ("nl", "fr", "de") else "en"
    return (
        "https://kbopub.economie.fgov.be/kbopub/toonondernemingps.html"
        f"?lang={language}&ondernemingsnummer={digits}"
    )
