"""A map of one group's values: each with its number, its step of five, and where it leads."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from members.presenting.terms import page_url
from members.search.query import engine
from members.search.query.filter_groups import labels_of
from members.search.query.statistics import numbers

from .shapes import shapes_of

STEPS = 5
_TITLES = {"country": _("Where they are active"), "place": _("Where they are based")}
_LABELS = {
    "country": _("World map of where they are active"),
    "place": _("Map of where they are based"),
}


@dataclass(frozen=True)
class Area:
    """One value on a map.

    Attributes:
        label: its name.
        url: where it leads, or "".
        members: how many it has.
        step: 1 to 5, by that number.
        pieces: the ids of its shapes; none where the file does not draw it.
    """

    label: str
    url: str
    members: int
    step: int
    pieces: list


@dataclass(frozen=True)
class Step:
    """One shade of the legend, and the numbers that it stands for."""

    number: int
    least: int
    most: int


class Map:
    """The values of a group on a map, the most first.

    Args:
        group: "country" or "place".
        counts: {value: members}.
        address: a function from a value to where it leads.
        labels: {value: its name}.
    """

    def __init__(self, group, counts, address, labels):
        self.group, self.shapes = group, shapes_of(group)
        self.title, self.label = _TITLES[group], _LABELS[group]
        self._counts = {value: counts[value] for value in labels if counts.get(value)}
        self._address, self._labels = address, labels

    @property
    def is_drawn(self):
        """Whether any value has a shape."""
        return any(area.pieces for area in self.areas)

    @cached_property
    def _limits(self):
        # By equal factors, as most values have few members and a few have most of them.
        most = max(self._counts.values(), default=1)
        return [round(most ** (step / STEPS)) for step in range(1, STEPS + 1)]

    def _step(self, members):
        return next(n for n, limit in enumerate(self._limits, 1) if members <= limit)

    @cached_property
    def areas(self):
        """The Areas, the one with the most members first."""
        values = sorted(self._counts, key=self._counts.__getitem__, reverse=True)
        return [
            Area(
                self._labels[value],
                self._address(value),
                self._counts[value],
                self._step(self._counts[value]),
                self.shapes.pieces(value),
            )
            for value in values
        ]

    @property
    def links(self):
        """The same values for the list beside the map."""
        return self.areas

    @property
    def legend(self):
        """The Steps that the map uses."""
        steps = {}
        for area in self.areas:
            steps.setdefault(area.step, []).append(area.members)
        return [Step(step, min(steps[step]), max(steps[step])) for step in sorted(steps)]

    @property
    def drawing_height(self):
        """The height of the page with the line below for the name under the pointer."""
        return self.shapes.height + 44

    @property
    def middle(self):
        """Where that name stands."""
        return self.shapes.width // 2, self.shapes.height + 32


def maps_of(query):
    """Return the Maps of what a DirectoryQuery finds: where members work, where their seats are."""
    maps = [_found_by(query, group) for group in ("country", "place")]
    return [drawn for drawn in maps if drawn.is_drawn]


def _found_by(query, group):
    labels = labels_of(query.site, query.language)[group]
    # The numbers leave the group's own choice out, and so does a click.
    base = replace(query.selection.without_group(group), page=1, view="list")
    return Map(group, query.counts(group), _adding(base, group), labels)


def _adding(selection, group):
    return lambda value: f"?{selection.toggled(group, value).querystring()}"


def map_of_page(page, group):
    """Return the Map of a TermPage's members by the values of another group."""
    labels = labels_of(page.query.site, page.query.language)[group]
    return Map(group, page.query.counts(group), page.crossing(group), labels)


def map_of_member(view, site, language):
    """Return the Map of the countries that a PublicMember works in, whose areas lead nowhere.

    There is none of the home country alone, which shows nothing that the words do not say.
    """
    codes = {country.slug for country in view.countries}
    if codes <= {site.home}:
        return None
    labels, counts = labels_of(site, language)["country"], dict.fromkeys(codes, 1)
    return Map("country", counts, lambda _value: "", labels)


@lru_cache(maxsize=8)  # a Site is another object at each version
def small_map(site, language):
    """Return the map and the numbers of the whole directory, for its first page, as HTML.

    They are rendered once a version.
    """
    labels = labels_of(site, language)["country"]
    used = engine.used(site).get("country", {})
    drawn = Map("country", used, lambda code: page_url("country", code, language), labels)
    return render_to_string("web/_small_map.html", {"map": drawn, **numbers(site)})
