"""The filter groups as data: every value with its name, count and the link that toggles it."""

from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import NamedTuple

from django.utils.translation import get_language, override

from members.search.facets import BY_NAME, FACETS, FILTERS, LISTED
from members.search.index.matching import WIDER

from .selection import Selection

HEAD = 8
LONG = 100  # a group of more values has a page of its own for all of them
_FEW = 2  # so few more are not worth a click


class Option(NamedTuple):
    """One value that can be ticked, or one order that can be chosen.

    Attributes:
        value: its value in the query string.
        label: its name in the reader's language.
        count: how many members a choice of it alone in its group would show; None where nobody
            counted what a click gives.
        more: how many members a click adds, where others of its group are chosen; below zero
            where it is chosen itself, for a click then takes members away; else None.
        selected: whether it is chosen.
        group: its group's name in the query string, or "".
        selection: the Selection in which it may be chosen, or None.
    """

    value: str
    label: str
    count: int | None = 0
    more: int | None = None
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
class FilterGroup:
    """One filter as a page shows it: its name in the query string, its label and its Options.

    The order of the options, and which of them are shown at once, is the same for every search:
    what somebody ticks must not move away.
    """

    name: str
    label: str
    options: list
    all_total: int = 0  # how many values there are, where not all of them are here
    all_query: str = ""  # the query string for the page with all of them
    wider: tuple = ()  # Options that each stand for several of them: continents
    all_name: str = ""  # the parameter that asks for all of what is chosen, where that can be asked
    is_all: bool = False  # whether it is asked

    @property
    def head(self):
        """The options shown at once: the first eight, or all where hardly any more follow."""
        is_short = self.all_total or len(self.options) <= HEAD + _FEW
        return self.options if is_short else self.options[:HEAD]

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
        return sum(option.selected for option in (*self.options, *self.wider))

    @property
    def is_wide(self):
        """Whether one of the wider options is ticked, so that they are shown."""
        return any(option.selected for option in self.wider)


def filter_groups(selection, result, used, site, language, without):
    """Return the FilterGroups of a Selection, in order.

    Args:
        selection: the Selection.
        found: the Found of it.
        used: {group: {value: members}} of the whole directory.
        site: the Site with the vocabularies.
        language: the reader's language code.
        without: what engine.without_each() says of the Selection.
    """
    names, headings = labels_of(site, language), group_labels(language)
    answer = selection, result, without
    groups = []
    for facet in LISTED:
        counts, wider = used.get(facet.name, {}), used.get(f"{facet.name}{WIDER}", {})
        group = _group(facet, headings[facet.name], counts, names[facet.name], answer)
        if labels := facet.wider(language):
            group = replace(group, wider=_wider(facet, labels, wider, answer))
        groups.append(group)
    return groups


def _wider(facet, labels, used, answer):
    """Return the Options of a facet's wider values that any member has, or that are chosen."""
    chosen = answer[0].groups.get(facet.name, ())
    values = [value for value in labels if value in used or value in chosen]
    return tuple(options_of(facet.name, labels, answer, values, f"{facet.name}{WIDER}"))


def _group(facet, label, used, names, answer):
    selection = answer[0]
    wider = facet.wider(get_language())
    chosen = [v for v in selection.groups.get(facet.name, ()) if v not in wider]
    values = _in_order(facet, names, dict.fromkeys(chosen, 0) | used)
    options = partial(options_of, facet.name, names, answer)
    if len(values) <= LONG:
        return FilterGroup(facet.name, label, options(values), **_together(facet, selection))
    first = sorted(values, key=lambda value: -used.get(value, 0))[:HEAD]
    first += [value for value in chosen if value not in first]
    address, together = selection.querystring(), _together(facet, selection)
    return FilterGroup(facet.name, label, options(first), len(values), address, **together)


def _together(facet, selection):
    """Return what a FilterGroup knows of asking for all of what is chosen."""
    several = facet.may_ask_all and len(selection.groups.get(facet.name, ())) > 1
    is_all = facet.name in selection.all_of
    return {"all_name": facet.all_name if several else "", "is_all": is_all}


@lru_cache(maxsize=8)
def group_labels(language):
    """Return {group: its name} in a language."""
    with override(language):
        return {facet.name: str(facet.label) for facet in FILTERS}


def option_label(group, value, site, language):
    """Return the name of one value of a group in the reader's language."""
    label = labels_of(site, language)[group].get(value)
    if label is None:
        with override(language):
            return BY_NAME[group].called(value, language)
    return label


# A Site is another object at each version; a few languages of two of them are in use.
@lru_cache(maxsize=8)
def labels_of(site, language):
    """Return {group: {value: label}} of all values, in order."""
    with override(language):
        return {facet.name: facet.labels(site, language) for facet in FACETS}


def options_of(group, names, answer, values, counted=""):
    """Return the Options of some values of one group.

    Args:
        group: the group.
        names: {value: label} of the group in the reader's language.
        answer: (Selection on its first page, Found of it, engine.without_each() of it).
        values: the values.
        counted: the name under which they are counted, where that is not the group's.
    """
    counted = counted or group
    selection, result, without = answer
    chosen = selection.groups.get(group, ())
    counts, within = result.counts.get(counted, {}), result.within.get(counted, {})
    options = []
    for value in values:
        count, selected = counts.get(value, 0), value in chosen
        more = None
        if group in selection.all_of:
            pass  # each that is ticked narrows the result, and the count says to how many
        elif selected and len(chosen) > 1:
            remaining = without.get((group, value))
            count, more = (None, None) if remaining is None else (count, remaining - result.total)
        elif chosen and not selected:
            # Of a member with two of the values one is enough to be shown.
            more = count - within.get(value, 0)
        options.append(
            Option(value, names.get(value, value), count, more, selected, group, selection)
        )
    return options


def _in_order(facet, labels, used):
    """Return the values of one filter in their order, the same whatever is searched for."""
    if not facet.most_used_first:
        return labels
    values = [value for value in labels if value in used]
    values += [value for value in used if value not in labels]
    return sorted(values, key=used.__getitem__, reverse=True)  # equals stay in the order of names
