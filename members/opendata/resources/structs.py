"""The resources as types: what is encoded, and what openapi.json says of it.

Text that an organisation wrote comes in every language in which it wrote it, {language: text}.
What Koepel calls something (a theme, a country) comes in the language that was asked for.
"""

import datetime as dt
from typing import Annotated
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

Texts = dict[str, str]
Count = Annotated[int, Meta(ge=0)]
Digits = Annotated[str, Meta(pattern="^[0-9]+$")]


class Term(Struct, frozen=True):
    """A term of a vocabulary, by its code and by its name in the language asked for."""

    code: str
    label: str


class Logo(Struct, frozen=True):
    """A logo as WebP, at most 96, 192 or 384 pixels wide."""

    small: str
    medium: str
    large: str
    width: int
    height: int


class Link(Struct, frozen=True):
    """A page on a social network."""

    platform: str
    url: str


class Source(Struct, frozen=True):
    """Where the data of a member come from; `url` is empty where it is no address."""

    text: str
    url: str


class FocusArea(Struct, frozen=True):
    """One way of working of a member."""

    title: Texts
    description: Texts


class Licence(Struct, frozen=True):
    """What may be done with the data, as the federation chose."""

    code: str
    name: str
    url: str | None
    attribution: str


class About(Struct, frozen=True):
    """What every answer says of itself."""

    publisher: str
    licence: Licence
    version: Count
    changed_at: dt.datetime | None
    language: str
    source: str


class FacetOption(Struct, frozen=True):
    """A value of a filter: `count` members would be shown if it were the only one chosen."""

    code: str
    label: str
    count: Count | None
    selected: bool


class Facet(Struct, frozen=True):
    """A filter group; `parameter` is its name in a query string."""

    parameter: str
    label: str
    total: Count
    options: list[FacetOption]


class Facets(Struct, frozen=True):
    """The filter groups with their counts for a search."""

    about: About
    total: Count
    facets: list[Facet]


class VocabularyTerm(Struct, frozen=True):
    """A term in every language, with the number of members that have it."""

    code: str
    names: Texts
    members: Count
    url: str


class Vocabulary(Struct, frozen=True):
    """All terms of a vocabulary, in its order."""

    about: About
    terms: list[VocabularyTerm]


class Removed(Struct, frozen=True):
    """A member that is shown no more: `successor` is what it was merged into, where it was."""

    id: UUID
    reason: Annotated[str, Meta(pattern="^(left|merged|withdrawn)$")]
    successor: UUID | None
    left_on: dt.date | None


class Root(Struct, frozen=True):
    """Where everything is."""

    about: About
    links: dict[str, str]


class Problem(Struct, frozen=True, omit_defaults=True):
    """What went wrong (RFC 9457)."""

    title: str
    status: int
    type: str = "about:blank"
    detail: str | UnsetType = UNSET
