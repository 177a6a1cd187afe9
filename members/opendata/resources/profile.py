"""A member as a record: a Struct whose fields follow the declarations of members/fields.

A new field of a profile appears by itself, by the type of its column, as the attribute of its own
name that public_view() gives it. `OWN` says how those fields stand that need more than that.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from django.db import models

from members.fields import BY_NAME, FIELDS
from members.presenting.site import Term as PublicTerm
from members.presenting.texts import Text

from .structs import Digits, FocusArea, Link, Logo, Source, Term, Texts

# What is told of every member elsewhere in its record, or of none.
NOT_SHOWN = ("slug", "status", "precision", "left_on", "left_text", "hidden_fields")


@dataclass(frozen=True)
class Part:
    """One field of a record.

    Attributes:
        name: its name.
        type: its type, from which its JSON Schema is made.
        value: a function from a PublicMember and `absolute`, which makes an address absolute.
        describes: the Field that it shows, or the words that describe it.
    """

    name: str
    type: Any
    value: Callable
    describes: Any


def _term(term):
    return Term(term.slug, term.label) if term else None


def _coded(code, label):
    return Term(code, str(label)) if code else None


def _logo(view, absolute):
    logo = view.logo
    if logo is None:
        return None
    small, medium, large = (absolute(url) for url in (logo.small, logo.medium, logo.large))
    return Logo(small, medium, large, logo.width, logo.height)


def _focus_areas(view):
    texts = iter(view.focus_areas_in_all_languages())
    return [FocusArea(dict(title), dict(text)) for title, text in zip(texts, texts, strict=True)]


# {field: (its type, its value)}
OWN = {
    "name": (str, lambda view, _: view.name),
    "category": (Term | None, lambda view, _: _coded(view.category, view.category_label)),
    "enterprise_number": (
        Digits | None,
        lambda view, _: view.enterprise_number.replace(".", "") or None,
    ),
    "focus_areas": (list[FocusArea], lambda view, _: _focus_areas(view)),
    "phone": (str | None, lambda view, _: view.phone_uri.removeprefix("tel:") or None),
    "donation_link": (str | None, lambda view, _: view.donation_url or None),
    "social_links": (
        list[Link],
        lambda view, _: [Link(link["platform"], link["url"]) for link in view.social_links],
    ),
    "sources": (
        list[Source],
        lambda view, _: [Source(source["text"], source["url"]) for source in view.sources],
    ),
    "logo": (Logo | None, _logo),
}
FIRST = (
    Part("id", UUID, lambda view, _: view.uuid, "The permanent identifier, a UUID."),
    Part("slug", str, lambda view, _: view.slug, "The last part of the profile’s address."),
    Part(
        "url", str, lambda view, absolute: absolute(view.canonical_url), "The profile for people."
    ),
    Part("title", str, lambda view, _: view.title, "Its name in the language asked for."),
)
LAST = (
    Part(
        "org_id",
        str | None,
        lambda view, _: view.org_id or None,
        "The identifier of org-id.guide, such as BE-BCE_KBO-0546740696.",
    ),
    Part("updated_at", dt.datetime, lambda view, _: view.updated_at, "Its last change."),
)
_TYPES = (
    (models.BooleanField, bool | None),
    (models.IntegerField, int | None),
    (models.FloatField, float | None),
    (models.DateTimeField, dt.datetime | None),
    (models.DateField, dt.date | None),
    (models.CharField, str | None),
    (models.TextField, str | None),
    (models.UUIDField, UUID | None),
)


def _type_of(field):
    if field.is_texts:
        return Texts
    if field.is_fact and field.column.choices:
        return Term | None
    if field.vocabulary or field.rows:
        return list[Term] if field.is_list else Term | None
    if field.shape:
        return list[dict[str, Any]]
    if field.is_list:
        return list[str]
    kinds = (kind for column, kind in _TYPES if isinstance(field.column, column))
    return next(kinds, Any)


def _value_of(field):
    if field.is_texts:
        return lambda view, _: view.in_all_languages(field.name)
    if field.shape:
        return lambda view, _: [entry.codes for entry in view.entries(field.name)]
    if field.is_fact and field.column.choices:
        return lambda view, _: _coded("".join(view.codes(field.name)), view.in_words(field.name))
    if field.is_fact:
        return lambda view, _: _plain(view.plain(field.name))
    return lambda view, _: _plain(getattr(view, field.name))


def _plain(value):
    """Return what public_view() shows as a record holds it; nothing is null, never ""."""
    if isinstance(value, PublicTerm):
        return _term(value)
    if isinstance(value, Text):
        return value.text
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return None if value == "" else value


def _part_of(field):
    kind, value = OWN.get(field.name) or (_type_of(field), _value_of(field))
    return Part(field.name, kind, value, field)


SHOWN = tuple(_part_of(field) for field in FIELDS if field.name not in NOT_SHOWN)
PARTS = FIRST + SHOWN + LAST
Member = msgspec.defstruct(
    "Member",
    [(part.name, part.type) for part in PARTS],
    namespace={"__doc__": "A member organisation; what is unknown or not shown is null or empty."},
    module=__name__,
    frozen=True,
)


def member_of(view, absolute):
    """Return the Member of a PublicMember.

    Args:
        view: the PublicMember.
        absolute: a function from a path to an absolute address.
    """
    return Member(*[part.value(view, absolute) for part in PARTS])


def description_of(part):
    """Return what a field of a record is, in the active language."""
    if isinstance(part.describes, str):
        return part.describes
    field = BY_NAME[part.name]
    help_text = str(getattr(field.column, "help_text", "") or "")
    label = str(field.label)
    return f"{label[:1].upper()}{label[1:]}. {help_text}".strip()
