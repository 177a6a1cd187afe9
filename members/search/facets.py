"""The filter groups as data: every value with its name, count and the link that toggles it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import Member
from members.presenting import countries as world

from .analyse import fold

HEAD = 8
LABELS = {
    "theme": _("Theme"),
    "country": _("Works in"),
    "place": pgettext_lazy("where the office is", "Seat"),
    "area": _("Working area"),
    "speaks": _("Working language"),
    "category": _("Membership"),
    "confirmed": _("Freshness"),
}


@dataclass(frozen=True)
class Option:
    """One value that can be ticked, or one order that can be chosen.

    Attributes:
        value: its value in the query string.
        label: its name in the reader's language.
        count: how many members a choice of it alone in its group would show.
        selected: whether it is chosen.
    """

    value: str
    label: str
    count: int = 0
    selected: bool = False
    toggled: Callable | None = None

    @property
    def url(self):
        """The address with this value toggled; worked out for the few that are links."""
        return f"?{self.toggled().querystring()}" if self.toggled else ""


@dataclass(frozen=True)
class Facet:
    """One filter group: its name in the query string, its label and its Options."""

    name: str
    label: str
    options: list

    @property
    def head(self):
        """The options shown at once: the first eight, and any further one that is ticked."""
        return [o for n, o in enumerate(self.options) if n < HEAD or o.selected]

    @property
    def rest(self):
        """The options behind "Show more"."""
        return [o for n, o in enumerate(self.options) if n >= HEAD and not o.selected]

    @property
    def chosen(self):
        """How many options are ticked."""
        return sum(option.selected for option in self.options)


def facets(selection, counts, site, language):
    """Return the Facets of a Selection, in order.

    Args:
        selection: the Selection.
        counts: {group: {value: members}}, each group without its own choice.
        site: the Site with the vocabularies.
        language: the reader's language code.
    """
    return [
        Facet(group, label, _options(group, selection, counts.get(group, {}), site, language))
        for group, label in LABELS.items()
    ]


def option_label(group, value, site, language):
    """Return the name of one value of a group in the reader's language."""
    if group in site.vocabularies:
        return site.label(site.vocabularies[group][value], language)
    if group == "country":
        return world.country_name(value, language)
    if group == "speaks":
        return world.language_name(value, language)
    if group == "category":
        return str(Member.Category(value).label)
    return str(_("Confirmed in the last 12 months"))


def _options(group, selection, counts, site, language):
    chosen = selection.groups.get(group, ())
    options = [
        Option(
            value,
            option_label(group, value, site, language),
            counts.get(value, 0),
            value in chosen,
            partial(selection.toggled, group, value),
        )
        for value in _values(group, counts, chosen, site)
    ]
    if group in ("country", "speaks"):
        # The most used first: few readers look for the alphabet's first country.
        options.sort(key=lambda option: (-option.count, fold(option.label)))
    return options


def _values(group, counts, chosen, site):
    if group in site.vocabularies:
        return site.vocabularies[group]
    if group == "category":
        return Member.Category.values
    if group == "confirmed":
        return ["1"]
    return dict.fromkeys([*counts, *chosen])
