"""DirectoryQuery: a query string turned into results, total, counts, sort and page."""

from contextlib import suppress
from dataclasses import dataclass, replace

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from members.core.text import fold
from members.presenting import current_site
from members.search.facets.places import RADII, USUAL, split
from members.search.question.surroundings import called

from . import engine, view_cache
from .filter_groups import filter_groups, group_labels, option_label
from .highlight import explain
from .nearby import nearby
from .orders import order_labels, orders_of
from .page_links import page_links
from .parser import parts_of, spellings
from .relaxations import relaxations
from .selection import PageNotFound, Selection

PAGE_SIZE = 24
_POPULAR = 5


@dataclass(frozen=True)
class Chip:
    """A filter that is set, with the address that takes it away."""

    group: str
    label: str
    url: str


class DirectoryQuery:
    """One visitor's question to the directory, answered when a part is first asked for.

    Args:
        params: a QueryDict (`request.GET`).
        language: the reader's language code.
        site: the Site to answer from; the current one where None.
        page_size: how many members a page has; 24 where None.

    Raises:
        PageNotFound: for a page that does not exist, at once or when the results are asked for.
    """

    def __init__(self, params, language, site=None, page_size=None):
        self.site = site or current_site()
        self.language = language
        self.selection = Selection.parse(params, self.site)
        self.page, self._size = self.selection.page, page_size or PAGE_SIZE

    @cached_property
    def _found(self):
        result = engine.find(self.selection, self.site, self.first - 1, self._size)
        if self.page > 1 and not result.ids:
            raise PageNotFound
        return result

    @property
    def ids(self):
        """The ids of all members found, in order, whatever the page."""
        return engine.find_ids(self.selection, self.site, 0, self.total)

    @property
    def page_ids(self):
        """The ids of the page's members, in order."""
        return self._found.ids

    def clear_results(self):
        """Free the memory of the results once they are shown; asked again, they are found again.

        A template's context is a cycle, so that all it holds would wait for the collector of
        garbage, which then stopped a worker for 30 ms every few dozen pages.
        """
        for name in ("_found", "members", "facets", "chips", "ways_out", "nearby"):
            with suppress(AttributeError):  # nobody asked for it
                delattr(self, name)

    @property
    def words(self):
        """The search text as it was typed."""
        return self.selection.typed

    @property
    def total(self):
        """How many members were found."""
        return self._found.total

    @cached_property
    def corrected(self):
        """The search text with mistyped words mended, where only so anything was found."""
        is_mended = any(meaning.is_corrected for meaning in self.meanings) and not self.is_empty
        return " ".join(meaning.word for meaning in self.meanings) if is_mended else ""

    @property
    def meanings(self):
        """The Meanings of the words, in order."""
        return self._found.meanings

    def places(self, member):
        """Return {(place, language): {numbers of words}} of where a member shown has the words."""
        return self._found.places.get(member.id, {})

    @property
    def is_relaxed(self):
        """Whether no member has all that was asked, and those shown have most of it."""
        return self._found.relaxed and not self.is_empty

    @property
    def whole(self):
        """How many of the members have all that was asked, where others follow them."""
        return self._found.whole

    @property
    def left_out(self):
        """The words that none of the members shown has, as they were typed."""
        spelled = spellings(self.words)
        words = (meaning.typed for meaning in self._found.left_out)
        return " ".join(spelled.get(word, word) for word in words)

    @property
    def as_typed_url(self):
        """The address that searches for the words exactly as they were typed."""
        mended = {meaning.typed for meaning in self._found.meanings if meaning.is_corrected}
        typed = " ".join(
            f'"{part}"' if '"' not in part and mended.intersection(fold(part).split()) else part
            for part in parts_of(self.words)
        )
        return f"?{replace(self.selection, typed=typed, page=1).querystring()}"

    @property
    def is_empty(self):
        """Whether nothing was found."""
        return not self.total

    @property
    def is_void(self):
        """Whether something was typed in which no word is to search for."""
        return self.selection.wording.is_void

    @property
    def is_narrowed(self):
        """Whether any word or filter is set."""
        return self.selection.is_narrowed

    @cached_property
    def members(self):
        """The page's PublicMembers, in order."""
        entries = view_cache.get_many(self._found.ids, self.language, self.site)
        if self._found.meanings:
            explain(entries, self._found, self.site, self.language)
        for position, entry in enumerate(entries, self.first):
            entry.view.query = self.position_query(position)
        return [entry.view for entry in entries]

    @property
    def first(self):
        """The position of the page's first member among all, from 1."""
        return (self.page - 1) * self._size + 1

    @property
    def last(self):
        """The position of the page's last member among all."""
        return self.first + len(self._found.ids) - 1

    def position_query(self, position):
        """Return the query string under which a profile knows its place in this result.

        A list without words and filters has none: its profiles keep their plain addresses.
        """
        if not self.selection.is_narrowed and self.selection.sort == "name":
            return ""
        return "&".join(filter(None, (self.first_page, f"at={position}")))

    @cached_property
    def first_page(self):
        """The query string of the first page of this search as a list."""
        return replace(self.selection, page=1, view="list").querystring()

    def around(self, member, position):
        """Return the PublicMembers before and after a member in this result, or Nones.

        Args:
            member: the PublicMember whose neighbours are wanted.
            position: where it stood when the list was made, from 1. Where it stands there no
                more, the result has changed since and there are no neighbours to trust.
        """
        start = max(0, position - 2)
        ids = engine.find_ids(self.selection, self.site, start, position + 1 - start)
        place = position - 1 - start
        if place >= len(ids) or ids[place] != member.id:
            return None, None
        beside = [ids[n] if 0 <= n < len(ids) else None for n in (place - 1, place + 1)]
        entries = view_cache.get_many([pk for pk in beside if pk], self.language, self.site)
        views = {entry.view.id: entry.view for entry in entries}
        for pk, at in zip(beside, (position - 1, position + 1), strict=True):
            if pk in views:
                views[pk].query = self.position_query(at)
        return views.get(beside[0]), views.get(beside[1])

    @property
    def page_of(self):
        """Return the function from a position to the query string of the page that shows it."""
        return lambda at: replace(self.selection, page=(at - 1) // self._size + 1).querystring()

    def counts(self, group):
        """Return {value: members} of a group, its own choice left out."""
        return self._found.counts.get(group, {})

    def shared(self, group):
        """Return {value: members found that have it too} of a group with a choice."""
        return self._found.within.get(group, {})

    @cached_property
    def facets(self):
        """The filters: a list of FilterGroups."""
        first_page = replace(self.selection, page=1)
        used = engine.used(self.site)
        without = engine.without_each(first_page, self.site)
        return filter_groups(first_page, self._found, used, self.site, self.language, without)

    @property
    def popular(self):
        """The Options of the themes to begin with."""
        return next(facet for facet in self.facets if facet.name == "theme").options[:_POPULAR]

    @cached_property
    def chips(self):
        """The filters that are set: a list of Chips."""
        start, labels = replace(self.selection, page=1), group_labels(self.language)
        return [
            Chip(
                self._heading(group, labels[group]),
                self._label(group, value),
                f"?{start.toggled(group, value).querystring()}",
            )
            for group, values in self.selection.groups.items()
            for value in values
        ]

    def _heading(self, group, label):
        """Return a group's label, which says where all of its values are asked for."""
        return f"{label} ({_('all of these')})" if group in self.selection.all_of else label

    def _label(self, group, value):
        return option_label(group, value, self.site, self.language)

    @property
    def unknown(self):
        """Values that were asked for and that the directory does not know, as they were given."""
        return self.selection.unknown

    @property
    def clear_url(self):
        """The address without filters; the words stay."""
        return f"?{replace(self.selection, groups={}, page=1).querystring()}"

    @property
    def clear_words_url(self):
        """The address without words; the filters stay."""
        return f"?{replace(self.selection.without_words(), page=1).querystring()}"

    @property
    def print_url(self):
        """The address of the same result on one page, for paper."""
        return f"print/?{self.first_page}"

    @property
    def downloads(self):
        """[(format, address)] of the whole result as a file."""
        search = f"?{self.first_page}" if self.first_page else ""
        return [(kind, f"download.{kind}{search}") for kind in ("csv", "xlsx", "json")]

    @property
    def sorts(self):
        """The orders to choose from: a list of Options."""
        return orders_of(self.selection, self.language)

    @property
    def near(self):
        """What the filter by distance shows: the place, the kilometres and those to choose from."""
        values = self.selection.groups.get("near")
        if values:
            place, km = split(values[0])
            return {"place": called(place, self.language), "km": km, "radii": RADII}
        place, km = split(self.selection.unknown_near)
        return {"place": place, "km": km or USUAL, "radii": RADII}

    @property
    def sort_label(self):
        """The order in words."""
        return order_labels(self.language)[self.selection.sort]

    @property
    def page_count(self):
        """How many pages there are; an empty result has one."""
        return max(1, -(-self.total // self._size))

    def _page_url(self, number):
        return f"?{replace(self.selection, page=number).querystring()}"

    @property
    def previous_url(self):
        """The address of the page before, or None."""
        return self._page_url(self.page - 1) if self.page > 1 else None

    @property
    def next_url(self):
        """The address of the page after, or None."""
        return self._page_url(self.page + 1) if self.page < self.page_count else None

    @property
    def pages(self):
        """The pagination: first, last and the pages around this one, with gaps between."""
        return page_links(self.page, self.page_count, self._page_url)

    @cached_property
    def ways_out(self):
        """Constraints to drop from an empty result that then show something, best first."""
        return relaxations(self.selection, self.site, self.language) if self.is_empty else []

    @cached_property
    def nearby(self):
        """The names, themes and places that come near to an empty result."""
        return nearby(self.selection, self.ways_out, self.site, self.language)
