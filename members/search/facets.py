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
_FEW = 2  # so few more are not worth a click
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
    """One filter group: its name in the query string, its label and its Options.

    The order of the options, and which of them are shown at once, is the same for every search:
    what somebody ticks must not move away.
    """

    name: str
    label: str
    options: list

    @property
    def head(self):
        """The options shown at once: the first eight, or all where hardly any more follow."""
        return self.options[:HEAD] if len(self.options) > HEAD + _FEW else self.options

    @property
    def rest(self):
        """The options behind "Show more"."""
        return self.options[len(self.head) :]

    @property
    def is_open(self):
        """Whether those behind "Show more" are shown: where one of them is ticked."""
        return any(option.selected for option in self.rest)

    @property
    def chosen(self):
        """How many options are ticked."""
        return sum(option.selected for option in self.options)


def facets(selection, counts, used, site, language):
    """Return the Facets of a Selection, in order.

    Args:
        selection: the Selection.
        counts: {group: {value: members}}, each group without its own choice.
        used: {group: {value: members}} of the whole directory.
        site: the Site with the vocabularies.
        language: the reader's language code.
    """
    return [
        Facet(group, label, _options(group, selection, counts, used, _labels(site, language)))
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


def _options(group, selection, counts, used, labels):
    chosen, counts = selection.groups.get(group, ()), counts.get(group, {})
    values = _in_order(group, labels[group], dict.fromkeys(chosen, 0) | used.get(group, {}))
    return [
        Option(value, labels[group].get(value, value), counts.get(value, 0), value in chosen,
               group, selection)
        for value in values
    ]  # fmt: skip


def _in_order(group, labels, used):
    """Return the values of one group in their order, the same whatever is searched for."""
    if group not in _MOST_USED_FIRST:
        return labels
    values = [value for value in labels if value in used]
    values += [value for value in used if value not in labels]
    return sorted(values, key=used.__getitem__, reverse=True)  # equals stay in the order of names
