"""The directory's search on the database alone: every word must be found somewhere."""

from collections import defaultdict
from dataclasses import dataclass, field
from math import inf

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    IntegerField,
    Q,
    Value,
    When,
)
from django.db.models.functions import Length

from members.core.text import sort_key
from members.models import Member
from members.search.facets import BY_NAME, NAMES, narrowed, with_hidden
from members.search.facets.places import around_value
from members.search.indexing.site_vocabulary import vocabulary_of
from members.search.question.towns import seat_of


@dataclass(frozen=True)
class SearchResult:
    """The answer to a Selection.

    Attributes:
        ids: primary keys of one slice of the members found, in order.
        total: how many members were found in all.
        counts: {group: {value: members}} with each group's own choice left out.
        within: the same of the groups in which something is chosen, their own choice counted.
        meanings: the Meaning of each word; empty where the index was not asked.
        places: {primary key: {(place, language): {numbers of the words there}}} of those ids for
            a search with words, as matching.Worded says; empty where the index was not asked.
        relaxed: whether nobody has all words, and these have most of them.
        whole: how many of them have all words all the same, and stand first.
        left_out: the Meanings of words that then none of the members has.
    """

    ids: list
    total: int
    counts: dict
    within: dict = field(default_factory=dict)
    meanings: tuple = field(default=())
    places: dict = field(default_factory=dict)
    relaxed: bool = False
    whole: int = 0
    left_out: tuple = field(default=())


def find(selection, site, offset, limit):
    """Return what a Selection finds, in three queries; in four where filters are set.

    Args:
        selection: the Selection.
        site: the Site whose vocabularies name themes, places and areas.
        offset: how many members to pass over.
        limit: how many ids to give at the most.
    """
    ids = find_ids(selection, site, offset, limit)
    within = _counts(selection, site, selection.groups) if selection.groups else {}
    return SearchResult(ids, matching(selection, site).count(), _counts(selection, site), within)


def find_ids(selection, site, offset, limit):
    """Return one slice of the ids that a Selection finds, in order, in one query."""
    members = matching(selection, site)
    if selection.sort == "near":
        return _nearest(members, selection.groups["near"])[offset : offset + limit]
    ordered = _ordered(members, selection)
    return list(ordered.values_list("pk", flat=True)[offset : offset + limit])


def _nearest(members, values):
    """Return the ids of some members, those that are seated nearest first."""
    km_of = {key: km for km, key in reversed(around_value(values[0]))}
    rows = members.values_list("pk", "sort_name", "postal_code", "city")
    by_distance = sorted(
        (min((km_of[key] for key in seat_of(code, city) if key in km_of), default=inf), name, pk)
        for pk, name, code, city in rows
    )
    return [pk for _km, _name, pk in by_distance]


def find_named(words, limit):
    """Return ids of members whose name holds some folded words, those that begin so first."""
    members = Member.objects.published()
    for word in words:
        members = members.filter(sort_name__contains=sort_key(word))
    begun = Case(When(sort_name__startswith=sort_key(" ".join(words)), then=0), default=1)
    ordered = members.order_by(begun, Length("sort_name"), "sort_name", "pk")
    return list(ordered.values_list("pk", flat=True)[:limit])


def matching(selection, site):
    """Return the published members that a Selection finds, unordered."""
    published = with_hidden(Member.objects.published())
    members = _with_words(published, selection, site).order_by()
    if selection.wording.is_void:
        members = members.none()
    return narrowed(members, selection.groups, selection.all_of)


def totals(selections, site):
    """Return how many members each of some Selections finds, in one query."""
    if not selections:
        return []
    rows = [
        matching(selection, site)
        .annotate(which=Value(number, IntegerField()))
        .values("which")
        .annotate(n=Count("pk"))
        .values_list("which", "n")
        for number, selection in enumerate(selections)
    ]
    by_number = dict(rows[0].union(*rows[1:], all=True))
    return [by_number.get(number, 0) for number in range(len(selections))]


def _with_words(members, selection, site):
    wording = selection.wording
    for word in wording.words:
        members = members.filter(_mentions(word, site))
    for phrase in wording.phrases:
        members = members.filter(search_text__contains=f" {' '.join(phrase)} ")
    for phrase in wording.excluded_phrases:
        members = members.exclude(search_text__contains=f" {' '.join(phrase)} ")
    for word in wording.excluded:
        members = members.exclude(_mentions(word, site))
    return members


def _mentions(word, site):
    """Return the condition that a member's texts or one of its terms hold a word."""
    by_group = defaultdict(list)
    for group, value in vocabulary_of(site).named(word):
        by_group[group].append(value)
    mentions = Q(search_text__contains=word)
    for group, values in by_group.items():
        mentions |= BY_NAME[group].condition(values) & BY_NAME[group].shown
    return mentions


def _ordered(members, selection):
    last = F("confirmed_at").desc(nulls_last=True)
    if selection.sort == "-confirmed":
        return members.order_by(last, "sort_name", "pk")
    if selection.sort == "relevance":
        has_word = Q(*(Q(sort_name__contains=word) for word in selection.words))
        whole = sort_key(" ".join(selection.wording.named or selection.words))
        begun = When(sort_name__startswith=f"{whole}0", then=1)
        rank = Case(When(sort_name=whole, then=0), begun, When(has_word, then=2), default=3)
        return members.order_by(rank, last, "sort_name", "pk")
    marked = Case(When(unconfirmed_since=None, then=0), default=1)
    return members.order_by(marked, "sort_name", "pk")


def _counts(selection, site, within=()):
    """Return {group: {value: members}} of all groups, or of those to count within their choice."""
    rows = [
        counted
        for group in within or NAMES
        for counted in _group_counts(group, matching(_counted_for(selection, group, within), site))
    ]
    counts = {group: {} for group in within or NAMES}
    for group, value, number in rows[0].union(*rows[1:], all=True):
        if value and number:
            counts[group][value] = number
    return counts


def _counted_for(selection, group, within):
    """Return the Selection among whose members a group is counted."""
    return selection if within or group in selection.all_of else selection.without_group(group)


def _group_counts(group, members):
    """Return querysets of (group, value, members): as alike as a UNION asks for."""
    facet = BY_NAME[group]
    rows = members.filter(facet.shown).annotate(which=Value(group, CharField()))
    return [
        pairs.values("which", "value").annotate(n=Count("pk")).values_list("which", "value", "n")
        for pairs in facet.value_rows(rows)
    ]
