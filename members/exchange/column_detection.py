"""What each column of a file is: by its heading, in any words, and by what stands under it."""

import re
import uuid
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import override

from members.core.text import fold
from members.models.texts import language_names
from members.parsing.enterprise_numbers import enterprise_number

from . import heading_synonyms as known_words
from .columns import IDENTIFIER, by_key

# So much of a column's filled cells must be of a kind.
_SHARE = 0.8
_MAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s.,;]{2,}")
_URL = re.compile(r"(?:https?://|www\.)\S+\.\S+", re.IGNORECASE)
_PHONE = re.compile(r"(?:\+|00|0\d)[\d ()./-]{7,20}")
_NUMBER = re.compile(r"(?:BE\s?)?[01]?\d{3}[. ]?\d{3}[. ]?\d{3}", re.IGNORECASE)
_COUNTRIES = re.compile(r"[A-Z]{2}(?:\s*[;,/ ]\s*[A-Z]{2})+")
_COMMON = {
    "nl": "de het een van voor en met in te zijn wij ons onze die dat naar aan om",
    "fr": "le la les des du une pour et avec dans nous notre nos qui aux est sur en",
    "en": "the of and for with to our we in that is are their on by from",
    "de": "der die das und fur mit wir unsere ein eine zu den im von ist auf",
}
# Why a column is what it is, where a person should look.
BY_CONTENT, DOUBTFUL, NOT_OURS = "content", "doubtful", "not_ours"


@lru_cache(maxsize=1)
def _by_heading():
    """Return {heading as compared: key}: keys, the words of every language, and their synonyms."""
    headings = {fold(key): key for key in by_key()}
    for code in language_names():
        with override(code):
            for column in by_key().values():
                headings.setdefault(fold(column.heading), column.key)
    for key, text in known_words.SYNONYMS.items():
        for word in known_words.words(text):
            headings.setdefault(fold(word), key)
    for field, text in known_words.TEXT_SYNONYMS.items():
        for word in known_words.words(text):
            for code in language_names():
                for language in known_words.words(known_words.LANGUAGE_WORDS.get(code, code)):
                    headings.setdefault(f"{fold(word)} {language}", f"{field}_{code}")
                    headings.setdefault(f"{language} {fold(word)}", f"{field}_{code}")
    return headings


@lru_cache(maxsize=1)
def _doubtful():
    return {
        fold(word): key
        for key, text in known_words.DOUBTFUL.items()
        for word in known_words.words(text)
    }


@lru_cache(maxsize=1)
def _of_text():
    return {
        fold(word): field
        for field, text in known_words.TEXT_SYNONYMS.items()
        for word in known_words.words(text)
        if fold(word) not in _by_heading()
    }


def recognise(heading):
    """Return the Column that a heading means, or None: its key, or its name in any language."""
    return by_key().get(_by_heading().get(fold(heading)))


def is_known(heading):
    """Whether a heading means something, be it only with what stands under it."""
    folded = fold(heading)
    return folded in _by_heading() or folded in _of_text() or folded in _doubtful()


def recognise_all(headings, sample=()):
    """Return what the columns of a table are.

    Args:
        headings: their texts.
        sample: the first rows under them, as lists of texts.

    Returns:
        (keys, doubts): the key of a Column for each heading, "" where it means none or repeats
        an earlier one; {index: why} of those that a person should look at.
    """
    under = [
        [row[i].strip() for row in sample if i < len(row) and row[i].strip()]
        for i in range(len(headings))
    ]
    keys, doubts = [""] * len(headings), {}
    for step in (_by_words, _by_likely_words, _by_content):
        for index, heading in enumerate(headings):
            if not keys[index] and index not in doubts:
                key, why = step(heading, under[index])
                if why == NOT_OURS:
                    doubts[index] = why
                elif key in by_key() and key not in keys:
                    keys[index] = key
                    doubts |= {index: why} if why else {}
    return _with_a_name(keys), doubts


def _by_words(heading, under):
    column = recognise(heading)
    if column is None:
        return "", ""
    if column.key == IDENTIFIER and under and not any(map(_is_uuid, under)):
        return "", NOT_OURS
    return column.key, DOUBTFUL if fold(heading) in _doubtful() and heading not in by_key() else ""


def _by_likely_words(heading, under):
    folded = fold(heading)
    if folded in _of_text():
        return f"{_of_text()[folded]}_{_language(under)}", DOUBTFUL
    return _doubtful().get(folded, ""), DOUBTFUL


def _by_content(heading, under):
    for key, test in (
        ("email", _MAIL.fullmatch),
        ("website", _URL.fullmatch),
        (IDENTIFIER, _is_uuid),
        ("enterprise_number", _is_number),
        ("phone", _PHONE.fullmatch),
        ("countries", _COUNTRIES.fullmatch),
    ):
        if under and sum(bool(test(text)) for text in under) >= _SHARE * len(under):
            return key, BY_CONTENT
    return "", ""


def _with_a_name(keys):
    """Let the first name in a language be the name, where a table has no other."""
    if "name" not in keys and "slug" not in keys and IDENTIFIER not in keys:
        for index, key in enumerate(keys):
            if key.startswith("other_names_"):
                return [*keys[:index], "name", *keys[index + 1 :]]
    return keys


def _language(texts):
    """Return the code of the language that some texts are in, else the site's own."""
    words = [word for text in texts for word in fold(text).split()]
    counts = {
        code: sum(word in common.split() for word in words)
        for code, common in _COMMON.items()
        if code in language_names()
    }
    best = max(counts, key=counts.get, default="")
    return best if best and counts[best] else settings.LANGUAGE_CODE


def _is_uuid(text):
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
