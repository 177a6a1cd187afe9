"""Numbers, addresses and abbreviations in the one form in which they are compared."""

import re

# A run of digits as people write phone and enterprise numbers; "(0)" is left out abroad.
_NUMBER = re.compile(r"(?<![\w.])(?:\+|00)?\d(?:[\s./()-]{0,2}\d){5,17}(?!\w)")
_TRUNK = re.compile(r"\(0\)")
_COUNTRY_CODE, _SHORTEST = "32", 8
_ENTERPRISE = re.compile(r"(?<!\w)BE[\s.-]?(?=[01]?\d{3}[\s.]?\d{3}[\s.]?\d{3}(?!\d))", re.I)
# Letters or figures with a point after each: "W.W.F.", and "11.11.11" as well.
_DOTTED = re.compile(
    r"(?<![\w.])(?:[^\W\d_]\.){2,}[^\W\d_]?\.?(?!\w)|(?<![\w.])\d\d(?:\.\d\d)+(?!\w)"
)
_ADDRESS = re.compile(r"(?:https?://|(?<![\w.@])www\.)(?:www\.)?([^\s/?#]+)[^\s]*", re.I)
_WITH_PATH = re.compile(r"(?<![\w.@/])((?:[\w-]+\.)+[a-z]{2,})/[^\s]*", re.I)


def plainly(typed):
    """Return a search text with numbers, addresses and abbreviations in their one form.

    "0032 2 501 67 00" is "025016700", "W.W.F." is "wwf", and of an address only the site is left.
    """
    typed = _WITH_PATH.sub(r"\1", _ADDRESS.sub(r"\1", typed))
    typed = _ENTERPRISE.sub("", typed)
    typed = _DOTTED.sub(lambda match: match[0].replace(".", ""), typed)
    return _NUMBER.sub(lambda match: _national(match[0]), typed)


def _national(number):
    """Return the digits of a number as they are dialled at home."""
    number = _TRUNK.sub("", number).strip()
    digits = re.sub(r"\D", "", number)
    if len(digits) < _SHORTEST and digits[0] != "0":
        return number
    if number.startswith(("+", "00")):
        digits = digits.removeprefix("00")
        if digits.startswith(_COUNTRY_CODE):
            return f"0{digits.removeprefix(_COUNTRY_CODE)}"
    return digits


def phone_forms(phone):
    """Return the forms in which a phone number is looked for."""
    if not phone:
        return []
    return list(dict.fromkeys((phone, _national(phone), re.sub(r"\D", "", phone))))


def number_forms(number):
    """Return the forms of an enterprise number: its digits, with and without the zero in front."""
    digits = re.sub(r"\D", "", number or "")
    return [digits, digits.removeprefix("0")] if digits else []


def joined_letters(name):
    """Yield the abbreviations in a name as they are typed without points: "11.11.11", "W.W.F."."""
    for match in _DOTTED.finditer(name or ""):
        yield match[0].replace(".", "")
