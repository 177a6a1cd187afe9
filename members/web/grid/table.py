"""The grid of themes and countries, or of themes and places, with the list behind each number."""

from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from members.search.query.crossing import crossed
from members.search.query.directory_query import DirectoryQuery
from members.search.query.filter_groups import group_labels, labels_of
from members.search.question.geography import regions

ACROSS = {"country": _("Themes and countries"), "place": _("Themes and places")}
# No screen shows more; the file has all.
_MOST_ROWS, _MOST_COLUMNS = 60, 40
_DOWN = "theme"


@dataclass(frozen=True)
class Head:
    """A value at the side or on top of the grid.

    Attributes:
        value: the value.
        label: its name.
        members: how many it has in all.
        url: the list of them.
        sort_url: the grid with its rows ordered by this column; "" for a row.
        is_sorted: whether they are.
    """

    value: str
    label: str
    members: int
    url: str
    sort_url: str = ""
    is_sorted: bool = False


@dataclass(frozen=True)
class Cell:
    """How many members have both values, and the list of them; none has no list."""

    members: int
    url: str


class Grid:
    """What a DirectoryQuery finds, by theme and by country or place.

    Args:
        query: the DirectoryQuery.
        params: the request's QueryDict: `across`, and `by`, the column that orders the rows.
        is_whole: whether all values are wanted, as in a file.
    """

    def __init__(self, query, params, *, is_whole=False):
        across = params.get("across", "")
        self.across = across if across in ACROSS else "country"
        # All of several values at once is no cell of a grid.
        if query.selection.all_of:
            search = replace(query.selection, all_of=frozenset()).querystring()
            query = DirectoryQuery(QueryDict(search), query.language, query.site)
        self._query, self._is_whole = query, is_whole
        self._base = replace(query.selection, page=1, view="list")
        self._free = self._base.without_group(_DOWN).without_group(self.across)
        values = self._values(self.across, _MOST_COLUMNS)
        by = params.get("by", "")
        self.by = by if by == "name" or by in values else ""
        self._columns = values

    # --- what stands on its sides ----------------------------------------------------
    def _labels(self, group):
        return labels_of(self._query.site, self._query.language)[group]

    def _chosen(self, group):
        """Return the values of a choice, a continent's countries one by one."""
        by_region = regions()
        values = self._base.groups.get(group, ())
        return {code for value in values for code in by_region.get(value, ([value],))[0]}

    def _all_values(self, group):
        """Return the values of a group that any member has, or of a choice, the most used first."""
        counts, chosen = self._query.counts(group), self._chosen(group)
        values = [v for v in self._labels(group) if counts.get(v) and (not chosen or v in chosen)]
        return sorted(values, key=counts.__getitem__, reverse=True)

    def _values(self, group, most):
        values = self._all_values(group)
        return values if self._is_whole else values[:most]

    @property
    def corner(self):
        """What stands at the side: the name of its group."""
        return group_labels(self._query.language)[_DOWN]

    @cached_property
    def columns(self):
        """The Heads on top."""
        return [self._head(self.across, value) for value in self._columns]

    def _head(self, group, value):
        search = self._base.without_group(group).toggled(group, value).querystring()
        head = Head(
            value, self._labels(group)[value], self._query.counts(group)[value], f"?{search}"
        )
        if group == _DOWN:
            return head
        return replace(head, sort_url=self._url(by=value), is_sorted=self.by == value)

    @cached_property
    def left_out(self):
        """How many rows and columns only the file has."""
        rows, columns = (self._all_values(group) for group in (_DOWN, self.across))
        return max(0, len(rows) - _MOST_ROWS) + max(0, len(columns) - _MOST_COLUMNS)

    # --- its numbers -----------------------------------------------------------------
    @cached_property
    def rows(self):
        """[(Head, [Cell, …])], ordered as was asked."""
        values = self._values(_DOWN, _MOST_ROWS)
        pairs = (_DOWN, values), (self.across, self._columns)
        counts = crossed(self._free, self._query.site, *pairs)
        if self.by == "name":
            values = [value for value in self._labels(_DOWN) if value in values]
        elif self.by:
            values.sort(key=lambda value: -counts.get((value, self.by), 0))
        return [
            (
                self._head(_DOWN, value),
                [
                    self._cell(value, other, counts.get((value, other), 0))
                    for other in self._columns
                ],
            )
            for value in values
        ]

    def _cell(self, value, other, members):
        if not members:
            return Cell(0, "")
        search = self._free.toggled(_DOWN, value).toggled(self.across, other).querystring()
        return Cell(members, f"?{search}")

    # --- addresses -------------------------------------------------------------------
    def _url(self, **more):
        return f"?{self._search(view='grid', across=self.across, **more)}"

    def _search(self, view="list", **more):
        search = replace(self._base, view=view).querystring()
        more = {} if more.get("across") == "country" and len(more) == 1 else more
        return "&".join(part for part in (search, urlencode(more)) if part)

    @property
    def kinds(self):
        """[(name, address, whether it is this one)] of the grids to choose from."""
        return [
            (label, f"?{self._search(view='grid', across=across)}", across == self.across)
            for across, label in ACROSS.items()
        ]

    @property
    def by_name_url(self):
        """The grid with its rows by name."""
        return self._url(by="name")

    @property
    def by_number_url(self):
        """The grid with the row with the most members first."""
        return self._url()

    @property
    def csv_url(self):
        """The grid as a file."""
        return f"grid.csv?{self._search(across=self.across)}"

    @property
    def who_what_where_url(self):
        """The members behind it as a table of who, what and where."""
        return f"3w.csv?{self._search()}"
