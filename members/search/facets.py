"""The filter groups as data: every value with its name, count and the link that toggles it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from members.models import Member
from members.presenting import countries as world

from .analyse import fold
from .selection import Selection

HEAD = 8
# Few readers look for the alphabet's first country.
_MOST_USED_FIRST = ("country", "speaks")
_LABELS = {
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
        group: its group's name in the query string, or "".
        selection: the Selection in which it may be chosen, or None.
    """

    value: str
    label: str
    count: int = 0
    selected: bool = False
    group: str = ""
    selection: Selection | None = None

    @property
    def url(self):
        """The address with this value ticked or unticked; worked out for the few that are links."""
        if self.selection is None:
            return ""
        return f"?{self.selection.toggled(self.group, self.value).querystring()}"


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
        for group, label in group_labels(language).items()
    ]


@lru_cache(maxsize=8)
def group_labels(language):
    """Return {group: its name} in a language."""
    with override(language):
        return {group: str(label) for group, label in _LABELS.items()}


def option_label(group, value, site, language):
    """Return the name of one value of a group in the reader's language."""
    return _labels(site, language)[group].get(value, value)


# A Site is another object at each version; a few languages of two of them are in use.
@lru_cache(maxsize=8)
def _labels(site, language):
    """Return {group: {value: label}} of all values, in order."""
    with override(language):
        labels = {
            group: {slug: site.label(term, language) for slug, term in terms.items()}
            for group, terms in site.vocabularies.items()
        }
        labels["country"] = _by_label(world.country_names(language))
        labels["speaks"] = _by_label(world.language_names(language))
        labels["category"] = {value: str(label) for value, label in Member.Category.choices}
        labels["confirmed"] = {"1": str(_("Confirmed in the last 12 months"))}
    return labels


def _by_label(labels):
    return dict(sorted(labels.items(), key=lambda pair: fold(pair[1])))


def _options(group, selection, counts, site, language):
    labels, chosen = _labels(site, language)[group], selection.groups.get(group, ())
    values = labels
    if group in _MOST_USED_FIRST:
        counts = dict.fromkeys(chosen, 0) | counts
        values = [value for value in labels if value in counts]
        values += [value for value in counts if value not in labels]
        values.sort(key=counts.__getitem__, reverse=True)  # equals stay in the order of names
    return [
        Option(value, labels.get(value, value), counts.get(value, 0), value in chosen, group,
               selection)
        for value in values
    ]  # fmt: skip
