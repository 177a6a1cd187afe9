"""What a column is by what stands in it, where its heading does not say."""

import re
import uuid
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError

from members.core.text import fold
from members.models.texts import language_names
from members.parsing.countries import country_code
from members.parsing.enterprise_numbers import enterprise_number
from members.parsing.towns import is_town

from . import heading_synonyms as known_words

# So much of a column's filled cells must be of a kind.
_SHARE = 0.8
_MAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s.,;]{2,}")
_URL = re.compile(r"(?:https?://|www\.)\S+\.\S+", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|00|0\d)[\d ()./-]{7,20}")
_NUMBER = re.compile(r"(?:BE\s?)?[01]?\d{3}[. ]?\d{3}[. ]?\d{3}", re.IGNORECASE)
_COUNTRIES = re.compile(r"[A-Z]{2}(?:\s*[;,/ ]\s*[A-Z]{2})+")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_LONGEST_NAME = 120
_ADDRESS = {"street_address", "postal_code", "city", "postal_code_and_city"}
_COMMON = {
    "nl": "de het een van voor en met in te zijn wij ons onze die dat naar aan om",
    "fr": "le la les des du une pour et avec dans nous notre nos qui aux est sur en",
    "en": "the of and for with to our we in that is are their on by from",
    "de": "der die das und fur mit wir unsere ein eine zu den im von ist auf",
}


def key_by_content(under):
    """Return the key of the column that some cells are of, or ""."""
    for key, test in (
        ("email", _MAIL.fullmatch),
        ("website", _URL.fullmatch),
        ("id", is_uuid),
        ("enterprise_number", _is_number),
        ("phone", _PHONE.fullmatch),
        ("countries", _COUNTRIES.fullmatch),
        ("city", is_town),
    ):
        if under and _share_of(under, test) >= _SHARE:
            return key
    return ""


def _share_of(under, test):
    return sum(bool(test(text)) for text in under) / len(under)


def name_column(keys, columns):
    """Return the index of the column that likely holds the names, or None.

    Args:
        keys: the key of each column, "" where it is not known.
        columns: for each column, its cells that hold something.
    """
    rows = max(map(len, columns), default=0)
    for index, under in enumerate(columns):
        if keys[index] or len(under) < rows * 0.9:
            continue
        texts = [text for text in under if _LETTERS.search(text) and len(text) <= _LONGEST_NAME]
        differ = len(set(under)) >= 0.9 * len(under)
        if rows and differ and len(texts) >= _SHARE * len(under):
            return index
    return None


def is_seat_country(keys, under):
    """Whether a column headed "Country" is about the seat: one country a row, beside an address."""
    if not _ADDRESS & set(keys) or not under:
        return False
    return "countries" in keys or _share_of(under, country_code) >= _SHARE


def language_of(texts, heading=""):
    """Return the code of the language that some texts are in, else their heading's or the site's.

    Args:
        texts: the first cells of a column.
        heading: what stands above them, folded.
    """
    words = [word for text in texts for word in fold(text).split()]
    counts = {
        code: sum(word in common.split() for word in words)
        for code, common in _COMMON.items()
        if code in language_names()
    }
    best = max(counts, key=counts.get, default="")
    if best and counts[best]:
        return best
    return _language_of_heading().get(heading, settings.LANGUAGE_CODE)


@lru_cache(maxsize=1)
def _language_of_heading():
    return {
        fold(word): code
        for code, text in known_words.OF_ONE_LANGUAGE.items()
        if code in language_names()
        for word in known_words.words(text)
    }


def is_uuid(text):
    """Whether a text is an identifier of Koepel's kind."""
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False


def _is_number(text):
    if not _NUMBER.fullmatch(text):
        return False
    try:
        return bool(enterprise_number(text))
    except ValidationError:
        return False
