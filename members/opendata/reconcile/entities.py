"""Members and themes as the reconciliation API tells them."""

from rapidfuzz import fuzz

from members.core.text import fold
from members.presenting.terms import term_of

from .matching import candidates, is_sure

TYPES = {"member": "Member", "theme": "Theme"}
_MOST = 10
_LEAST = 50
_THEME_AHEAD = 90


def kind_of(name):
    """Return a type as a result names it."""
    return {"id": name, "name": TYPES[name]}


def results(query, language, site):
    """Return the candidates of one ReconQuery as plain data, surest first."""
    limit = max(1, min(query.limit or 5, _MOST))
    if "theme" in query.types:
        return _themes(query.query, language, site)[:limit]
    matches = candidates(query.query[:300], query.said, language, site)
    return [
        {
            "id": str(one.view.uuid),
            "name": one.view.title,
            "description": description(one.view),
            "type": [kind_of("member")],
            "score": round(one.score, 1),
            "match": is_sure(matches, place),
        }
        for place, one in enumerate(matches[:limit])
    ]


def description(view):
    """Return a member in some words: its sentence, else its town."""
    return view.summary.text if view.summary else view.town


def _themes(text, language, site):
    scored = []
    for slug, theme in site.vocabularies["theme"].items():
        words = [*theme.name.values(), *(one for all_ in theme.synonyms.values() for one in all_)]
        best = max((fuzz.token_sort_ratio(fold(text), fold(word)) for word in words), default=0)
        if best >= _LEAST:
            scored.append((best, slug))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    return [
        {
            "id": slug,
            "name": term_of(site, "theme", slug, language).label,
            "type": [kind_of("theme")],
            "score": round(best, 1),
            "match": best >= _THEME_AHEAD and place == 0,
        }
        for place, (best, slug) in enumerate(scored)
    ]
