"""Who bears which of staff's own labels: no revision tells it, so the rows themselves are asked."""

from collections import defaultdict

from django.db.models import Count, Sum
from pyroaring import BitMap

from members.models import Label

_through = Label.members.through.objects


def with_labels(index):
    """Return [{label's key as text: BitMap}, …], one for each part of an Index.

    The rows are read again when they have changed: each one given or taken away gives another
    number of rows or another sum of their keys.
    """
    state = _through.aggregate(rows=Count("pk"), keys=Sum("pk"))
    if index.labels is None or index.labels[0] != state:
        index.labels = state, list(_through.values_list("label", "member"))
    rows = index.labels[1]
    for part in index.parts:
        if getattr(part, "labels", (None,))[0] is not rows:
            part.labels = rows, _numbered(part.segment, rows)
    return [part.labels[1] for part in index.parts]


def _numbered(segment, rows):
    pks = {member for _label, member in rows}
    numbers = {pk: n for n, pk in enumerate(segment.pks) if pk in pks} if pks else {}
    labelled = defaultdict(BitMap)
    for label, member in rows:
        if member in numbers:
            labelled[str(label)].add(numbers[member])
    return dict(labelled)
