"""What a downloaded list holds of each member: what its public page shows, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import IntegerField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from members.fields import BY_NAME
from members.presenting.facts import FACTS
from members.presenting.labels import field_label


@dataclass(frozen=True)
class PublicColumn:
    """One column of a downloaded list.

    Attributes:
        key: its name in JSON, the same in every language.
        heading: its name for people; "" where that is the label of the field `key`.
        value: a function from a PublicMember to a text, a number, a list of texts, or None.
        is_number: whether a spreadsheet may reckon with it.
    """

    key: str
    heading: str
    value: Callable
    is_number: bool = False

    @property
    def title(self):
        """The heading in the active language."""
        return capfirst(str(self.heading)) if self.heading else field_label(self.key)


def _labels(terms):
    return [term.label for term in terms]


def _codes(terms):
    return [term.slug for term in terms]


def _fact(field):
    if isinstance(field.column, IntegerField):
        return PublicColumn(field.name, "", lambda member: member.plain(field.name), is_number=True)
    return PublicColumn(field.name, "", lambda member: member.in_words(field.name))


def _text(text):
    return text.text if text else ""


def columns(absolute):
    """Return the PublicColumns in the order of a profile.

    Args:
        absolute: a function from a path to an absolute address.
    """
    return (
        PublicColumn("name", "", lambda member: member.name),
        PublicColumn("abbreviation", "", lambda member: member.abbreviation),
        PublicColumn("other_names", "", lambda m: [_text(name) for name in m.other_names]),
        PublicColumn("aliases", "", lambda member: member.aliases),
        PublicColumn("former_names", "", lambda member: member.former_names),
        PublicColumn("profile", _("profile"), lambda member: absolute(member.canonical_url)),
        PublicColumn("confirmed_on", _("confirmed on"), _confirmed_on),
        PublicColumn("summary", "", lambda member: _text(member.summary)),
        PublicColumn("themes", "", lambda member: _labels(member.themes)),
        PublicColumn("theme_codes", _("codes of the themes"), lambda m: _codes(m.themes)),
        PublicColumn("countries", "", lambda member: _labels(member.countries)),
        PublicColumn("country_codes", _("codes of the countries"), lambda m: _codes(m.countries)),
        PublicColumn("area", "", lambda member: member.area.label if member.area else ""),
        PublicColumn("website", "", lambda member: member.website),
        PublicColumn("email", "", lambda member: member.email),
        PublicColumn("phone", "", lambda member: member.phone),
        PublicColumn("languages", "", lambda member: _labels(member.languages)),
        PublicColumn("language_codes", _("codes of the languages"), lambda m: _codes(m.languages)),
        PublicColumn("donation_link", "", lambda member: member.donation_url),
        PublicColumn("social_links", "", lambda m: [link["url"] for link in m.social_links]),
        PublicColumn("street_address", "", lambda member: member.street_address),
        PublicColumn("postal_code", "", lambda member: member.postal_code),
        PublicColumn("city", "", lambda member: member.city),
        PublicColumn("place", "", lambda member: member.place.label if member.place else ""),
        PublicColumn("latitude", "", lambda member: member.latitude, is_number=True),
        PublicColumn("longitude", "", lambda member: member.longitude, is_number=True),
        *(_fact(BY_NAME[name]) for name in FACTS),
        PublicColumn("category", "", lambda member: member.category_label),
        PublicColumn("id", _("permanent identifier"), lambda member: str(member.uuid)),
    )


def _confirmed_on(member):
    return member.confirmed_at.date().isoformat() if member.confirmed_at else ""
