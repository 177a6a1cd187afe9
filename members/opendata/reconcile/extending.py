"""Rows that were matched, extended by any field of the profile."""

import datetime as dt
from uuid import UUID

import msgspec

from members.models import Member
from members.opendata.resources.profile import PARTS, description_of, member_of
from members.opendata.resources.structs import FocusArea, Link, Logo, Source, Term
from members.presenting import public_view

BY_NAME = {part.name: part for part in PARTS}


def properties(prefix=""):
    """Return the fields whose name or description begins with a prefix, as properties."""
    parts = [{"id": part.name, "name": _label(part)} for part in PARTS]
    start = prefix.lower()
    return [one for one in parts if one["id"].startswith(start) or start in one["name"].lower()]


def _label(part):
    return description_of(part).partition(".")[0]


def extended(extension, language, site, base):
    """Return the `meta` and `rows` of an Extension in the active language."""
    chosen = [BY_NAME[one.id] for one in extension.properties if one.id in BY_NAME]
    members = _members(extension.ids, language, site, base)
    return {
        "meta": [{"id": part.name, "name": _label(part)} for part in chosen],
        "rows": {
            key: {part.name: _cells(members.get(key), part.name, language) for part in chosen}
            for key in extension.ids
        },
    }


def _members(keys, language, site, base):
    """Return {key: Member} of those keys that are members whom the public sees."""
    uuids = {key: uuid for key in keys if (uuid := _uuid(key))}
    rows = Member.objects.published().with_parts().filter(uuid__in=uuids.values())
    views = {row.uuid: public_view(row, language, site) for row in rows}
    return {
        key: member_of(views[uuid], lambda path: base + path)
        for key, uuid in uuids.items()
        if views.get(uuid)
    }


def _uuid(key):
    try:
        return UUID(key)
    except ValueError:
        return None


def _cells(member, name, language):
    value = getattr(member, name, None)
    if isinstance(value, dict):
        value = value.get(language) or next(iter(value.values()), None)
    values = value if isinstance(value, list) else [value]
    return [_cell(one, language) for one in values if one is not None]


def _cell(value, language):
    if isinstance(value, bool):
        return {"bool": value}
    if isinstance(value, int):
        return {"int": value}
    if isinstance(value, float):
        return {"float": value}
    if isinstance(value, (dt.date, dt.datetime)):
        return {"date": value.isoformat()}
    return {"str": _text(value, language)}


def _text(value, language):
    texts = {Term: "label", Link: "url", Source: "text", Logo: "large"}
    if type(value) in texts:
        return getattr(value, texts[type(value)])
    if isinstance(value, FocusArea):
        return value.title.get(language) or next(iter(value.title.values()), "")
    return value if isinstance(value, str) else str(msgspec.to_builtins(value))
