"""Ways out of an empty result: what to leave out of it, and how many members that shows."""

from dataclasses import dataclass, replace
from itertools import combinations, islice

from django.utils.translation import gettext as _

from . import engine
from .filter_groups import group_labels, option_label
from .parser import parts_of
from .selection import Selection

_MOST = 8
_MOST_TRIED = 12  # sets of all sizes together: each is a search of its own


@dataclass(frozen=True)
class Relaxation:
    """A constraint that could be dropped, how many members that would show, and the search."""

    label: str
    url: str
    total: int
    rest: Selection


def relaxations(selection, site, language):
    """Return the WayOuts of a Selection that finds nothing, the one that shows most first.

    One part is left out where that helps, else two together, and so on; all words, or all filters,
    in any case. No two of them lead to the same search.
    """
    parts = list(_parts(selection, site, language))
    ways_by_address, tries = {}, _MOST_TRIED
    for size in range(1, len(parts)):
        tried = list(islice(_without(selection, parts, size), tries))
        ways_by_address = {rest.querystring(): (label, rest) for label, rest in reversed(tried)}
        _keep_helping(ways_by_address, site)
        tries -= len(tried)
        if ways_by_address or not tries:
            break
    for label, rest in _whole(selection):
        ways_by_address.setdefault(rest.querystring(), (label, rest))
    totals = engine.totals([rest for _label, rest in ways_by_address.values()], site)
    ways = [
        Relaxation(label, f"?{address}", total, rest)
        for (address, (label, rest)), total in zip(ways_by_address.items(), totals, strict=True)
        if total
    ]
    return sorted(ways, key=lambda way: -way.total)[:_MOST]


def _keep_helping(ways_by_address, site):
    """Take away what shows nothing."""
    totals = engine.totals([rest for _label, rest in ways_by_address.values()], site)
    for address, total in zip(list(ways_by_address), totals, strict=True):
        if not total:
            del ways_by_address[address]


def _parts(selection, site, language):
    """Yield (what is left out, the word's place or None, the group or None) of each constraint."""
    for place, word in enumerate(parts_of(selection.typed)):
        yield _("without the word “%(word)s”") % {"word": word}, place, None
    for group, values in selection.groups.items():
        labels = ", ".join(option_label(group, value, site, language) for value in values)
        label = f"{group_labels(language)[group]}{_(':')} {labels}"
        yield _("without the filter “%(filter)s”") % {"filter": label}, None, group


def _without(selection, parts, size):
    """Yield (what is left out, the Selection without it) of each set of so many parts."""
    words = parts_of(selection.typed)
    for some in combinations(parts, size):
        labels, places, groups = zip(*some, strict=True)
        typed = " ".join(word for place, word in enumerate(words) if place not in places)
        if words and not typed:
            continue  # which _whole() says more shortly
        rest = {g: values for g, values in selection.groups.items() if g not in groups}
        yield ", ".join(labels), replace(selection, typed=typed, groups=rest, page=1)


def _whole(selection):
    """Yield (what is left out, the Selection without it): all words, and all filters."""
    if selection.words and selection.groups:
        start = replace(selection, page=1)
        yield _("without the search text"), start.without_words()
        yield _("without any filter"), replace(start, groups={})
