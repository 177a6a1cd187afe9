"""Countries by what people write: a code, a name in four languages, a synonym, a full title."""

import re
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries

from members.core.text import fold

from .country_data import CONTINENT_OF, NO_COUNTRIES, OTHER_CODES, UNCLEAR, WRITTEN
from .endonyms import own_names
from .lists import codes_of
from .localized_names import country_names, search_names
from .name_lookup import Names
from .phrasing import either_of

_ARTICLE = re.compile(
    r"^(?:the|la|le|les|l|de|het|die|der|das|den|du|des|in|en|au|aux)\s+", re.IGNORECASE
)
# "Republic of Senegal", "République du Sénégal": the state's title before its name.
_TITLE = re.compile(
    r"^(?:(?:federal|democratic|people s|islamic|islamitische|federale|federation|volks|bolivarian|"
    r"plurinational|arab|socialist|united)\s+)*(?:republic|republiek|republique|republik|kingdom|"
    r"koninkrijk|royaume|konigreich|state|staat|etat|commonwealth|sultanate|sultanaat)"
    r"(?:\s+(?:islamique|federale|populaire|democratique|bolivarienne|arabe))*"
    r"(?:\s+(?:of|van|de|du|d|des|von|der|the|la|het|l))*\s+"
)
_TITLE_ALONE = re.compile(
    r"^(?:the|le|la|het|die)$|\b(?:of|the|du|de|des|van|von|van de|de la)$", re.IGNORECASE
)
_INDICATOR_A = ord("🇦")
_AROUND = re.compile(r"^([^()\[\]]+)[(\[]([^()\[\]]+)[)\]]$")


def country_codes(text):
    """Return the ISO 3166-1 alpha-2 codes of the countries that a text lists, in order.

    Raises:
        ValidationError: for what is no country, and for a name that could be two.
    """
    codes, unknown = codes_of(text, _country)
    if unknown:
        raise ValidationError([_unknown(name) for name in unknown])
    return codes


def country_code(text):
    """Return the code of the one country that a text names, or "" where it names none."""
    try:
        return _country(text) or ""
    except ValidationError:
        return ""


def _country(text):
    """Return the code of a country's name or code, None where there is none."""
    codes = _candidates(text)
    if len(codes) > 1:
        raise ValidationError(
            _("“%(value)s” could be %(names)s. Write which one."),
            params={"value": text[:80], "names": either_of(_called(code) for code in codes)},
            code="unclear",
        )
    return codes[0] if codes else None


@lru_cache(maxsize=4000)
def _candidates(text):
    """Return the codes that a name may mean, in order."""
    code = _flag(text) or text.replace(".", "").strip().upper()
    if code in CONTINENT_OF:
        return [code]
    if code in _alpha_3():
        return [_alpha_3()[code]]
    if code in OTHER_CODES:
        return [OTHER_CODES[code]]
    folded = fold(text)
    if folded in UNCLEAR:
        return list(UNCLEAR[folded])
    if folded in NO_COUNTRIES:
        return []  # "America" is a continent before it is a country
    codes = _named(text) or _told_apart(folded)
    if codes or not (around := _AROUND.match(text.strip())):
        return sorted(codes)
    if _TITLE_ALONE.search(around[2]):
        # "Korea (Republic of)", as ISO 3166 has it: the title belongs before the name.
        return sorted(_named(f"{around[2]} {around[1]}"))
    # "Congo (RDC)": what stands in brackets tells the two apart.
    outer, inner = set(_candidates(around[1])), set(_candidates(around[2]))
    return sorted(outer & inner or outer or (inner if len(inner) == 1 else set()))


def _flag(text):
    """Return the code of a flag (two regional indicators), "" for anything else."""
    letters = [ord(sign) - _INDICATOR_A for sign in text.strip()]
    if len(letters) != 2 or not all(0 <= letter < 26 for letter in letters):
        return ""
    return "".join(chr(ord("A") + letter) for letter in letters)


def _told_apart(folded):
    """Return the country that both halves of a text may mean: "Congo RDC"."""
    words = folded.split()
    for place in range(1, len(words)):
        both = _names().find(" ".join(words[:place])) & _names().find(" ".join(words[place:]))
        if len(both) == 1:
            return both
    return set()


def _named(text):
    names, folded = _names(), fold(text)
    forms = [text, _ARTICLE.sub("", folded), _TITLE.sub("", folded)]
    if "," in text:
        # "Korea, Republic of": as an index has it.
        first, rest = text.split(",", 1)
        whole = fold(f"{rest} {first}")
        forms += [whole, _TITLE.sub("", whole), _ARTICLE.sub("", whole)]
    return next((codes for form in forms if (codes := names.find(form))), set())


@lru_cache(maxsize=1)
def _names():
    names = {code: [*sorted(search_names(code)), *WRITTEN.get(code, ())] for code in CONTINENT_OF}
    folded_names = {fold(name) for variants in names.values() for name in variants}
    for code, own in own_names("countries").items():
        names[code] += [name for name in own if fold(name) not in folded_names]
    return Names(names)


@lru_cache(maxsize=1)
def _alpha_3():
    codes = {countries.alpha3(code): code for code in CONTINENT_OF}
    codes.pop("", None)
    return codes


def _called(code):
    return country_names(get_language() or "en")[code]


def _unknown(text):
    params = {"value": text[:80]}
    if fold(text) in NO_COUNTRIES:
        return ValidationError(
            _("“%(value)s” is not one country. Name the countries."), params=params, code="unknown"
        )
    if near := _names().nearest(text):
        params["names"] = either_of(_called(code) for code in near)
        return ValidationError(
            _("“%(value)s” is not a country that Koepel knows. Is it %(names)s?"),
            params=params,
            code="unknown",
        )
    return ValidationError(
        _("“%(value)s” is not a country that Koepel knows. Write its name or code, such as BE."),
        params=params,
        code="unknown",
    )
