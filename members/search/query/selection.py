"""What a visitor asked for: a query string taken apart, and put together again."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import urlencode

from django.utils.functional import cached_property

from members.search.facets import FILTERS
from members.search.facets.places import split

from .parser import parse_wording

SORTS = ("relevance", "near", "name", "-confirmed")
VIEWS = ("list", "map", "grid")
_TYPED_LIMIT, _UNKNOWN_LIMIT = 200, 10


class PageNotFound(Exception):
    """A page number that is no number or beyond the last page."""


@dataclass(frozen=True)
class Selection:
    """A search with its filters.

    Attributes:
        typed: the search text as it was typed (at most 200 characters).
        groups: {group: (value, …)} of values that exist, without empty groups.
        unknown: values that were asked for and that no vocabulary has; they narrow nothing.
        unknown_near: the value among them to be near to, a town that nobody knows, or "".
        sort: one of SORTS; "near" only where a place to be near to is chosen.
        page: 1 or more.
        view: one of VIEWS: how the result is shown.
        all_of: the groups of which all chosen values are asked for, not any of them.
    """

    typed: str = ""
    groups: dict = field(default_factory=dict)
    unknown: tuple = ()
    unknown_near: str = ""
    sort: str = "name"
    page: int = 1
    view: str = "list"
    all_of: frozenset = frozenset()

    def __post_init__(self):
        # What is left of a selection without a filter or its words is a selection like any other.
        all_of = frozenset(group for group in self.all_of if len(self.groups.get(group, ())) > 1)
        object.__setattr__(self, "all_of", all_of)
        if self.sort == "near" and "near" not in self.groups:
            object.__setattr__(self, "sort", self.default_sort(self.typed, self.groups))

    @classmethod
    def parse(cls, params, site):
        """Return the Selection of a QueryDict; unknown names are ignored.

        Raises:
            PageNotFound: for a page that is not a whole number from 1.
        """
        typed = " ".join(params.get("q", "").replace("\x00", " ").split())
        typed = typed[:_TYPED_LIMIT].rstrip()
        groups, unknown, unknown_near = {}, [], ""
        for facet in FILTERS:
            values = facet.asked(params)
            accepted = tuple(value for value in values if facet.has(value, site))
            unknown += [facet.typed(value)[:80] for value in values if value not in accepted]
            if accepted:
                groups[facet.name] = accepted
            elif facet.name == "near":
                unknown_near = next(iter(values), "")
        sort = params.get("sort", "")
        if sort not in SORTS or (sort == "relevance" and parse_wording(typed).is_empty):
            sort = cls.default_sort(typed, groups)
        all_of = frozenset(
            facet.name
            for facet in FILTERS
            if facet.may_ask_all and params.get(facet.all_name) == "1"
        )
        page, view = _page(params.get("page", "1")), params.get("view", "")
        view = view if view in VIEWS else "list"
        unknown = tuple(unknown[:_UNKNOWN_LIMIT])
        return cls(typed, groups, unknown, unknown_near, sort, page, view, all_of)

    @staticmethod
    def default_sort(typed, groups):
        """Return the order without a choice: by relevance, or by distance, or by name."""
        if not parse_wording(typed).is_empty:
            return "relevance"
        return "near" if "near" in groups else "name"

    @property
    def unknown_place(self):
        """The town or postal code to be near to that nobody knows, as it was typed, or ""."""
        return split(self.unknown_near)[0]

    @property
    def unknown_filters(self):
        """The other unknown values, which come with a link: a reader types none of them."""
        return [value for value in self.unknown if value != self.unknown_place]

    @cached_property
    def wording(self):
        """The search text taken apart."""
        return parse_wording(self.typed)

    @property
    def words(self):
        """The folded words that a result holds."""
        return self.wording.sought

    @property
    def is_narrowed(self):
        """Whether any filter or word is set."""
        return bool(self.groups or self.wording.is_void or not self.wording.is_empty)

    def without_group(self, group):
        """Return this selection without one group's choice."""
        return replace(self, groups={g: v for g, v in self.groups.items() if g != group})

    def without_words(self):
        """Return this selection without its search text; a chosen order stays where it can."""
        sort = self.default_sort("", self.groups) if self.sort == "relevance" else self.sort
        return replace(self, typed="", sort=sort)

    def toggled(self, group, value):
        """Return this selection with one value ticked or unticked, on its first page."""
        chosen = self.groups.get(group, ())
        values = tuple(v for v in chosen if v != value) if value in chosen else (*chosen, value)
        rest = {g: v for g, v in self.groups.items() if g != group}
        groups = rest | ({group: values} if values else {})
        is_usual = self.sort == self.default_sort(self.typed, self.groups)
        sort = self.default_sort(self.typed, groups) if is_usual else self.sort
        return replace(self, groups=groups, sort=sort, page=1)

    def querystring(self, page=None):
        """Return the canonical query string: the same search always has the same address."""
        pairs = [("q", self.typed)] if self.typed else []
        for facet in FILTERS if self.groups else ():
            if facet.name in self.groups:
                pairs += facet.pairs(self.groups[facet.name])
                pairs += [(facet.all_name, "1")] if facet.name in self.all_of else []
        if self.sort != self.default_sort(self.typed, self.groups):
            pairs.append(("sort", self.sort))
        if (page or self.page) > 1:
            pairs.append(("page", page or self.page))
        if self.view != "list":
            pairs.append(("view", self.view))
        return "&".join([_pair(name, value) for name, value in pairs])


# The links of one page say the same dozens of times.
@lru_cache(maxsize=2000)
def _pair(name, value):
    return urlencode([(name, value)])


def _page(text):
    if not (text.isascii() and text.isdigit() and len(text) < 7 and int(text)):
        raise PageNotFound
    return int(text)
