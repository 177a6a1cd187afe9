"""The page of the yearly check: every piece of the profile, what is in doubt first."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.fields import names
from members.freshness.yearly_check.doubts import doubts
from members.presenting.countries import language_name
from members.presenting.diff import FieldDiff, diff
from members.presenting.labels import Labels, field_label
from members.publishing import values
from members.publishing.policy import DIRECT, proposable

from . import field_parts
from .forms import groups_of
from .parts import Step, steps_of

# A point on the map says nothing to a person; the address beside it does.
_NOT_ASKED = {"latitude", "longitude", "precision"}
# These are changed in the workspace: they need lists, pictures or a map beside them.
_NEEDS_ROOM = {
    "focus_areas",
    "logo",
    "themes",
    "countries",
    "street_address",
    "postal_code",
    "city",
    "place",
    *names(lambda field: field.shape),
}
# A piece with more text than this is folded up.
_LONG = 400
RIGHT, CHANGE = "right", "change"
HERE, WORKSPACE, STAFF = "here", "workspace", "staff"


@dataclass
class Row:
    """One piece of the profile with its two answers.

    Attributes:
        cell: its name, as in `cells`.
        label: its name for people, with the language where it is a text.
        value: its plain value.
        language: the code of the text's language, or "".
        step: the Step on which an editor changes it.
        field: a FieldDiff from nothing to what is there; None where it is empty.
        doubts: sentences that say why it is asked about first.
        way: where it is changed: HERE, in the WORKSPACE, or by STAFF, who are told.
        is_direct: whether a change made here goes live at once.
        answer: RIGHT, CHANGE, or "" where nothing is chosen yet.
        is_unanswered: whether an answer was expected and did not come.
        input: the bound field for what should stand there instead, or for what is right.
        errors: what is wrong with it.
    """

    cell: str
    label: str
    value: Any
    language: str
    step: Step
    field: FieldDiff | None
    doubts: list = field(default_factory=list)
    way: str = STAFF
    is_direct: bool = False
    answer: str = ""
    is_unanswered: bool = False
    input: Any = None
    errors: list = field(default_factory=list)

    @property
    def name(self):
        """publish()'s name of the field."""
        return field_parts.parse(self.cell)[0]

    @property
    def input_name(self):
        """The name of its answer's control."""
        return f"is-{self.cell}"

    @property
    def text_name(self):
        """The name of the control for what should stand there instead."""
        return f"to-{self.cell}"

    @cached_property
    def text(self):
        """All that it says, in one line."""
        rows = self.field.rows if self.field else ()
        if self.field and self.field.logos:
            return _("There is one")
        joins = (", " if row.is_list else "" for row in rows)
        return ", ".join(
            join.join(part.text for part in row.parts)
            for join, row in zip(joins, rows, strict=True)
        )

    @property
    def groups(self):
        """The boxes of a control that has many of them, in groups."""
        return groups_of(self.input) if self.name == "languages" and self.input else None

    @property
    def is_long(self):
        """Whether it is folded up until somebody wants to read it."""
        return len(self.text) > _LONG


def rows_of(member, site):
    """Return the Rows of a member's page: what is in doubt, then the rest in order.

    Args:
        member: the Member, with its parts.
        site: the Site.
    """
    policies = proposable(member)
    live, labels = values.read(member), Labels()
    why = doubts(member, site.languages)
    rows = []
    for step in steps_of(site.languages):
        for cell in field_parts.cells_of(step, values.FIELDS, site.languages):
            name, language = field_parts.parse(cell)
            value = field_parts.read(cell, live)
            if name in _NOT_ASKED or name in member.hidden_fields:
                continue
            if field_parts.is_blank(value) and cell not in why:
                continue
            new = {language: value} if language and value else ({} if language else value)
            field_diff = diff({name: {"old": None, "new": new}}, labels)[0] if value else None
            row = Row(
                cell,
                _label(name, language, field_diff),
                value,
                language,
                step,
                field_diff,
                why.get(cell, []),
                _way(name, policies),
            )
            row.is_direct = policies.get(name) == DIRECT
            rows.append(row)
    return sorted(rows, key=lambda row: not row.doubts)


def _way(name, policies):
    if name not in policies:
        return STAFF
    return WORKSPACE if name in _NEEDS_ROOM else HERE


def _label(name, language, field_diff):
    label = field_diff.label if field_diff else field_label(name)
    if not language:
        return label
    return _("%(field)s in %(language)s") % {
        "field": label,
        "language": language_name(language, get_language()),
    }


@dataclass
class PartRows:
    """The rows of one part of the profile that are not in doubt: folded up, with what they say."""

    part: Any
    rows: list

    @property
    def is_open(self):
        """Whether something in it was to be changed."""
        return any(row.answer == CHANGE for row in self.rows)


def by_part(rows):
    """Return the PartRows of some Rows, in order."""
    parts = {}
    for row in rows:
        parts.setdefault(row.step.part.key, PartRows(row.step.part, [])).rows.append(row)
    return list(parts.values())
