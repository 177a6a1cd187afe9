"""What was edited since a translation was right, as a difference that a person can read."""

from dataclasses import dataclass

from members.models import BehindText
from members.presenting.diff import diff


@dataclass(frozen=True)
class Lag:
    """One text that is behind, with what happened meanwhile.

    Attributes:
        text: the BehindText.
        fields: FieldDiffs of the source since then: one.
    """

    text: BehindText
    fields: list


def lags_of(member, languages, only=""):
    """Return the Lags of a member's texts that are behind; two queries, however many.

    Args:
        member: the Member, with its parts where focus areas are behind.
        languages: the codes of the federation's languages.
        only: one of them, to leave out the others.
    """
    codes = [only] if only else list(languages)
    texts = list(member.behind_texts.open().filter(language__in=codes))
    if not texts:
        return []
    since = min(text.since for text in texts)
    revisions = member.revisions.filter(number__gt=since).order_by("number")
    edits = list(revisions.values_list("number", "changes"))
    return [Lag(text, _difference(text, edits)) for text in texts]


def _difference(text, edits):
    changes = [
        changes[text.field]
        for number, changes in edits
        if number > text.since and text.field in changes
    ]
    if not changes:
        return []
    source = lambda value: _in_language(text.field, value, text.source)  # noqa: E731
    return diff({text.field: {"old": source(changes[0]["old"]), "new": source(changes[-1]["new"])}})


def _in_language(field, value, code):
    """Return a field's plain value with one language only."""
    if field != "focus_areas":
        return _only(value or {}, code)
    parts = ("title", "description")
    return [
        area | {part: _only(area.get(part) or {}, code) for part in parts} for area in value or []
    ]


def _only(texts, code):
    return {code: texts[code]} if code in texts else {}
