"""What a sharing picture says, and its address, which is another one when that changes."""

import hashlib
from dataclasses import asdict, dataclass, replace

from django.urls import reverse
from django.utils.translation import ngettext

from members.models import Member
from members.presenting import public_view
from members.presenting.logo import WIDTHS
from members.presenting.numbers import number
from members.presenting.terms import PAGES
from members.publishing.logos import logo_path
from members.search.query import engine
from members.search.query.filter_groups import labels_of

from .drawing import can_write

_DRAWN_AS = "1"  # raised when pictures are drawn in another way
# The hue in degrees of each of the monogram's twelve colours, as in koepel.css.
_HUES = (20, 45, 70, 95, 125, 155, 185, 215, 250, 285, 320, 350)


@dataclass(frozen=True)
class Card:
    """What a picture shows.

    Attributes:
        title: the largest words.
        text: a sentence below, or "".
        owner: the federation's name.
        colour: its colour, "#1d5c63".
        monogram: two letters, where there is no logo.
        hue: the monogram's, in degrees.
        logo: the path of a logo's file, or "".
    """

    title: str
    text: str
    owner: str
    colour: str
    monogram: str = ""
    hue: int = 0
    logo: str = ""

    @property
    def digest(self):
        """What the picture's address names it by."""
        parts = (_DRAWN_AS, *map(str, asdict(self).values()))
        return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:16]


def _site_card(site, language):
    federation, text = site.federation, lambda texts: str(site.text(texts, language) or "")
    card = Card(
        text(federation.name) or "Koepel",
        text(federation.introduction),
        "",
        federation.accent_colour,
    )
    return card if can_write(card.title + card.text) else replace(card, title="", text="")


def member_card(view, site, language):
    """Return the Card of a PublicMember, or None where the fonts lack letters of its name."""
    if not can_write(view.title):
        return None
    whole, summary = _site_card(site, language), str(view.summary or "")
    monogram = view.monogram if can_write(view.monogram) else ""
    return Card(
        view.title,
        summary if can_write(summary) else "",
        whole.title,
        whole.colour,
        "" if view.logo else monogram,
        _HUES[view.hue],
        str(logo_path(view.logo.digest, WIDTHS["large"])) if view.logo else "",
    )


def picture_of_member(view, site, language):
    """Return the address of a PublicMember's picture."""
    return picture_url("member", view.slug, member_card(view, site, language), site, language)


def term_card(group, value, site, language):
    """Return the Card of a theme, country or place, or None where the fonts lack its letters."""
    label = labels_of(site, language)[group][value]
    if not can_write(label):
        return None
    total, whole = engine.used(site).get(group, {}).get(value, 0), _site_card(site, language)
    text = ngettext("%(total)s member organisation", "%(total)s member organisations", total)
    return Card(label, text % {"total": number(total)}, whole.title, whole.colour)


def card_of(kind, name, site, language):
    """Return the Card that an address asks for, or None where there is nothing to show.

    Args:
        kind: "site", "member" or a key of PAGES.
        name: a member's slug, or a value.
        site: the Site to answer from.
        language: the language of the words, which is active.
    """
    if kind == "site":
        return _site_card(site, language)
    if kind == "member":
        row = Member.objects.published().with_parts().filter(slug=name).first()
        view = row and public_view(row, language, site)
        return member_card(view, site, language) if view else None
    exists = kind in PAGES and name in labels_of(site, language)[kind]
    return term_card(kind, name, site, language) if exists else None


def picture_url(kind, name, card, site, language):
    """Return the address of a Card's picture; the site's own where there is no Card."""
    if card is None:
        kind, name, card = "site", "all", _site_card(site, language)
    return reverse("sharing", args=[language, kind, name, card.digest])
