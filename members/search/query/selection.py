"""What a visitor asked for: a query string taken apart, and put together again."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from urllib.parse import urlencode

from django.utils.functional import cached_property

from members.search.facets import FILTERS, NAMES

from .parser import parse_wording

SORTS = ("relevance", "name", "-confirmed")
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
        sort: one of SORTS.
        page: 1 or more.
        view: one of VIEWS: how the result is shown.
    """

    typed: str = ""
    groups: dict = field(default_factory=dict)
    unknown: tuple = ()
    sort: str = "name"
    page: int = 1
    view: str = "list"

    @classmethod
    def parse(cls, params, site):
        """Return the Selection of a QueryDict; unknown names are ignored.

        Raises:
            PageNotFound: for a page that is not a whole number from 1.
        """
        typed = " ".join(params.get("q", "").replace("\x00", " ").split())
        typed = typed[:_TYPED_LIMIT].rstrip()
        groups, unknown = {}, []
        for facet in FILTERS:
            values = dict.fromkeys(value for value in params.getlist(facet.name) if value)
            known = tuple(value for value in values if facet.has(value, site))
            unknown += [value[:80] for value in values if value not in known]
            if known:
                groups[facet.name] = known
        sort = params.get("sort", "")
        if sort not in SORTS or (sort == "relevance" and parse_wording(typed).is_empty):
            sort = cls.default_sort(typed)
        page, view = _page(params.get("page", "1")), params.get("view", "")
        view = view if view in VIEWS else "list"
        return cls(typed, groups, tuple(unknown[:_UNKNOWN_LIMIT]), sort, page, view)

    @staticmethod
    def default_sort(typed):
        """Return the order without a choice: by relevance where there are words, else by name."""
        return "name" if parse_wording(typed).is_empty else "relevance"

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
        return bool(self.groups or not self.wording.is_empty)

    def without_group(self, group):
        """Return this selection without one group's choice."""
        return replace(self, groups={g: v for g, v in self.groups.items() if g != group})

    def without_words(self):
        """Return this selection without its search text; a chosen order stays where it can."""
        return replace(self, typed="", sort="name" if self.sort == "relevance" else self.sort)

    def toggled(self, group, value):
        """Return this selection with one value ticked or unticked, on its first page."""
        chosen = self.groups.get(group, ())
        values = tuple(v for v in chosen if v != value) if value in chosen else (*chosen, value)
        rest = {g: v for g, v in self.groups.items() if g != group}
        return replace(self, groups=rest | ({group: values} if values else {}), page=1)

    def querystring(self, page=None):
        """Return the canonical query string: the same search always has the same address."""
        pairs = [("q", self.typed)] if self.typed else []
        asked = [(g, v) for g, values in self.groups.items() for v in values]
        if len(asked) > 1:
            asked.sort(key=lambda pair: (NAMES.index(pair[0]), pair[1]))
        pairs += asked
        if self.sort != self.default_sort(self.typed):
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
