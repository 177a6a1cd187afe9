"""crossed(): how many members have one value of one group and one of another, of each pair."""

from collections import Counter

from django.db.models import Count

from members.search.facets import BY_NAME
from members.search.indexing.reader import locked_index

from . import database
from .engine import member_sets


def crossed(selection, site, rows, columns):
    """Return {(value, value): members} of the pairs that any member found by a Selection has.

    Args:
        selection: the Selection.
        site: the Site to answer from.
        rows: [the name of a group, its values that are asked for].
        columns: the same of another group.
    """
    with locked_index(site) as index:
        if index is not None:
            return _by_index(member_sets(selection, site, index), rows, columns)
    return _by_database(selection, site, rows, columns)


def _by_index(sets, rows, columns):
    counts = Counter()
    for part, members in sets:
        across = _sets(part, *columns)
        for value, holders in _sets(part, *rows).items():
            shared = members & holders
            if shared:
                for other, others in across.items():
                    counts[value, other] += shared.intersection_cardinality(others)
    return +counts


def _sets(part, group, values):
    sets = BY_NAME[group].sets(part)
    return {value: sets[value] for value in values if value in sets}


def _by_database(selection, site, rows, columns):
    (group, values), (other, others) = rows, columns
    row, column = BY_NAME[group], BY_NAME[other]
    pairs = (
        database.matching(selection, site)
        .filter(row.shown, column.shown)
        .filter(**{f"{row.column}__in": values, f"{column.column}__in": others})
        .values_list(row.column, column.column)
        .annotate(members=Count("pk", distinct=True))
        .order_by()
    )
    return {(value, other): members for value, other, members in pairs}
