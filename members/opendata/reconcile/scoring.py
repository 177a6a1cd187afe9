"""How sure a match is, 0 to 100: 100 is the same name or number, 90 and more is nearly certain.

The name gives the score. What else is known of the row moves it: the same number settles it, the
same website, town, place or country speaks for it, another one against it.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from rapidfuzz import fuzz

from members.core.text import fold
from members.freshness.quality.names import bare_name
from members.freshness.quality.similarity import likeness

from .names import names_of

SURE = 90  # from here on, and so far ahead of the next, a match needs no person
AHEAD = 8
# A name that says only part of the other one, and a name that the member had before.
_PART, _FORMER = 0.85, 0.97
_DIGITS = re.compile(r"\D+")


@dataclass(frozen=True)
class Scored:
    """A candidate.

    Attributes:
        view: the PublicMember.
        score: how sure it is, 0 to 100.
    """

    view: object
    score: float


def digits_of(text):
    """Return the ten digits of an enterprise number, as it is usually written, or ""."""
    digits = _DIGITS.sub("", text)
    return digits if len(digits) == 10 and len(text) <= 24 else ""


def host_of(text):
    """Return the host of a website without "www.", or "" for what is none."""
    if "." not in text or " " in text.strip():
        return ""
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host.lower().removeprefix("www.")


def score(view, text, properties):
    """Return how sure it is that a row means a PublicMember.

    Args:
        view: the PublicMember.
        text: the name, number or website of the row.
        properties: {property: text} of what else the row says.
    """
    number = view.org_id.rpartition("-")[2]
    if number and number in {digits_of(text), digits_of(properties.get("enterprise_number", ""))}:
        return 100.0
    by_name = max((_likeness(view, name, text) for name in names_of(view)), default=0)
    if view.website_label and view.website_label == host_of(text):
        by_name = 100
    return max(0.0, min(100.0, by_name + _evidence(view, properties)))


def _likeness(view, name, text):
    if fold(name) == fold(text):
        whole = 100
    else:
        one, other = bare_name(name), bare_name(text)
        whole = max(likeness(one, other), _PART * fuzz.token_set_ratio(one, other))
        whole = min(whole, 99) if one != other else 100
    return whole * (_FORMER if name in view.former_names else 1)


def _evidence(view, properties):
    """Return what the other columns of a row add to the score, or take from it."""
    comparisons = {
        "website": (view.website_label, host_of, 10, 10),
        "city": (fold(view.city), fold, 5, 10),
        "postal_code": (view.postal_code, str.strip, 5, 10),
        "enterprise_number": (view.org_id.rpartition("-")[2], digits_of, 0, 30),
    }
    points = 0
    for name, (value, read, reward, fine) in comparisons.items():
        stated = read(properties.get(name, "")) if properties.get(name) else ""
        if value and stated:
            points += reward if stated == value else -fine
    return points + (_country(view, properties["countries"]) if "countries" in properties else 0)


def _country(view, text):
    countries = {fold(one) for term in view.countries for one in (term.slug, term.label)}
    if not (countries and text):
        return 0
    return 5 if fold(text) in countries else -5
