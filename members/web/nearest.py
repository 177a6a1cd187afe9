"""Members whose names are nearest to an address that leads nowhere."""

from django.http import QueryDict

from members.search.query import engine
from members.search.query.selection import Selection
from members.search.query.view_cache import take

_SHOWN = 5


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
                return [entry.view for entry in take(ids, language, site)]
    return []
