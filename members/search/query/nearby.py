"""What comes near to a search that finds nothing: names, themes that fit, and places it names."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from members.core.text import fold
from members.search.facets import BY_NAME
from members.search.facets.places import split
from members.search.question.surroundings import called

from . import engine
from .filter_groups import option_label
from .near_names import near_names
from .selection import Selection
from .understood import places_in, themes_in
from .view_cache import get_many

_MOST = 3
_COMPARED = 200  # members; larger results are hardly ever the same


@dataclass(frozen=True)
class Way:
    """All members with one value: what it is called, where they are, and how many."""

    label: str
    url: str
    total: int


class Nearby(NamedTuple):
    """What comes near: PublicMembers by their names, and Ways to themes and to places."""

    members: list
    themes: list
    places: list

    def __bool__(self):
        return any(self)


def nearby(selection, ways, site, language):
    """Return the Nearby of a Selection that finds nothing.

    Args:
        selection: the Selection.
        ways: its ways out; what leads to the same members is not offered again.
        site: the Site to answer from.
        language: the reader's language code, which is active.
    """
    wording = selection.wording
    known = [(way.rest, way.total) for way in ways]
    places = _distinct(places_in(wording, site), known, site, language)
    known += [(rest, total) for rest, total, _label in places]
    themes = _distinct(themes_in(wording, site), known, site, language)
    entries = get_many(near_names(wording, site, _MOST), language, site)
    return Nearby([entry.view for entry in entries], _ways(themes), _ways(places))


def _distinct(pairs, known, site, language):
    """Return [(Selection, members, label)] of the first values with members, none said twice."""
    selections = {}
    for group, value in pairs:
        if BY_NAME[group].has(value, site) and len(selections) < 2 * _MOST:
            label = _label(group, value, site, language)
            selections.setdefault(fold(label[0]), (_all_with(group, value), label[1]))
    rests = [rest for rest, _label in selections.values()]
    distinct = []
    for (rest, label), total in zip(selections.values(), engine.totals(rests, site), strict=True):
        others = [*known, *((other, number) for other, number, _label in distinct)]
        if total and not any(_is_same(rest, total, *other, site) for other in others):
            distinct.append((rest, total, label))
    return distinct[:_MOST]


def _is_same(rest, total, other, others_total, site):
    """Whether two Selections show the same members."""
    if rest.querystring() == other.querystring():
        return True
    if total != others_total or total > _COMPARED:
        return False
    pair = (engine.find_ids(selection, site, 0, total) for selection in (rest, other))
    return len(set(map(frozenset, pair))) == 1


def _all_with(group, value):
    groups = {group: (value,)}
    return Selection(groups=groups, sort=Selection.default_sort("", groups))


def _label(group, value, site, language):
    """Return (name of a value, what is offered)."""
    if group == "near":
        name = called(split(value)[0], language)
        return name, _("All members in and around %(place)s") % {"place": name}
    name = option_label(group, value, site, language)
    if group == "country":
        return name, _("All members active in: %(country)s") % {"country": name}
    if group == "place":
        return name, _("All members based in: %(place)s") % {"place": name}
    return name, name


def _ways(rows):
    return [Way(label, f"?{rest.querystring()}", total) for rest, total, label in rows]
