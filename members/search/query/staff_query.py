"""What staff's member list asks the index: a page in any order, the total and every count."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce

from pyroaring import BitMap

from members.core.text import words_of
from members.models import Member
from members.presenting import current_site
from members.presenting.freshness import fresh_since
from members.search.index.ordering import page
from members.search.index.segment import EMPTY
from members.search.indexing.contents import STAFF
from members.search.indexing.reader import locked_index
from members.search.indexing.staff_labels import with_labels

COMPLETE = {"low": range(50), "middle": range(50, 80), "high": range(80, 101)}
_TERMS = ("status", "theme", "place", "area", "category")
_GROUPS = (*_TERMS, "confirmed", "complete", "label")
_NEVER = 0
_LIKE_A_NUMBER = re.compile(r"[\d.\-/]+")
# Of a day with more changes than this, an import's say, the order is that of the names.
_SORTED_BY_MOMENT = 5000


@dataclass(frozen=True)
class Listing:
    """What the list shows.

    Attributes:
        pks: the primary keys of one page, in order.
        total: how many members were found.
        counts: {group: {value: members}}, each group without its own choice.
    """

    pks: list
    total: int
    counts: dict


@dataclass(frozen=True)
class StaffQuery:
    """What staff look for among all members.

    Attributes:
        text: what was typed; each word must stand somewhere.
        choices: {group: value} of the filters that are set.
        order: (key, whether descending) pairs; keys: name, status, complete, changed, confirmed.
    """

    text: str = ""
    choices: dict = field(default_factory=dict)
    order: Sequence = ()

    def listing(self, offset, limit):
        """Return the Listing of one slice, or None while the index is being built."""
        with locked_index(current_site(), STAFF) as index:
            if index is not None:
                answers = self._answers(index)
                matches = [(answer.part, answer.members) for answer in answers]
                spots = _ordered(matches, self.order, offset, limit)
                total = sum(len(members) for _part, members in matches)
                return Listing([spot.pk for spot in spots], total, _added(answers))
        return None

    def first(self, limit):
        """Return the keys of the first that are found, or None while the index is being built."""
        with locked_index(current_site(), STAFF) as index:
            if index is not None:
                matches = [(answer.part, answer.members) for answer in self._answers(index)]
                return [spot.pk for spot in _ordered(matches, self.order, 0, limit)]
        return None

    def can_be_answered(self):
        """Whether there is an index already."""
        with locked_index(current_site(), STAFF) as index:
            return index is not None
        return False

    def pks(self):
        """Return the primary keys of all that are found, or None while the index is built."""
        with locked_index(current_site(), STAFF) as index:
            if index is not None:
                answers = self._answers(index)
                return [a.part.segment.pks[number] for a in answers for number in a.members]
        return None

    def _answers(self, index):
        labels = with_labels(index)
        return [_Answer(*each, self) for each in zip(index.parts, labels, strict=True)]


class _Answer:
    """What one part of the index has of a StaffQuery."""

    def __init__(self, part, labels, query):
        self.part = part
        self.sets = _sets(part) | {"label": labels}
        self.worded = _with_words(part.segment, query.text)
        self.chosen = {
            group: self.sets[group].get(value, EMPTY) for group, value in query.choices.items()
        }
        self.members = reduce(BitMap.__and__, self.chosen.values(), self.worded)

    def counts(self, group):
        """Return {value: members} of one group, without its own choice."""
        others = [members for name, members in self.chosen.items() if name != group]
        among = reduce(BitMap.__and__, others, self.worded)
        return {
            v: members.intersection_cardinality(among) for v, members in self.sets[group].items()
        }


def _sets(part):
    """Return {group: {value: BitMap}} of one part."""
    terms = part.segment.terms
    sets = {
        group: terms.get(group, {}) for group in ("status", "theme", "place", "area", "category")
    }
    complete = terms.get("complete", {})
    sets["complete"] = {
        name: BitMap.union(EMPTY, *(complete[str(n)] for n in percents if str(n) in complete))
        for name, percents in COMPLETE.items()
    }
    fresh = part.confirmed_since(fresh_since().toordinal())
    never = part.segment.live - part.confirmed_since(_NEVER + 1)
    sets["confirmed"] = {"fresh": fresh, "stale": part.segment.live - fresh, "never": never}
    return sets


def _added(answers):
    counts = {}
    for group in _GROUPS:
        totals = counts[group] = {}
        for answer in answers:
            for value, number in answer.counts(group).items():
                totals[value] = totals.get(value, 0) + number
    return counts


def _with_words(segment, text):
    matches = segment.live
    for word in text.split():
        digits = "".join(re.findall(r"\d", word))
        parts = words_of(word)
        if len(digits) >= 4 and _LIKE_A_NUMBER.fullmatch(word):
            matches = matches & segment.holding(digits)
        elif parts:
            everywhere = reduce(BitMap.__and__, (segment.holding(part) for part in parts))
            numbered = segment.holding(digits) if len(digits) >= 4 else EMPTY
            matches = matches & (everywhere | numbered)
    return matches


def _ordered(parts, order, offset, limit):
    """Return the Spots of one slice of (part, BitMap) pairs in an order; equals by name."""
    if not order or order[0][0] == "name":
        return _by_name(parts, offset, limit, descending=bool(order) and order[0][1])
    (key, descending), rest, spots = order[0], order[1:], []
    for bucket in _buckets([part for part, _members in parts], key, descending):
        here = [(part, members & bucket(part)) for part, members in parts]
        size = sum(len(members) for _part, members in here)
        if offset < size:
            missing = limit - len(spots)
            if key == "changed" and size <= _SORTED_BY_MOMENT:
                spots += _by_moment(here, offset, missing, descending=descending)
            else:
                spots += _ordered(here, rest, offset, missing)
        offset = max(0, offset - size)
        if len(spots) == limit:
            break
    return spots


def _by_name(parts, offset, limit, *, descending):
    if not descending:
        return page(parts, offset, limit, by_day=False)
    last = sum(len(members) for _part, members in parts) - offset
    first = max(0, last - limit)
    return page(parts, first, last - first, by_day=False)[::-1]


def _by_moment(parts, offset, limit, *, descending):
    spots = page(parts, 0, _SORTED_BY_MOMENT, by_day=False)
    rows = Member.objects.filter(pk__in=[spot.pk for spot in spots])
    moments = dict(rows.values_list("pk", "updated_at"))
    spots = [spot for spot in spots if spot.pk in moments]
    spots.sort(key=lambda spot: moments[spot.pk], reverse=descending)
    return spots[offset : offset + limit]


def _buckets(parts, key, descending):
    """Yield functions from a part to its members of one value, in the order of the values."""
    if key == "confirmed":
        days = sorted({day for part in parts for day in part.by_day}, reverse=descending)
        by_day = [lambda part, day=day: part.by_day.get(day, EMPTY) for day in days]
        never = [lambda part: part.segment.live - part.confirmed_since(_NEVER + 1)]
        yield from (by_day + never) if descending else (never + by_day)
        return
    values = {value for part in parts for value in part.segment.terms.get(key, {})}
    in_order = sorted(values, key=str if key == "status" else int, reverse=descending)
    for value in in_order:
        yield lambda part, value=value: part.segment.terms.get(key, {}).get(value, EMPTY)
