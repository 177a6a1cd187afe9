"""What people decided that values and headings of a file mean, remembered for the next import."""

from members.core.text import fold
from members.models import RememberedReading
from members.publishing.terms import VOCABULARIES

from .columns import CHOICES, by_key

# Of these fields a word means the same in every file; a phone number is one member's.
REMEMBERED = (*VOCABULARIES, *CHOICES, "countries", "languages", "seat_country")
_HEADING, _LONGEST = RememberedReading.HEADING, RememberedReading.LONGEST
_MOST = 5000


def remember(field, readings):
    """Keep {what stands in a file: what is read instead} of a field, over what was kept."""
    if field not in (*REMEMBERED, _HEADING):
        return
    RememberedReading.objects.bulk_create(
        [
            RememberedReading(field=field, written=cell, meaning=meaning[:2000])
            for cell, meaning in _small(readings).items()
        ],
        update_conflicts=True,
        update_fields=["meaning", "remembered_at"],
        unique_fields=["field", "written"],
    )


def _small(readings):
    return {cell.strip().casefold()[:_LONGEST]: meaning for cell, meaning in readings.items()}


def forget(field, cell):
    """Keep nothing of what stands in a file any more."""
    small = cell.strip().casefold()[:_LONGEST]
    RememberedReading.objects.filter(field=field, written=small).delete()


def remembered_values():
    """Return {field: {what stands in a file: what is read instead}}, as an import keeps it."""
    readings = {}
    rows = RememberedReading.objects.exclude(field=_HEADING).order_by("-remembered_at")
    for field, cell, meaning in rows.values_list("field", "written", "meaning")[:_MOST]:
        readings.setdefault(field, {})[cell] = meaning
    return readings


def remember_headings(headings, old, new):
    """Keep what somebody said that columns are, where that is not what was found out."""
    changed = {
        fold(heading): key
        for heading, before, key in zip(headings, old, new, strict=True)
        if key != before and fold(heading)
    }
    remember(_HEADING, changed)


def with_remembered_headings(headings, keys, doubts):
    """Return the keys of columns with those that somebody chose for the same headings.

    Args:
        headings: the texts of a file's headings.
        keys: what was found out about them.
        doubts: {index: why} of those that a person should look at; what was chosen is sure.
    """
    chosen = dict(
        RememberedReading.objects.filter(
            field=_HEADING, written__in=[fold(heading)[:_LONGEST] for heading in headings]
        ).values_list("written", "meaning")
    )
    keys = list(keys)
    for index, heading in enumerate(headings):
        key = chosen.get(fold(heading)[:_LONGEST])
        if key is None or (key and key not in by_key()):
            continue
        if key and key in keys[:index] + keys[index + 1 :]:
            continue
        keys[index] = key
        doubts.pop(index, None)
    return keys
