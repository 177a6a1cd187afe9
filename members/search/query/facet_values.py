"""All values of one filter group: for those with too many to stand beside the list."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from members.core.text import fold
from members.parsing.collation import collation_key
from members.presenting.numbers import number
from members.search.facets import BY_NAME

from . import engine
from .filter_groups import group_labels, labels_of, options_of
from .selection import Selection

MOST = 200


@dataclass(frozen=True)
class Values:
    """The values of a group as a page shows them.

    Attributes:
        group: its name in the query string.
        label: its name.
        options: Options, those that are chosen first and then by name, at most 200.
        total: how many there are, shown or not.
        selection: the Selection in which they are chosen.
        wanted: the part of a name that was looked for.
    """

    group: str
    label: str
    options: list
    total: int
    selection: Selection
    wanted: str

    @property
    def total_shown(self):
        """The total as a reader writes it."""
        return number(self.total)

    @property
    def others(self):
        """The (name, value) pairs of the search without this group's choice."""
        return parse_qsl(self.selection.without_group(self.group).querystring())


def values_of(group, params, language, site):
    """Return the Values of a group that any member has, narrowed to a part of their names.

    Args:
        group: one of selection's groups.
        params: a QueryDict: a search, and `find`, a part of a name.
        language: the reader's language code.
        site: the Site to answer from.

    Raises:
        KeyError: for an unknown group.
        PageNotFound: as Selection.parse().
    """
    label, names = group_labels(language)[group], labels_of(site, language)[group]
    if not BY_NAME[group].is_listed:
        raise KeyError(group)
    selection = replace(Selection.parse(params, site), page=1)
    chosen, used = selection.groups.get(group, ()), engine.used(site).get(group, {})
    typed = params.get("find", "").strip()[:80]
    words = fold(typed).split()
    others = [
        value
        for value, name in names.items()
        if value in used and value not in chosen and all(word in fold(name) for word in words)
    ]
    others.sort(key=lambda value: collation_key(names[value]))
    values = [*(value for value in chosen if value in names), *others]
    result, without = engine.find(selection, site, 0, 0), engine.without_each(selection, site)
    options = options_of(group, names, (selection, result, without), values[:MOST])
    return Values(group, label, options, len(values), selection, typed)
