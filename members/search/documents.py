"""What of a member can be found by words: made from public_view() and nothing else."""

from members.presenting import public_view

from .analyse import fold


def search_text(member, site):
    """Return the folded words of a member in all languages; "" where it is not public.

    Names of themes, countries, places and the like are not in it: the query looks those up
    in the vocabularies, so that a renamed theme needs no member to be written again.
    """
    parts = []
    for language in site.languages:
        view = public_view(member, language, site)
        if view is None:
            return ""
        parts += [text for text in _texts(view) if text]
    return " | ".join(dict.fromkeys(map(fold, parts)))


def _texts(view):
    """Yield the words of one view: strings, empty ones included."""
    yield from (view.name, view.abbreviation, *view.former_names, view.local_name)
    yield from (view.website_label, view.city, view.enterprise_number)
    yield view.enterprise_number.replace(".", "")
    for text in (*view.other_names, view.summary, view.mission):
        yield text.text if text else ""
    for focus_area in view.focus_areas:
        for text in focus_area.values():
            yield text.text if text else ""
