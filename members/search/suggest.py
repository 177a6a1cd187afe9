"""Suggestions while typing: members by name, themes, countries, places."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from .analyse import fold
from .engine import find_named
from .facets import option_label
from .shelf import take
from .vocabulary import vocabulary_of

_MEMBERS, _TERMS = 6, 4
_GROUPS = ("theme", "country", "place")


@dataclass(frozen=True)
class Suggestion:
    """One thing that a visitor may mean.

    Attributes:
        kind: "member", "theme", "country" or "place".
        text: its name.
        note: what it is, in the reader's language.
        url: where it leads.
    """

    kind: str
    text: str
    note: str
    url: str


def suggest(typed, language, site):
    """Return at most ten Suggestions for what was typed so far; none for nothing.

    Args:
        typed: the text in the search box.
        language: the reader's language code, which is active.
        site: the Site to answer from.
    """
    folded = fold(typed[:200]).split()
    if not folded:
        return []
    return [*_members(folded, language, site), *_terms(folded, language, site)]


def _members(folded, language, site):
    ids = find_named(folded, site, _MEMBERS)
    views = (entry.view for entry in take(ids, language, site))
    return [Suggestion("member", view.name, _("Member"), view.url) for view in views]


def _terms(folded, language, site):
    vocabulary = vocabulary_of(site)
    sets = [vocabulary.named(word, folded) for word in folded[:-1]]
    sets.append(vocabulary.named(folded[-1], folded) | vocabulary.begun(folded[-1]))
    notes = {"theme": _("Theme"), "country": _("Works in"), "place": _("Seat")}
    found = []
    for group, value in set.intersection(*sets):
        if group in _GROUPS:
            label = option_label(group, value, site, language)
            url = f"{reverse('web:list')}?{urlencode({group: value})}"
            starts = fold(label).startswith(" ".join(folded))
            rank = (not starts, _GROUPS.index(group), fold(label))
            found.append((rank, Suggestion(group, label, notes[group], url)))
    return [suggestion for _rank, suggestion in sorted(found, key=lambda pair: pair[0])][:_TERMS]
