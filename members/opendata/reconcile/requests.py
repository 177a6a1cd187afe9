"""What OpenRefine sends, in the shapes of versions 0.1 and 0.2, taken apart."""

from typing import Any

import msgspec

MOST_QUERIES = 100
MOST_IDS, MOST_PROPERTIES = 200, 60


class Said(msgspec.Struct):
    """What another column of a row says; a value may be a text, a number, an entity or several."""

    pid: str = ""
    v: Any = ""


class ReconQuery(msgspec.Struct):
    """One row to match."""

    query: str = ""
    type: Any = None
    limit: int | None = None
    properties: list[Said] = []

    @property
    def types(self):
        """The ids of the types that are wanted; none for any."""
        kinds = self.type if isinstance(self.type, list) else [self.type]
        return {kind.get("id") if isinstance(kind, dict) else kind for kind in kinds if _is(kind)}

    @property
    def said(self):
        """{property: text} of what else the row says."""
        return {one.pid: text for one in self.properties if (text := _text(one.v))}


class Property(msgspec.Struct):
    """A property to extend rows by."""

    id: str


class Extension(msgspec.Struct):
    """Entities and the properties that are wanted of them."""

    ids: list[str]
    properties: list[Property]


def queries_of(text):
    """Return {key: ReconQuery}; raise ValueError for what cannot be read, or is too much."""
    queries = _decoded(text, dict[str, ReconQuery])
    if len(queries) > MOST_QUERIES:
        raise ValueError(f"Send at most {MOST_QUERIES} queries at once.")
    return queries


def extension_of(text):
    """Return the Extension; raise ValueError for what cannot be read, or is too much."""
    extension = _decoded(text, Extension)
    if len(extension.ids) > MOST_IDS or len(extension.properties) > MOST_PROPERTIES:
        raise ValueError(f"Send at most {MOST_IDS} ids and {MOST_PROPERTIES} properties at once.")
    return extension


def _decoded(text, kind):
    try:
        return msgspec.json.decode(text, type=kind, strict=False)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ValueError(str(error)) from None


def _is(kind):
    return isinstance(kind, str) or (isinstance(kind, dict) and isinstance(kind.get("id"), str))


def _text(value):
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("id") or ""
    return str(value)[:300].strip() if isinstance(value, (str, int, float)) else ""
