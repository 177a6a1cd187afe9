"""Phone numbers: kept as E.164, shown as readers write them, by libphonenumber's rules.

A number is kept as "+3221234567", with an extension as "+3221234567;ext=12" (RFC 3966). Short
national numbers, such as a helpline's 102, have no international form and are kept as they are.
"""

import re
import unicodedata
from functools import lru_cache

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult

from .localized_names import country_names
from .phrasing import either_of
from .text import one_line

_LABEL = re.compile(
    r"^(?:(?:tel|tél|telef|telefoon(?:nummer)?|téléphone|telephone|telefon(?:nummer)?|phone|t|p|"
    r"gsm|mobiel|mobile?|mob|portable|handy|cell|whatsapp|vast|bureau|kantoor|office|fixe|"
    r"nr|nummer|numéro|numero|n°|no)\b\s*(?:nr|n°|no)?[.:)]*\s*)+",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\s*[(\[][^()\[\]\d+]*[^\W\d_][^()\[\]\d+]*[)\]]\s*")
_TRAILING = re.compile(
    r"(?<=\d)\s+(?:gsm|mobile?|mobiel|tel|tél|bureau|kantoor)\.?$", re.IGNORECASE
)
_EXTENSION = re.compile(
    r"[\s,;(\[/-]*(?:;\s*ext=|\b(?:extension|ext|poste|toestel|tst|intern|interne|int|binnen|"
    r"binnenpost|durchwahl|dw|anschluss|post)\b\s*[.:]*|(?<=\d)\s*x|\bx|#)\s*(?P<digits>\d{1,7})\s*[)\]]?$",
    re.IGNORECASE,
)
_FAX = re.compile(r"\b(?:tele)?fax\b|\btélécopie", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
# What stands between two numbers; between the parts of one it stands too, so both sides count.
_BETWEEN = re.compile(
    r"\s*[;|]\s*|\s*,\s*|\s*/\s*|\s+(?:en|et|of|ou|or|and|und|oder|&|-)\s+|(?<=\d)\s*(?=\+)"
    r"|(?<=\d)\s+(?=(?:tel|tél|gsm|mobile?|mobiel|portable|handy)\b)",
    re.IGNORECASE,
)
# Two lines of one cell: whole numbers with nothing but a space between them.
_SIDE_BY_SIDE = re.compile(r"(?<=\d)\s+(?=0[1-9])")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-")
_LEAST, _TAIL = 6, 4
_ITALIAN_ZERO = ("+39", "+378", "+379")


def phone_number(text, country=""):
    """Return a number as it is kept: E.164, an extension behind it.

    Args:
        text: as somebody wrote it.
        country: whose national numbers are meant (ISO 3166-1 alpha-2); "" where it is not known.

    Raises:
        ValidationError: what is wrong with this number, and how to mend it.
    """
    line = _plain(text)
    if _SCIENTIFIC.fullmatch(line):
        raise _wrong(
            _(
                "“%(value)s” is what a spreadsheet made of a number. "
                "Write it as text, with its country code."
            ),
            text,
        )
    if _FAX.search(line):
        raise _wrong(_("“%(value)s” is about a fax. Write a phone number alone."), text)
    line, extension = _without_extension(_NOTE.sub(" ", _without_label(line)).strip())
    _refuse_two(line, text, country)
    if re.search(r"[^\W\d_]", line):
        raise _wrong(_("“%(value)s” has words in it. Write the number alone."), text)
    number = _kept(_international(line), text, country)
    return f"{number};ext={extension}" if extension else number


@lru_cache(maxsize=4096)
def display_number(stored, home=""):
    """Return a kept number as a reader writes it.

    Args:
        kept: what phone_number() returned; anything else is returned as it is.
        home: the reader's country, whose own numbers are shown in their national form.
    """
    digits, _sign, extension = stored.partition(";ext=")
    number = _parsed(digits, "")
    if number is None:
        return stored
    is_home = home in phonenumbers.region_codes_for_country_code(number.country_code)
    form = PhoneNumberFormat.NATIONAL if is_home else PhoneNumberFormat.INTERNATIONAL
    words = phonenumbers.format_number(number, form)
    return f"{words} ext. {extension}" if extension else words


def uri(stored, country=""):
    """Return the address of a call to a number (RFC 3966), such as "tel:+3221234567;ext=12".

    Args:
        kept: what phone_number() returned, or a number as it was kept before there was one form.
        country: whose national numbers are meant.
    """
    try:
        return f"tel:{phone_number(stored, country)}"
    except ValidationError:
        return "tel:" + re.sub(r"(?!^\+)\D", "", stored.replace("(0)", ""))


def _plain(text):
    """Return a text with the digits and dashes that everybody types."""
    signs = one_line(unicodedata.normalize("NFKC", text)).translate(_DASHES)
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in signs)


def _without_label(text):
    text = re.sub(r"^tel:(?=[+\d])", "", text, flags=re.IGNORECASE)
    return _TRAILING.sub("", _LABEL.sub("", text).strip(" :.-"))


def _without_extension(text):
    match = _EXTENSION.search(text)
    if not match or sum(sign.isdigit() for sign in text[: match.start()]) < _LEAST:
        return text, ""
    return text[: match.start()].strip(), match["digits"]


def _refuse_two(text, whole, country):
    pieces = [piece for piece in _BETWEEN.split(text) if piece]
    side_by_side = _SIDE_BY_SIDE.split(text)
    if len(pieces) == 1 and all(_digits(piece) > _LEAST + 1 for piece in side_by_side):
        pieces = side_by_side
    long = [piece for piece in pieces if _digits(piece) >= _LEAST]
    if len(long) > 1 and _fits(text, country) and not any(_fits(one, country) for one in long):
        return  # "+32 (0) 475/12 34 56": the sign stands within one number
    if len(long) < 2 and not (
        len(pieces) == 2 and long == pieces[:1] and _is_tail(pieces[1]) and _fits(long[0], country)
    ):
        return
    if len(long) < 2:
        long.append(long[0][: -len(pieces[1])] + pieces[1])
    numbers = either_of(_called(_without_label(piece), country) for piece in long)
    raise ValidationError(
        _("“%(value)s” has more than one number. Write one of them here: %(numbers)s."),
        params={"value": whole[:80], "numbers": numbers},
        code="several",
    )


def _digits(text):
    return sum(sign.isdigit() for sign in text)


def _is_tail(text):
    return text.isdigit() and len(text) <= _TAIL


def _fits(text, country):
    number = _parsed(_international(text), country)
    return number is not None and phonenumbers.is_possible_number(number)


def _called(text, country):
    number = _parsed(_international(text), country)
    return (
        text
        if number is None
        else phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    )


def _international(text):
    """Return a number's digits, with "+" before the country code where it has one."""
    digits = re.sub(r"[^\d+()]", "", text)
    if re.fullmatch(r"\d+\.0", text):
        digits = text[:-2]  # as a spreadsheet gives a number
    digits = re.sub(r"^\(?(?:\++|00)\)?", "+", digits)
    is_italian = digits.replace("(", "").startswith(_ITALIAN_ZERO)
    return re.sub(
        r"[()]", "", digits.replace("(0)", "0" if is_italian else "" if "+" in digits else "0")
    )


def _kept(digits, text, country):
    if digits.startswith("+"):
        return _possible(digits, text, "")
    if _is_short(digits):
        return digits
    if not country:
        raise _wrong(
            _("“%(value)s” has no country code. Write it with one, such as +32 2 123 45 67."), text
        )
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(country)
    if metadata and metadata.national_prefix == "0" and digits[:1] != "0":
        code = str(metadata.country_code)
        with_code = _parsed(f"+{digits}", "") if digits.startswith(code) else None
        if with_code is None or not phonenumbers.is_possible_number(with_code):
            raise _without_zero(digits, text, country)
        return phonenumbers.format_number(with_code, PhoneNumberFormat.E164)
    return _possible(digits, text, country)


def _is_short(digits):
    # 102, 1712, and Europe's harmonised 116 000.
    return bool(re.fullmatch(r"[1-9]\d{2,3}|116\d{3}", digits))


def _without_zero(digits, text, country):
    number = _parsed(f"0{digits}", country)
    if number is None or not phonenumbers.is_possible_number(number):
        return _wrong(
            _("“%(value)s” begins with neither 0 nor +. Write it with its country code."), text
        )
    words = _(
        "“%(value)s” begins with neither 0 nor +. If it is a number in %(country)s, "
        "write %(number)s."
    )
    return ValidationError(
        words,
        params={
            "value": text[:80],
            "country": _name(country),
            "number": phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL),
        },
        code="unclear",
    )


def _possible(digits, text, country):
    try:
        number = phonenumbers.parse(digits, country or None)
    except NumberParseException as error:
        raise _unreadable(error, text) from None
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason == ValidationResult.IS_POSSIBLE:
        normal = phonenumbers.format_number(number, PhoneNumberFormat.E164)
        # A zero too many is taken off for each reading: "+49 0 0 30 …".
        return normal if normal == digits else _possible(normal, text, "")
    region = phonenumbers.region_code_for_country_code(number.country_code)
    where = _name(region) if region in country_names("en") else f"+{number.country_code}"
    words = {
        ValidationResult.TOO_SHORT: _("“%(value)s” is too short for a number in %(country)s."),
        ValidationResult.TOO_LONG: _("“%(value)s” is too long for a number in %(country)s."),
    }.get(reason, _("“%(value)s” has a digit too many or too few for a number in %(country)s."))
    raise ValidationError(words, params={"value": text[:80], "country": where}, code="invalid")


def _unreadable(error, text):
    if error.error_type == NumberParseException.INVALID_COUNTRY_CODE:
        return _wrong(_("“%(value)s” begins with a country code that does not exist."), text)
    if error.error_type == NumberParseException.TOO_LONG:
        return _wrong(_("“%(value)s” has too many digits for a phone number."), text)
    return _wrong(_("“%(value)s” is not a phone number: digits are missing."), text)


def _parsed(text, country):
    try:
        return phonenumbers.parse(text, country or None)
    except NumberParseException:
        return None


def _name(country):
    return country_names(get_language() or "en")[country]


def _wrong(words, text):
    return ValidationError(words, params={"value": text[:80]}, code="invalid")
