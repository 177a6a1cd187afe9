"""The page of the yearly check: every piece of the profile, what is in doubt first."""

from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.freshness.doubts import doubts
from members.presenting.countries import language_name
from members.presenting.diff import FieldDiff, diff
from members.presenting.labels import Labels, field_label
from members.publishing import values
from members.publishing.policy import proposable

from . import cells
from .parts import Part, steps_of

# A point on the map says nothing to a person; the address beside it does.
_NOT_ASKED = {"latitude", "longitude", "precision"}
# A piece with more text than this is folded up.
_LONG = 400
RIGHT, CHANGE = "right", "change"


@dataclass
class Row:
    """One piece of the profile with its two answers.

    Attributes:
        cell: its name, as in `cells`.
        label: its name for people, with the language where it is a text.
        language: the code of the text's language, or "".
        part: the Part that it belongs to.
        field: a FieldDiff from nothing to what is there; None where it is empty.
        doubts: sentences that say why it is asked about first.
        url: the page on which an editor changes it; "" where only staff can.
        answer: RIGHT, CHANGE, or "" where nothing is chosen yet.
        is_unanswered: whether an answer was expected and did not come.
    """

    cell: str
    label: str
    language: str
    part: Part
    field: FieldDiff | None
    doubts: list = field(default_factory=list)
    url: str = ""
    answer: str = ""
    is_unanswered: bool = False

    @property
    def input_name(self):
        """The name of its two radio buttons."""
        return f"is-{self.cell}"

    @property
    def is_long(self):
        """Whether it is folded up until somebody wants to read it."""
        rows = self.field.rows if self.field else ()
        return sum(len(part.text) for row in rows for part in row.parts) > _LONG


def rows_of(member, site, answers=None):
    """Return the Rows of a member's page: what is in doubt, then the rest in order.

    Args:
        member: the Member, with its parts.
        site: the Site.
        answers: request.POST, or None where nothing was sent yet.
    """
    allowed = proposable(member)
    live, labels = values.read(member), Labels()
    why = doubts(member, site.languages)
    rows = []
    for step in steps_of(site.languages):
        for cell in cells.cells_of(step, values.FIELDS, site.languages):
            name, language = cells.parse(cell)
            value = cells.read(cell, live)
            if name in _NOT_ASKED or name in member.hidden_fields:
                continue
            if cells.is_blank(value) and cell not in why:
                continue
            new = {language: value} if language and value else ({} if language else value)
            found = diff({name: {"old": None, "new": new}}, labels)[0] if value else None
            url = step.url(member) if name in allowed else ""
            row = Row(cell, _label(name, language, found), language, step.part, found,
                      why.get(cell, []), url)  # fmt: skip
            _answer(row, answers)
            rows.append(row)
    return sorted(rows, key=lambda row: not row.doubts)


def _label(name, language, found):
    label = found.label if found else field_label(name)
    if not language:
        return label
    return _("%(field)s in %(language)s") % {
        "field": label, "language": language_name(language, get_language()),
    }  # fmt: skip


def _answer(row, answers):
    """Give a Row its answer: what is not in doubt counts as right until somebody says otherwise."""
    given = answers.get(row.input_name) if answers else None
    row.answer = given if given in (RIGHT, CHANGE) else "" if row.doubts else RIGHT
    row.is_unanswered = answers is not None and not row.answer
