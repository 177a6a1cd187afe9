"""What one look at a part of the site says."""

from dataclasses import dataclass, field

from django.utils.functional import Promise

OK, WARNING, FAILED = "ok", "warning", "failed"


@dataclass(frozen=True)
class Check:
    """The state of one part.

    Attributes:
        name: as machines know it.
        label: what staff call it.
        state: OK, WARNING (a person should look at it this week) or FAILED (today).
        words: the finding in the reader's language, one sentence.
        facts: {name: number, text, moment or None} for machines.
    """

    name: str
    label: str | Promise
    state: str
    words: str
    facts: dict = field(default_factory=dict)
