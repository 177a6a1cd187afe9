"""A member's profile as plain values: what revisions keep and publish() compares.

Every value is what JSON can hold: texts and numbers, dates as ISO 8601, terms by slug,
countries and languages by code, focus areas as dicts with a stable id.
"""

import hashlib
import json
import re

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects

from members.fields import BY_NAME, names
from members.models import CountryOfActivity, FocusArea, Member, Theme, WorkingLanguage
from members.models.member_queryset import parts

from .cleaning import (
    FOCUS_AREA_LIMIT,
    RELATIONS,
    ROWS,
    TERMS,
    clean,
    clean_value,
    known_terms,
    looks_alike,
    plain,
)

COLUMNS = names(lambda field: field.is_column)
FIELDS = tuple(BY_NAME)
_ADDRESSES = names(lambda field: field.is_address)
# The first page of a site, with its slash.
_ROOT = re.compile(r"https?://[^/?#]+/")
__all__ = [
    "COLUMNS",
    "FIELDS",
    "FOCUS_AREA_LIMIT",
    "RELATIONS",
    "TERMS",
    "add_relations",
    "assign",
    "blank",
    "clean",
    "digest",
    "is_blank",
    "known_terms",
    "read",
    "reread_relations",
    "same",
    "write_relations",
]


def read(member):
    """Return {field: plain value} of all that publish() may change of a member."""
    values = {name: plain(getattr(member, name)) for name in COLUMNS}
    values |= {name: term.slug if (term := getattr(member, name)) else None for name in TERMS}
    values["themes"] = [theme.slug for theme in member.themes.all()]
    values |= {
        name: [row.code for row in getattr(member, rows).all()] for name, rows in ROWS.items()
    }
    values["focus_areas"] = [
        {"id": str(area.uuid), "title": area.title, "description": area.description}
        for area in member.focus_areas.all()
    ]
    return values


def is_blank(value):
    """Whether a value says nothing; the number 0 says something."""
    return value in (None, "", [], {})


def digest(value):
    """Return a short mark of a plain value, by which a form tells what a person saw of it."""
    text = json.dumps(None if is_blank(value) else value, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def blank():
    """Return the values of a member that does not exist yet."""
    fresh = Member()
    values = {name: plain(getattr(fresh, name)) for name in COLUMNS}
    return values | dict.fromkeys(TERMS) | {name: [] for name in RELATIONS}


def same(name, old, new):
    """Whether two plain values of a field say the same: no reader would see a difference."""
    if old == new or (is_blank(old) and is_blank(new)):
        return True
    if name in TERMS or name == "themes":
        return False  # by their slugs, which were never written in another form
    try:
        old = clean_value(name, old)
    except ValidationError:
        return False  # kept by older rules
    if name in _ADDRESSES:
        old, new = _without_root(old), _without_root(new)
    return looks_alike(old, new)


def _without_root(value):
    """Return web addresses without the slash of a site's first page, which leads there anyway."""
    if isinstance(value, list):
        return [_without_root(link) for link in value]
    return value[:-1] if isinstance(value, str) and _ROOT.fullmatch(value) else value


def assign(member, values, terms=None):
    """Set the columns and terms of some plain values on a member, without saving it.

    Args:
        member: the Member.
        values: {field: plain value}.
        terms: {field: {slug: term}}, where many members are written at once.
    """
    for name in COLUMNS:
        if name in values:
            field = Member._meta.get_field(name)
            setattr(member, name, field.to_python(values[name]))
    for name, model in TERMS.items():
        if name in values:
            slug = values[name]
            term = terms[name][slug] if terms and slug else None
            setattr(member, name, term or (model.objects.get(slug=slug) if slug else None))


def reread_relations(member, values):
    """Read those of a member's parts anew that some plain values wrote, or that nobody read yet."""
    for name in values:
        cached = getattr(member, "_prefetched_objects_cache", {})
        cached.pop(ROWS.get(name, name), None)
    prefetch_related_objects([member], *parts())


def write_relations(member, values):
    """Write the rows of some plain values that belong to a saved member."""
    if "themes" in values:
        member.themes.set(Theme.objects.filter(slug__in=values["themes"]))
    for name, model in (("countries", CountryOfActivity), ("languages", WorkingLanguage)):
        if name in values:
            model.objects.filter(member=member).exclude(code__in=values[name]).delete()
            rows = [model(member=member, code=code) for code in values[name]]
            model.objects.bulk_create(rows, ignore_conflicts=True)
    if "focus_areas" in values:
        _write_focus_areas(member, values["focus_areas"])


def _write_focus_areas(member, areas):
    # Rows are replaced whole: at most a few dozen, and their identity is the uuid.
    member.focus_areas.all().delete()
    FocusArea.objects.bulk_create(_focus_area_rows(member, areas))


def _focus_area_rows(member, areas):
    return [
        FocusArea(
            member=member,
            uuid=area["id"],
            position=position,
            title=area["title"],
            description=area["description"],
        )
        for position, area in enumerate(areas)
    ]


def add_relations(members, themes):
    """Write the rows that belong to many new members, a few queries for all of them.

    Args:
        members: [(Member, {field: plain value})].
        themes: {slug: Theme}.
    """
    through = Member.themes.through
    through.objects.bulk_create(
        through(member=member, theme=themes[slug])
        for member, plain in members
        for slug in plain.get("themes", ())
    )
    for name, model in (("countries", CountryOfActivity), ("languages", WorkingLanguage)):
        model.objects.bulk_create(
            model(member=member, code=code)
            for member, plain in members
            for code in plain.get(name, ())
        )
    FocusArea.objects.bulk_create(
        area
        for member, plain in members
        for area in _focus_area_rows(member, plain.get("focus_areas", ()))
    )
