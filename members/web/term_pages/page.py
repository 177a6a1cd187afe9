"""What a page about one theme, country or place shows, and what the page of all of them."""

from typing import NamedTuple

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from members.presenting.countries import CONTINENTS, continent
from members.presenting.terms import (
    INDEX_LINKS,
    INDEX_TITLES,
    PAGES,
    filter_url,
    index_url,
    page_url,
)
from members.search.query import engine
from members.search.query.directory_query import DirectoryQuery
from members.search.query.filter_groups import labels_of
from members.search.question.theme_concepts import theme_concepts_of
from members.web.maps.drawing import map_of_page

_SHOWN = 12
_CROSSED = {
    "theme": _("What they work on"),
    "country": _("Where they are active"),
    "place": _("Where they are based"),
}
_RELATED = {
    "theme": _("What else they work on"),
    "country": _("Where else they are active"),
    "place": _("Other provinces and regions"),
}


class Link(NamedTuple):
    """A name with the number of members behind it."""

    label: str
    url: str
    members: int


class Links(NamedTuple):
    """Some Links under a heading; `more` leads to the others, or is ""."""

    title: str
    links: list
    more: str = ""


class TermPage:
    """One theme, country or place as a reader sees it.

    Args:
        group: a key of PAGES.
        value: its value in that group.
        language: the reader's language code.
        site: the Site to answer from.
    """

    def __init__(self, group, value, language, site):
        self.group, self.value, self._language, self._site = group, value, language, site
        params = QueryDict(mutable=True)
        params[group] = value
        self.query = DirectoryQuery(params, language, site)
        self.label = labels_of(site, language)[group][value]
        self.introduction = site.introduction(group, value, language)
        self.canonical_url = page_url(group, value, language)
        self.list_url = filter_url(group, value, language)
        self.index_more = INDEX_LINKS[group]
        self.index_title = INDEX_TITLES[group]
        self.index_url = index_url(group, language)

    @property
    def total(self):
        """How many members it shows."""
        return self.query.total

    @property
    def confirmed(self):
        """How many of them were confirmed in the last 12 months."""
        return self.query.counts("confirmed").get("1", 0)

    @property
    def confirmed_url(self):
        """The list of those that were confirmed in the last 12 months."""
        return f"{self.list_url}&confirmed=1"

    def _number(self, group):
        labels = labels_of(self._site, self._language)[group]
        return 0 if group == self.group else len(labels.keys() & self.query.counts(group))

    @property
    def themes_total(self):
        """On how many themes its members work; 0 on a theme's own page."""
        return self._number("theme")

    @property
    def countries_total(self):
        """In how many countries its members work; 0 on a country's own page."""
        return self._number("country")

    @cached_property
    def neighbours(self):
        """The Links of each other group, crossed with this value, and those of its own group."""
        mapped = self.map.group if self.map else ""
        groups = [group for group in PAGES if group not in (self.group, mapped)]
        sections = [Links(_CROSSED[group], self._crossed(group)) for group in groups]
        sections.append(Links(_RELATED[self.group], self._related, self.index_url))
        sections.append(Links(_("Related themes"), self._near))
        return [links for links in sections if links.links]

    def crossing(self, group):
        """Return the function from a value of another group to the list filtered on both."""
        toggled = self.query.selection.toggled
        return lambda value: f"{self._all_url}?{toggled(group, value).querystring()}"

    def _crossed(self, group):
        return self._links(group, self.query.counts(group), self.crossing(group))

    @cached_property
    def map(self):
        """The Map of where its members work; of a country, of their seats. None where empty."""
        drawn = map_of_page(self, "place" if self.group == "country" else "country")
        return drawn if drawn.is_drawn else None

    @property
    def _related(self):
        """Links of the values that its members have beside it; of a seat, which is one, all."""
        counts = self.query.shared(self.group)
        if self.group == "place":
            counts = engine.used(self._site).get("place", {})
        others = {value: count for value, count in counts.items() if value != self.value}
        return self._links(self.group, others, self._page_url)

    @property
    def _near(self):
        """Links of themes near to one by the thesaurus, which its members do not have."""
        if self.group != "theme":
            return []
        used, shared = engine.used(self._site).get("theme", {}), self.query.shared("theme")
        near = theme_concepts_of(self._site).near(self.value)
        counts = {slug: used[slug] for slug in near if slug in used and slug not in shared}
        return self._links("theme", counts, self._page_url)

    def _page_url(self, value):
        return page_url(self.group, value, self._language)

    @property
    def _all_url(self):
        return self.list_url.partition("?")[0]

    def _links(self, group, counts, address):
        labels = labels_of(self._site, self._language)[group]
        used = [value for value in labels if counts.get(value)]
        used.sort(key=counts.__getitem__, reverse=True)  # equals stay in the order of names
        return [Link(labels[v], address(v), counts[v]) for v in used[:_SHOWN]]


def index_of(group, language, site):
    """Return [Links] of all values of a group that a member has: countries by continent."""
    labels, used = labels_of(site, language)[group], engine.used(site).get(group, {})
    sections = {}
    for value, label in labels.items():
        if used.get(value):
            section = continent(value) if group == "country" else ""
            link = Link(label, page_url(group, value, language), used[value])
            sections.setdefault(section, []).append(link)
    order = CONTINENTS if group == "country" else {"": ""}
    return [Links(title, sections[key]) for key, title in order.items() if key in sections]
