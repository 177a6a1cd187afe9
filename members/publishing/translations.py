"""Keeps, with every publish, which translations are behind (members.models.drift)."""

from members.models import BehindText, drift

_KEPT = ("edits", "since", "source", "marks")


def follow(revision, languages):
    """Bring the rows of a revision's member up to date with what it changed.

    A revision that touches no text asks nothing of the database, nor does a member's first.
    """
    fields = [field for field in drift.FIELDS if field in revision.changes]
    if not fields or revision.number == 1:
        return
    rows = BehindText.objects.filter(member=revision.member_id, field__in=fields)
    by_field = {field: {} for field in fields}
    for row in rows:
        by_field[row.field][row.language] = row
    for field in fields:
        change = revision.changes[field]
        old, new = (drift.texts_of(field, change[side]) for side in ("old", "new"))
        before = {code: _entry(row) for code, row in by_field[field].items()}
        behind = drift.after(before, old, new, revision.number, languages)
        _write(revision.member_id, field, by_field[field], before, behind)


def _entry(row):
    return {name: getattr(row, name) for name in _KEPT} | {"settled": row.settled_at is not None}


def _write(member, field, rows, before, behind):
    obsolete = [row.pk for code, row in rows.items() if code not in behind]
    if obsolete:
        BehindText.objects.filter(pk__in=obsolete).delete()
    for code, entry in behind.items():
        if entry != before.get(code):
            values = {name: entry[name] for name in _KEPT}
            values |= {"settled_by": None, "settled_at": None}
            BehindText.objects.update_or_create(
                member_id=member, field=field, language=code, defaults=values
            )
