"""The directory as it was at a moment, worked out from the revisions since."""

from itertools import groupby, islice

from django.db.models import Count, Max

from members.models import Member, Revision
from members.publishing import values

from .columns import columns
from .exporting import row_of, table

_BATCH = 200


def export_as_of(moment, kind, language=None, separator=","):
    """Yield the bytes of a table of all members as they were at a moment.

    Args:
        moment: an aware datetime; what was published at that very moment counts.
        kind, language, separator: as of `exporting.export`.
    """
    chosen = columns(_most_areas(moment))
    rows = (row_of(str(member.uuid), state, chosen) for member, state in states_at(moment))
    return table(chosen, rows, kind, language, separator)


def states_at(moment):
    """Yield (Member, {field: value at that moment}) of all that there were, by today's name.

    The newest values are undone revision by revision, a batch of members at a time.
    """
    pks = Member.objects.order_by("sort_name", "pk").values_list("pk", flat=True)
    following = iter(list(pks))
    while batch := list(islice(following, _BATCH)):
        members = Member.objects.with_parts().in_bulk(batch)
        undone = _undone(batch, moment)
        for pk in batch:
            changes, existed = undone.get(pk, ({}, True))
            if existed:
                yield members[pk], values.read(members[pk]) | changes


def _undone(pks, moment):
    """Return {member: ({field: value then}, whether it existed)} of those that changed since."""
    since = Revision.objects.filter(member__in=pks, created_at__gt=moment)
    rows = since.order_by("member", "-number").values_list("member", "number", "changes")
    undone = {}
    for pk, revisions in groupby(rows.iterator(chunk_size=_BATCH), key=lambda row: row[0]):
        changes, first = {}, 0
        for _pk, number, changed in revisions:
            changes |= {name: change["old"] for name, change in changed.items()}
            first = number
        undone[pk] = changes, first > 1
    return undone


def _most_areas(moment):
    now = Member.objects.annotate(n=Count("focus_areas")).aggregate(most=Max("n"))["most"] or 0
    since = Revision.objects.filter(created_at__gt=moment, changes__has_key="focus_areas")
    then = since.values_list("changes__focus_areas__old", flat=True).iterator()
    return max(now, max((len(areas) for areas in then), default=0))
