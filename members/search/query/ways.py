"""Ways out of an empty result: what to leave out of it, and how many members that shows."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from . import engine
from .facets import group_labels, option_label

_MOST = 8


@dataclass(frozen=True)
class WayOut:
    """A constraint that could be dropped, and how many members that would show."""

    label: str
    url: str
    total: int


def ways_out(selection, site, language):
    """Return the WayOuts of a Selection that finds nothing, the one that shows most first."""
    options = list(_droppable(selection, site, language))[:_MOST]
    totals = engine.totals([rest for _label, rest in options], site)
    ways = [
        WayOut(label, f"?{rest.querystring()}", total)
        for (label, rest), total in zip(options, totals, strict=True)
        if total
    ]
    return sorted(ways, key=lambda way: -way.total)


def _droppable(selection, site, language):
    """Yield (what is dropped, the Selection without it) for each constraint."""
    start = replace(selection, page=1)
    words = selection.typed.split()
    for n, word in enumerate(words if len(words) > 1 else []):
        rest = " ".join(words[:n] + words[n + 1 :])
        yield _("without the word “%(word)s”") % {"word": word}, replace(start, typed=rest)
    for group, values in selection.groups.items():
        named = ", ".join(option_label(group, value, site, language) for value in values)
        label = f"{group_labels(language)[group]}{_(':')} {named}"
        yield _("without the filter “%(filter)s”") % {"filter": label}, start.without_group(group)
    if selection.words and selection.groups:
        yield _("without the search text"), start.without_words()
        yield _("without any filter"), replace(start, groups={})
