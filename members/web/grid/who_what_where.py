"""Who does what where, as humanitarian organisations exchange it: a 3W with HXL's hashtags.

Source: the Humanitarian Exchange Language 1.1, hxlstandard.org.
"""

from itertools import product

from django.utils.translation import gettext as _

from members.presenting.site import Term
from members.web.download.answering import public_views

HASHTAGS = [
    "#org+name",
    "#org+acronym",
    "#org+id",
    "#sector+name",
    "#sector+code",
    "#country+name",
    "#country+code+v_iso2",
    "#meta+url",
    "#date+updated",
]
_NONE = [Term("", "")]


def headings():
    """Return the headings in the active language."""
    return [
        _("Organisation"),
        _("Abbreviation"),
        _("Identifier"),
        _("Theme"),
        _("Code of the theme"),
        _("Country"),
        _("Code of the country"),
        _("Profile"),
        _("Confirmed on"),
    ]


def rows_of(query, absolute):
    """Yield a row for each theme and country of each member found.

    Args:
        query: the DirectoryQuery.
        absolute: a function from a path to an absolute address.
    """
    for member in public_views(query):
        day = member.confirmed_at.date().isoformat() if member.confirmed_at else ""
        who = [member.title, member.abbreviation, member.org_id or str(member.uuid)]
        page = [absolute(member.canonical_url), day]
        for theme, country in product(member.themes or _NONE, member.countries or _NONE):
            yield [*who, theme.label, theme.slug, country.label, country.slug, *page]
