"""What each column of a file is: by its heading, in any words, and by what stands under it."""

from functools import lru_cache

from django.utils.translation import override

from members.core.text import fold
from members.models.texts import language_names

from . import heading_synonyms as known_words
from .columns import IDENTIFIER, by_key
from .content_detection import is_seat_country, is_uuid, key_by_content, language_of, name_column
from .heading_forms import alternatives, other_forms
from .seat_columns import COUNTRY

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


@lru_cache(maxsize=4000)
def recognise(heading):
    """Return the Column that a heading means, or None: its key, or its name in any language."""
    keys = _by_heading()
    if fold(heading) in keys:
        return by_key()[keys[fold(heading)]]
    if fold(heading) in _of_text() or fold(heading) in _doubtful():
        return None
    several = {keys[word] for word in alternatives(heading) if word in keys}
    if len(several) > 1:
        return None  # "Phone / e-mail" is neither
    return next((by_key()[keys[form]] for form in other_forms(heading) if form in keys), None)


def is_known(heading):
    """Whether a heading means something, be it only with what stands under it."""
    folded = fold(heading)
    return bool(recognise(heading)) or folded in _of_text() or folded in _doubtful()


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
    keys = _with_the_seat(headings, keys, under)
    return _with_a_name(keys, doubts, under), doubts


def _by_words(heading, under):
    column = recognise(heading)
    if column is None:
        return "", ""
    if column.key == IDENTIFIER and under and not any(map(is_uuid, under)):
        return "", NOT_OURS
    return column.key, DOUBTFUL if fold(heading) in _doubtful() and heading not in by_key() else ""


def _by_likely_words(heading, under):
    folded = fold(heading)
    if folded in _of_text():
        return f"{_of_text()[folded]}_{language_of(under, folded)}", DOUBTFUL
    return _doubtful().get(folded, ""), DOUBTFUL


def _by_content(_heading, under):
    return key_by_content(under), BY_CONTENT


def _with_a_name(keys, doubts, columns):
    """Let a table that has no column of names, and none of keys, have one."""
    if {"name", "slug", IDENTIFIER} & set(keys):
        return keys
    index = next((i for i, key in enumerate(keys) if key.startswith("other_names_")), None)
    if index is None and (index := name_column(keys, columns)) is not None:
        doubts[index] = BY_CONTENT
    return keys if index is None else [*keys[:index], "name", *keys[index + 1 :]]


def _with_the_seat(headings, keys, columns):
    """Let a column headed "Country" be that of the seat, where it is."""
    for index, heading in enumerate(headings):
        is_doubtful = _doubtful().get(fold(heading)) == "countries"
        others = [*keys[:index], "", *keys[index + 1 :]]
        if not is_doubtful or COUNTRY in others or keys[index] not in ("", "countries"):
            continue
        if is_seat_country(others, columns[index]):
            keys[index] = COUNTRY
    return keys
