"""Reading many rows without holding them all, while others are written."""

BATCH = 500


def in_batches(queryset, size=BATCH):
    """Yield (how many in all so far, list of rows) of a queryset, by primary key.

    Each batch is a query of its own, which begins behind the last row: whatever the caller
    writes meanwhile shifts nothing, and no more than one batch is in memory.
    """
    total, last = 0, 0
    while rows := list(queryset.filter(pk__gt=last).order_by("pk")[:size]):
        total, last = total + len(rows), rows[-1].pk
        yield total, rows
