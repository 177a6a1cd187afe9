"""Suggestions while typing: members by name, themes, countries, places."""

from dataclasses import dataclass, replace
from operator import itemgetter

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.core.text import fold
from members.presenting.numbers import number
from members.search.facets import BY_NAME, FILTERS
from members.search.indexing.site_vocabulary import vocabulary_of
from members.search.question.scripts import in_grams

from .engine import totals
from .filter_groups import group_labels, option_label
from .name_search import find_named
from .selection import Selection
from .suggest_places import Place, places_begun
from .view_cache import get_many

_MEMBERS, _TERMS, _COUNTED = 6, 4, 12
_GROUPS = tuple(facet.name for facet in FILTERS if facet.is_suggested)


@dataclass(frozen=True)
class Suggestion:
    """One thing that a visitor may mean.

    Attributes:
        kind: "member", or the name of a filter whose values are suggested.
        text: its name.
        note: what it is, in the reader's language.
        why: the other name by which it was found, or "".
        members: how many members it leads to, in words; "" for a member.
        url: where it leads.
    """

    kind: str
    text: str
    note: str
    why: str
    members: str
    url: str


def suggest(params, language, site):
    """Return at most ten Suggestions for what was typed so far; none for nothing.

    Args:
        params: a QueryDict; `q` is the text in the search box, and a suggested value joins the
            filters that are set.
        language: the reader's language code, which is active.
        site: the Site to answer from.
    """
    folded = in_grams(fold(params.get("q", "")[:200])).split()
    if not folded:
        return []
    return [*_members(folded, language, site), *_terms(folded, params, language, site)]


def _members(folded, language, site):
    ids = find_named(folded, site, _MEMBERS)
    views = [entry.view for entry in get_many(ids, language, site)]
    return [
        Suggestion(
            "member", view.title, _("Member"), _why(view.title, _names(view), folded), "", view.url
        )
        for view in views
    ]


def _names(view):
    return [
        view.abbreviation,
        view.name,
        *(text.text for text in view.other_names),
        *view.aliases,
        *view.former_names,
    ]


def _why(label, others, folded):
    """Return the other name that holds what was typed, where the one that is shown does not."""
    return "" if _holds(label, folded) else next((n for n in others if _holds(n, folded)), "")


def _holds(name, folded):
    words = fold(name).split()
    begun = any(word.startswith(folded[-1]) for word in words)
    return begun and set(folded[:-1]).issubset(words)


def _terms(folded, params, language, site):
    """Return Suggestions of values that lead to members, joined to the filters that are set."""
    start = replace(Selection.parse(params, site), typed="", sort="name", page=1)
    rated = [*_rated_values(folded, start, language, site), *_rated_places(folded, start, language)]
    rated = sorted(rated, key=itemgetter(0))[:_COUNTED]
    clicked = [_chosen(start, place) for _rank, place in rated]
    suggestions = []
    pairs = zip(rated, clicked, totals(clicked, site), strict=True)
    for (_rank, place), selection, total in pairs:
        if total:
            members = ngettext("%(total)s member", "%(total)s members", total)
            members %= {"total": number(total)}
            address = f"{reverse('web:list')}?{selection.querystring()}"
            why = _why(place.label, place.names, folded)
            suggestions.append(
                Suggestion(place.kind, place.label, place.note, why, members, address)
            )
    return suggestions[:_TERMS]


def _chosen(start, place):
    """Return a Selection with a Place's value; of towns only one is chosen."""
    start = start.without_group("near") if place.group == "near" else start
    return start.toggled(place.group, place.value)


def _rated_values(folded, start, language, site):
    """Yield (rank, Place) of the values that all words mean."""
    for group, value in _meant(folded, site):
        if group in _GROUPS and value not in start.groups.get(group, ()):
            label = option_label(group, value, site, language)
            starts = fold(label).startswith(" ".join(folded))
            names = BY_NAME[group].other_names(value, site)
            rank = not starts, _GROUPS.index(group), fold(label)
            yield rank, Place(group, group, value, label, group_labels(language)[group], names)


def _rated_places(folded, start, language):
    """Yield (rank, Place) of the regions and towns with a name that begins so."""
    for place in places_begun(" ".join(folded), language):
        if place.value not in start.groups.get(place.group, ()):
            yield (place.kind == "town", len(_GROUPS), fold(place.label)), place


def _meant(folded, site):
    """Return the terms, (group, value) pairs, that all words mean; the last may be unfinished."""
    vocabulary = vocabulary_of(site)
    sets = [vocabulary.named(word, folded) for word in folded[:-1]]
    sets.append(vocabulary.named(folded[-1], folded) | vocabulary.begun(folded[-1]))
    return set.intersection(*sets)
