"""A member's profile as plain values: what revisions keep and publish() compares.

Every value is what JSON can hold: texts and numbers, dates as ISO 8601, terms by slug,
countries and languages by code, focus areas as dicts with a stable id.
"""

import datetime as dt
import hashlib
import json
import math
import re
import uuid

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.fields import BY_NAME, names
from members.models import CountryOfActivity, FocusArea, Member, Theme, WorkingLanguage
from members.models.checks import clean_countries, clean_languages, compact_enterprise_number
from members.models.texts import clean_texts
from members.presenting import HIDEABLE

COLUMNS = names(lambda field: field.is_column)
TERMS = {
    name: BY_NAME[name].vocabulary
    for name in names(lambda field: field.vocabulary and not field.is_relation)
}
ROWS = {name: BY_NAME[name].rows for name in names(lambda field: field.rows)}
RELATIONS = ("themes", *ROWS, "focus_areas")
FIELDS = tuple(BY_NAME)
FOCUS_AREA_LIMIT = 24
_LOGO = re.compile(r"[0-9a-f]{32}-[0-9]{1,3}x[0-9]{1,3}")


def read(member):
    """Return {field: plain value} of all that publish() may change of a member."""
    values = {name: _plain(getattr(member, name)) for name in COLUMNS}
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
    values = {name: _plain(getattr(fresh, name)) for name in COLUMNS}
    return values | dict.fromkeys(TERMS) | {name: [] for name in RELATIONS}


def known_terms():
    """Return {field: [slug, …]} of the vocabularies in their order, for many calls of clean()."""
    models = {**TERMS, "themes": Theme}
    return {
        name: list(model.objects.values_list("slug", flat=True)) for name, model in models.items()
    }


def clean(changes, known=None):
    """Return changes checked and in their plain form.

    Args:
        changes: {field: value} as `read` gives them, or as Python has them (dates, lists).
        known: what known_terms() returned, where many members are checked at once.

    Raises:
        ValidationError: a dict of messages by field, all fields at once.
    """
    cleaned, errors = {}, {}
    for name, value in changes.items():
        try:
            cleaned[name] = _clean_one(name, value, known)
        except ValidationError as error:
            errors[name] = error.messages
    if errors:
        raise ValidationError(errors)
    return cleaned


def _clean_one(name, value, known):
    if name in TERMS:
        return _term_slug(name, value, known) if value else None
    if name in RELATIONS:
        return _relation(name, value or [], known)
    return _column(name, value)


def _relation(name, value, known):
    if name == "themes":
        return _theme_slugs(value, known)
    if name == "countries":
        codes = sorted(set(value))
        clean_countries(codes)
        return codes
    if name == "languages":
        codes = sorted(set(value))
        clean_languages(codes)
        return codes
    return _focus_areas(value)


def _column(name, value):
    field = Member._meta.get_field(name)
    if value is None and not field.null:
        value = field.get_default()
    if isinstance(value, list):
        value = [line for line in map(_bare, value) if line != ""]
    else:
        value = _bare(value)
    if name == "enterprise_number":
        value = compact_enterprise_number(value)
    if name == "hidden_fields":
        value = sorted(set(value) & set(HIDEABLE))
    if name == "logo" and value and not _LOGO.fullmatch(value):
        raise ValidationError(_("This is not a logo that Koepel keeps. Upload it again."))
    cleaned = field.clean(value, None)
    if isinstance(cleaned, float) and not math.isfinite(cleaned):
        raise ValidationError(_("Write a number."))  # NaN passes every comparison of validators
    return _plain(cleaned)


def _bare(value):
    # PostgreSQL keeps no NUL, neither in a text nor in JSON.
    return value.replace("\x00", "").strip() if isinstance(value, str) else value


def _term_slug(name, slug, known):
    slugs = known[name] if known else TERMS[name].objects.values_list("slug", flat=True)
    if slug not in slugs:
        raise ValidationError(_("“%(slug)s” does not exist."), params={"slug": slug})
    return slug


def _theme_slugs(slugs, known):
    themes = known["themes"] if known else Theme.objects.values_list("slug", flat=True)
    found = [slug for slug in themes if slug in slugs]
    if unknown := sorted(set(slugs) - set(found)):
        raise ValidationError(_("“%(slug)s” does not exist."), params={"slug": unknown[0]})
    return found


def _focus_areas(areas):
    if len(areas) > FOCUS_AREA_LIMIT:
        raise ValidationError(
            _("At most %(count)d focus areas fit."), params={"count": FOCUS_AREA_LIMIT}
        )
    cleaned = [_focus_area(area) for area in areas]
    if len({area["id"] for area in cleaned}) < len(cleaned):
        raise ValidationError(_("Two focus areas have the same identifier."))
    return cleaned


def _focus_area(area):
    title = clean_texts(area.get("title"), FocusArea._meta.get_field("title").max_text_length)
    if not title:
        raise ValidationError(_("Every focus area needs a title."))
    limit = FocusArea._meta.get_field("description").max_text_length
    description = clean_texts(area.get("description"), limit)
    try:
        identifier = str(uuid.UUID(area["id"])) if area.get("id") else str(uuid.uuid4())
    except ValueError:
        raise ValidationError(_("A focus area’s identifier is damaged. Add it anew.")) from None
    return {"id": identifier, "title": title, "description": description}


def _plain(value):
    if isinstance(value, dt.datetime):
        value = value.astimezone(dt.UTC)  # as the database gives it back, so that equal is equal
    return value.isoformat() if hasattr(value, "isoformat") else value


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
            member=member, uuid=area["id"], position=position,
            title=area["title"], description=area["description"],
        )
        for position, area in enumerate(areas)
    ]  # fmt: skip


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
