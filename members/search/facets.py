"""The filter groups as data: every value with its name, count and the link that toggles it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

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


class Option(NamedTuple):
    """One value that can be ticked, or one order that can be chosen.

    Attributes:
        value: its value in the query string.
        label: its name in the reader's language.
        count: how many members a choice of it alone in its group would show.
        selected: whether it is chosen.
        toggled: a function to the Selection with it ticked or unticked, or None.
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
    return _labels(site, language)[group].get(value, (value,))[0]


# A Site is another object at each version; a few languages of two of them are in use.
@lru_cache(maxsize=8)
def _labels(site, language):
    """Return {group: {value: (label, label to sort by)}} of all values, in order."""
    with override(language):
        labels = {
            group: {slug: site.label(term, language) for slug, term in terms.items()}
            for group, terms in site.vocabularies.items()
        }
        labels["country"] = world.country_names(language)
        labels["speaks"] = world.language_names(language)
        labels["category"] = {value: str(label) for value, label in Member.Category.choices}
        labels["confirmed"] = {"1": str(_("Confirmed in the last 12 months"))}
    return {
        group: {value: (label, fold(label)) for value, label in values.items()}
        for group, values in labels.items()
    }


def _options(group, selection, counts, site, language):
    labels, chosen = _labels(site, language)[group], selection.groups.get(group, ())
    toggled = partial(selection.toggled, group)
    if group in ("country", "speaks"):
        # The most used first: few readers look for the alphabet's first country.
        values = dict.fromkeys([*counts, *chosen])
        rank = lambda value: (-counts.get(value, 0), labels.get(value, ("", value))[1])  # noqa: E731
        return [
            Option(v, labels.get(v, (v,))[0], counts.get(v, 0), v in chosen, partial(toggled, v))
            for v in sorted(values, key=rank)
        ]
    return [
        Option(value, label, counts.get(value, 0), value in chosen, partial(toggled, value))
        for value, (label, _key) in labels.items()
    ]
