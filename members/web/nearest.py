"""Members and terms whose names are nearest to an address that leads nowhere."""

from django.http import QueryDict
from rapidfuzz import fuzz, process

from members.core.text import fold
from members.presenting.site import Term
from members.presenting.terms import page_url
from members.search.query import engine
from members.search.query.filter_groups import labels_of
from members.search.query.selection import Selection
from members.search.query.view_cache import get_many

_SHOWN = 5
_NEAR = 60  # of 100; below it two names have hardly more in common than their letters


def nearest_members(slug, language, site):
    """Return up to five PublicMembers that somebody may have meant by an address, best first.

    Args:
        slug: what stands in the address, such as "sos-kinderdorpn"; a mistyped word is mended.
        language: the reader's language code.
        site: the Site to answer from.
    """
    words = slug.replace("-", " ").replace("_", " ").split()
    # All of its words, else the longest of them.
    for typed in (" ".join(words), max(words, key=len, default="")):
        params = QueryDict(mutable=True)
        params["q"] = typed
        selection = Selection.parse(params, site)
        if selection.is_narrowed:
            ids = engine.find_ids(selection, site, 0, _SHOWN)
            if ids:
                return [entry.view for entry in get_many(ids, language, site)]
    return []


def nearest_terms(group, slug, language, site):
    """Return up to five Terms of a group that somebody may have meant by an address, best first.

    Args:
        group: "theme", "country" or "place".
        slug: what stands in the address, a mistyped name in any of the site's languages.
        language: the reader's language code.
        site: the Site to answer from.
    """
    names = [
        (value, fold(label))
        for code in site.languages
        for value, label in labels_of(site, code)[group].items()
    ]
    names += [(value, fold(value)) for value in labels_of(site, language)[group]]
    text = fold(slug.replace("-", " ").replace("_", " "))
    matches = process.extract(
        text, [name for _value, name in names], scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=30
    )
    values = dict.fromkeys(names[place][0] for _name, _score, place in matches)
    labels = labels_of(site, language)[group]
    return [Term(v, labels[v], page_url(group, v, language)) for v in list(values)[:_SHOWN]]
