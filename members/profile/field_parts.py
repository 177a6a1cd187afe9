"""The smallest pieces that two colleagues can edit without meeting.

A cell is one field ("phone"), or one language of a field with texts ("summary-nl"), so that
nobody who writes French is in the way of one who writes Dutch.
"""

from members.presenting.diff import TEXTS
from members.publishing.values import digest, is_blank

from .parts import Step


def cells_of(step, allowed, languages):
    """Return the names of the cells that a Step's page edits, in order.

    Args:
        step: the Step.
        allowed: the fields that this member's editors may touch.
        languages: the codes of the federation's languages.
    """
    names = []
    for field in step.part.fields:
        if field not in allowed:
            continue
        codes = _languages(step, field, languages)
        names += [f"{field}-{code}" for code in codes] if codes else [field]
    return names


def _languages(step: Step, field, languages):
    if field not in TEXTS:
        return ()
    return (step.language,) if step.language else languages


def parse(cell):
    """Return (field, language) of a cell's name; the language is "" for a whole field."""
    field, _dash, language = cell.partition("-")
    return field, language


def read(cell, values):
    """Return the value of one cell from {field: plain value}."""
    field, language = parse(cell)
    return (values[field] or {}).get(language, "") if language else values[field]


def merged(cells, values):
    """Return {field: plain value} of some cells, with the languages that they do not name kept.

    Args:
        cells: {cell: value}.
        values: {field: plain value} of the whole profile.
    """
    fields = {}
    for cell, value in cells.items():
        field, language = parse(cell)
        if not language:
            fields[field] = value
            continue
        texts = fields.setdefault(field, dict(values[field] or {}))
        texts.pop(language, None)
        if value:
            texts[language] = value
    return fields


__all__ = ["cells_of", "digest", "is_blank", "merged", "parse", "read"]
