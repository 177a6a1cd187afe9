"""Languages by what people write: a code, a name in four languages or in its own, a synonym."""

import re
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.core.text import fold

from .endonyms import own_names
from .language_data import LANGUAGE_SYNONYMS, LANGUAGES, SAME_CODE, UNCLEAR_LANGUAGES
from .lists import codes_of
from .localized_names import TYPED_IN, language_names
from .name_lookup import Names
from .phrasing import either_of


def language_codes(text):
    """Return the codes of the languages that a text lists, in order.

    Raises:
        ValidationError: for what is no language, and for a name that could be two.
    """
    codes, unknown = codes_of(text, _language)
    if unknown:
        raise ValidationError([_unknown(name) for name in unknown])
    return codes


def is_language(code):
    """Whether Koepel knows a language by this code."""
    return code in LANGUAGES


def _language(text):
    """Return the code of a language's name or code, None where there is none."""
    code = text.strip(" .").replace("_", "-").casefold()
    if code in LANGUAGES:
        return code
    if code in SAME_CODE:
        return SAME_CODE[code]
    codes = _candidates(text)
    if len(codes) > 1:
        raise _unclear(text, codes)
    if codes or not (around := re.match(r"^([^()]+)\(([^()]+)\)$", text.strip())):
        return codes[0] if codes else _other_codes().get(code) or _without_variety(code)
    # "Engels (vlot)": what stands in brackets and is no language says something else of it.
    outer, inner = _language(around[1]), _language(around[2])
    return outer if inner in (None, outer) else None


@lru_cache(maxsize=4000)
def _candidates(text):
    return UNCLEAR_LANGUAGES.get(fold(text)) or sorted(_names().find(text))


def _without_variety(code):
    """Return the language of "nl-be" or "zh-hans": the same one, as a country or script has it."""
    base, _dash, variety = code.partition("-")
    return base if base in LANGUAGES and len(variety) in (2, 4) else None


@lru_cache(maxsize=1)
def _other_codes():
    """Return {code of three letters: code of two} (ISO 639-2 and 639-3, by CLDR's aliases)."""
    aliases = get_global("language_aliases")
    return {old: new for old, new in aliases.items() if new in LANGUAGES and len(old) == 3}


@lru_cache(maxsize=1)
def _names():
    names = {}
    for code in LANGUAGES:
        names[code] = [language_names(language)[code] for language in TYPED_IN]
        names[code] += LANGUAGE_SYNONYMS.get(code, ())
        for language in TYPED_IN:
            names[code] += filter(None, [Locale(language).languages.get(code)])
    folded_names = {fold(name) for variants in names.values() for name in variants}
    for code, own in own_names("languages").items():
        # "Tshiluba" is what two languages call themselves, and the name of only one here.
        names[code] += [name for name in own if fold(name) not in folded_names]
    return Names(names)


def _unclear(text, codes):
    return ValidationError(
        _("“%(value)s” could be %(names)s. Write which one."),
        params={"value": text[:80], "names": either_of(map(_called, codes))},
        code="unclear",
    )


def _called(code):
    return language_names(get_language() or "en")[code]


def _unknown(text):
    params = {"value": text[:80]}
    if near := _names().nearest(text):
        params["names"] = either_of(map(_called, near))
        return ValidationError(
            _("“%(value)s” is not a language that Koepel knows. Is it %(names)s?"),
            params=params,
            code="unknown",
        )
    return ValidationError(
        _("“%(value)s” is not a language that Koepel knows. Write its name or code, such as nl."),
        params=params,
        code="unknown",
    )
