"""Which translations are behind: worked out edit by edit, from what each one changed.

No language is the source for good. Whoever edits a text in a language that is not behind moves it
on, and that language is the source; where several were edited at once, the first of the
federation's. Every other language that has the text is then one edit behind, until its own text is
edited, somebody says that it is still right, or the edits are undone.
"""

import zlib

FIELDS = ("summary", "mission", "focus_areas")


def texts_of(field, value):
    """Return {language: what its readers read} of a field's plain value, blank ones left out."""
    if field != "focus_areas":
        return {code: text for code, text in (value or {}).items() if text}
    texts = {}
    # By their ids: another order is no other text.
    for area in sorted(value or [], key=lambda area: area["id"]):
        for part in ("title", "description"):
            for code, text in (area.get(part) or {}).items():
                texts.setdefault(code, []).append(f"{area['id']} {part} {text}")
    return {code: "\n".join(parts) for code, parts in texts.items()}


def after(behind, old, new, number, languages):
    """Return which languages are behind after an edit: {language: entry}.

    Args:
        behind: the same before it. An entry is a dict of `edits` (how many it lacks), `since`
            (the revision in which it was right), `source` (the language edited last), `marks`
            ({language: mark of its text in that revision}) and `settled` (somebody said that it
            is right all the same).
        old: {language: text} before, as of `texts_of`.
        new: {language: text} after.
        number: the number of the revision that the edit makes.
        languages: the codes of the federation's languages, in order.
    """
    edited = [code for code in languages if code in new and new[code] != old.get(code)]
    # A text that is new, or was behind, catches up; the others move on.
    late = {code for code, entry in behind.items() if not entry.get("settled")}
    leaders = [code for code in edited if code in old and code not in late]
    stay = [code for code in languages if code in new and code not in edited]
    entries = {code: behind[code] for code in stay if code in behind}
    if leaders:
        marks = {code: mark(old[code]) for code in leaders}
        entries = {code: _moved_on(entries.get(code), marks, number) for code in stay}
    return {code: entry for code, entry in entries.items() if _lacks(entry, new)}


def _moved_on(entry, marks, number):
    if entry is None or entry.get("settled"):
        entry = {"edits": 0, "since": number - 1, "marks": {}}
    return {
        "edits": entry["edits"] + 1,
        "since": entry["since"],
        "source": next(iter(marks)),
        "marks": marks | entry["marks"],
    }


def _lacks(entry, new):
    # An edit that was undone leaves nothing to follow, nor does a text that is gone.
    return any(code in new and mark(new[code]) != was for code, was in entry["marks"].items())


def mark(text):
    """Return what tells a text from others in eight signs."""
    return f"{zlib.crc32(text.encode()):08x}"


def replayed(revisions, languages):
    """Return {(field, language): entry} after some revisions.

    Args:
        revisions: (number, changes) pairs of one member, the oldest first.
        languages: the codes of the federation's languages, in order.
    """
    behind = {field: {} for field in FIELDS}
    for number, changes in revisions:
        for field in FIELDS:
            if field in changes:
                old, new = (texts_of(field, changes[field][side]) for side in ("old", "new"))
                behind[field] = after(behind[field], old, new, number, languages)
    return {
        (field, code): entry for field, entries in behind.items() for code, entry in entries.items()
    }
