"""Every field of a profile, in the order in which people read one.

A new field is a column in `models/member.py` with its check and migration, and one Field here;
CONTRIBUTING.md says where it is shown.
"""

from django.utils.translation import gettext_lazy as _

from members.models import Area, Place, Theme

from .field import DIRECT, NEVER, STAFF_ONLY, Field

FIELDS = (
    Field(
        name="name",
        part="identity",
        policy=STAFF_ONLY,
        is_hideable=False,
        staff_form=("identity", 1),
        example="Water voor Kinderen",
    ),
    Field(
        name="slug",
        policy=NEVER,
        is_hideable=False,
        staff_form=("identity", 4),
        example="water-voor-kinderen",
    ),
    Field(
        name="status",
        policy=NEVER,
        is_hideable=False,
        staff_form=("identity", 4),
        example="published",
    ),
    Field(name="other_names", part="identity", staff_form=("identity", 2)),
    Field(name="former_names", part="identity", staff_form=("identity", 3), example="De Bron"),
    Field(
        name="abbreviation",
        part="identity",
        staff_form=("identity", 1),
        example="WvK",
        tells_duplicates=True,
    ),
    Field(
        name="legal_form",
        part="identity",
        policy=STAFF_ONLY,
        weight=1,
        staff_form=("identity", 5),
        example="vzw",
    ),
    Field(
        name="enterprise_number",
        part="identity",
        policy=STAFF_ONLY,
        weight=1,
        staff_form=("identity", 5),
        example="0546740696",
        tells_duplicates=True,
    ),
    Field(
        name="founded_year",
        part="identity",
        weight=1,
        staff_form=("identity", 5),
        example="1998",
        tells_duplicates=True,
    ),
    Field(
        name="category",
        part="identity",
        policy=STAFF_ONLY,
        staff_form=("membership", 1),
        example="full",
    ),
    Field(name="summary", part="texts", weight=3, staff_form=("texts", 1)),
    Field(name="mission", part="texts", weight=3, staff_form=("texts", 2)),
    Field(name="focus_areas", part="focus", weight=2, is_relation=True),
    Field(
        name="themes",
        part="work",
        weight=2,
        vocabulary=Theme,
        is_relation=True,
        staff_form=("work", 1),
        example="water; education",
    ),
    Field(
        name="area",
        part="work",
        weight=1,
        vocabulary=Area,
        staff_form=("work", 2),
        example="world",
    ),
    Field(name="countries_total", part="work", staff_form=("work", 4), example="12"),
    Field(
        name="countries",
        part="work",
        weight=1,
        called_missing=_("countries"),
        rows="works_in",
        is_relation=True,
        staff_form=("work", 3),
        example="SN; BF",
    ),
    Field(
        name="website",
        part="contact",
        weight=2,
        is_address=True,
        staff_form=("contact", 1),
        example="https://www.example.org/",
        tells_duplicates=True,
    ),
    Field(
        name="email",
        part="contact",
        policy=DIRECT,
        weight=1,
        staff_form=("contact", 2),
        example="info@example.org",
        tells_duplicates=True,
    ),
    Field(
        name="phone",
        part="contact",
        policy=DIRECT,
        weight=1,
        staff_form=("contact", 2),
        example="+32 2 123 45 67",
        tells_duplicates=True,
    ),
    Field(
        name="languages",
        part="contact",
        policy=DIRECT,
        weight=1,
        rows="speaks",
        is_relation=True,
        staff_form=("contact", 4),
        example="nl; fr",
    ),
    Field(
        name="donation_link",
        part="contact",
        is_address=True,
        staff_form=("contact", 1),
        example="https://www.example.org/steun",
    ),
    Field(
        name="social_links",
        part="contact",
        is_address=True,
        staff_form=("contact", 3),
        example="https://mastodon.example/@water",
    ),
    Field(
        name="street_address",
        part="place",
        staff_form=("place", 1),
        example="Bergstraat 1",
        tells_duplicates=True,
    ),
    Field(name="postal_code", part="place", staff_form=("place", 1), example="1000"),
    Field(
        name="city",
        part="place",
        weight=1,
        staff_form=("place", 1),
        example="Brussel",
        tells_duplicates=True,
    ),
    Field(
        name="place",
        part="place",
        weight=1,
        vocabulary=Place,
        staff_form=("place", 2),
        example="BE-BRU",
    ),
    Field(name="latitude", part="place", staff_form=("place", 3), example="50.8466"),
    Field(name="longitude", part="place", staff_form=("place", 3), example="4.3528"),
    Field(
        name="precision",
        part="place",
        is_hideable=False,
        staff_form=("place", 3),
        example="address",
    ),
    Field(name="logo", part="logo", weight=2, staff_form=("identity", 6)),
    Field(name="joined_on", policy=NEVER, staff_form=("membership", 1), example="2009-01-31"),
    Field(name="left_on", policy=NEVER, is_hideable=False, staff_form=("membership", 1)),
    Field(name="left_text", policy=NEVER, is_hideable=False),
    Field(name="confirmed_at", policy=NEVER, is_hideable=False, example="2026-03-03"),
    Field(name="unconfirmed_since", policy=NEVER, is_hideable=False),
    Field(
        name="sources",
        policy=NEVER,
        staff_form=("visibility", 1),
        example="https://www.example.org/",
    ),
    Field(
        name="hidden_fields",
        policy=NEVER,
        is_hideable=False,
        staff_form=("visibility", 2),
        example="email; phone",
    ),
)
BY_NAME = {field.name: field for field in FIELDS}


def names(which):
    """Return the names of the fields for which a function of a Field says yes, in their order."""
    return tuple(field.name for field in FIELDS if which(field))
