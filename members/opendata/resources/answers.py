"""The Structs of whole answers: lists of members and of changes."""

from uuid import UUID

from msgspec import Struct

from .profile import Member
from .structs import About, Count, Removed


class OneMember(Struct, frozen=True):
    """One member."""

    about: About
    member: Member


class MemberList(Struct, frozen=True):
    """One page of a search; `unknown` are values of filters that the directory does not know."""

    about: About
    total: Count
    page: Count
    pages: Count
    unknown: list[str]
    members: list[Member]


class Changes(Struct, frozen=True):
    """What changed since a cursor, oldest first; ask on with `cursor` while there is `more`."""

    about: About
    cursor: str
    more: bool
    changed: list[Member]
    removed: list[Removed]


class Point(Struct, frozen=True, tag_field="type", tag="Point"):
    """Longitude and latitude (WGS 84)."""

    coordinates: tuple[float, float]


class Feature(Struct, frozen=True, tag_field="type", tag="Feature"):
    """A member on the map; the geometry is null where its place is not known."""

    id: UUID
    geometry: Point | None
    properties: Member


class FeatureCollection(Struct, frozen=True, tag_field="type", tag="FeatureCollection"):
    """One page of a search as GeoJSON (RFC 7946)."""

    about: About
    total: Count
    features: list[Feature]
