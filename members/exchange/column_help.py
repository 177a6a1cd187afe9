"""What each column of a table is for, in words and with an example: for templates."""

from django.utils.translation import gettext as _

from members.fields import BY_NAME, FIELDS
from members.models import Area, Member, Place, Theme
from members.models.texts import language_names

from .columns import CHOICES, CODES, DAYS, ENTRIES, IDENTIFIER, LINES, OWNER, TEXTS, importable

_EXAMPLES = {field.name: field.example for field in FIELDS} | {
    IDENTIFIER: "6f0c2a52-6f0e-4c0e-9d0e-0d3a3b1f2c11",
    OWNER: "an.peeters@example.org",
}


# The vocabularies of a federation, of which examples and lists speak.
_VOCABULARIES = {"themes": Theme, "place": Place, "area": Area}
_MOST_TERMS = 60


def explained(column, terms=None):
    """Return (what stands in a Column, an example), in the active language.

    Args:
        column: the Column.
        terms: what vocabulary_of_columns() returned, so that examples and lists are this
            federation's.
    """
    example = "" if column.number or column.field in TEXTS else _EXAMPLES.get(column.field, "")
    if terms is None or column.field not in terms:
        return _what(column), example
    slugs = [slug for slug, _label in terms[column.field]]
    listed = ", ".join(
        slug if slug == label else f"{slug} ({label})"
        for slug, label in terms[column.field][:_MOST_TERMS]
    )
    words = _("%(what)s There are: %(terms)s.") if listed else _("%(what)s There are none yet.")
    what = words % {"what": _what(column), "terms": listed}
    return what, "; ".join(slugs[: 2 if column.field in CODES else 1])


def vocabulary_of_columns():
    """Return {field: [(short name, name in the active language), …]} of the vocabularies."""
    return {
        field: [(term.slug, str(term)) for term in model.objects.all()]
        for field, model in _VOCABULARIES.items()
    }


def _what(column):
    field = column.field
    if column.number:
        return _area(column)
    if field in TEXTS:
        limit = Member._meta.get_field(field).max_text_length
        return _("The text in %(language)s, at most %(limit)d characters.") % {
            "language": language_names()[column.language],
            "limit": limit,
        }
    if field in CHOICES:
        return _("One of: %(codes)s.") % {
            "codes": ", ".join(code for code, _label in Member._meta.get_field(field).flatchoices)
        }
    if field in ENTRIES:
        keys = ", ".join(piece.key for piece in BY_NAME[field].shape.pieces)
        return _("One or more, each on a line: “key: value”, with | between. Keys: %(keys)s.") % {
            "keys": keys
        }
    if field in LINES:
        return _("One or more, each on a line of its own within the cell.")
    if field in CODES:
        return f"{_list_of(field)} {_('Between two of them stands a semicolon.')}"
    if field in DAYS:
        return _("A day, such as 2026-03-31.")
    return _single(field)


def _area(column):
    if column.part == "id":
        return _("Leave it as it was exported; empty for a new focus area.")
    return _("The text in %(language)s.") % {"language": language_names()[column.language]}


def _list_of(field):
    return {
        "themes": _("Themes by name or short name."),
        "countries": _("Countries by name or by code (ISO 3166-1)."),
        "languages": _("Languages by name or by code (ISO 639)."),
        "hidden_fields": _("Columns that readers do not see."),
    }[field]


def _single(field):
    notes = {
        IDENTIFIER: _("Leave it as it was exported; empty for a new member."),
        "name": _("Its own name. Every new member needs one."),
        "slug": _("The last part of the page’s address; made from the name where it is empty."),
        "enterprise_number": _("Ten digits, with or without dots."),
        "place": _("A province or region, by name or short name."),
        "area": _("A working area, by name or short name."),
        "confirmed_at": _("When the organisation last confirmed its page: a day or a moment."),
        "logo": _("Leave it as it was exported; a new logo is uploaded on the member’s page."),
    }
    if field == OWNER:
        return _("Invited as owner after the import. Empty invites nobody.")
    help_text = "" if field == IDENTIFIER else Member._meta.get_field(field).help_text
    return str(notes.get(field) or help_text or "")


def template_row():
    """Return the texts of one example row for `importable(2)`, as the template has them."""
    terms = vocabulary_of_columns()
    return [explained(column, terms)[1] for column in importable(2)]
