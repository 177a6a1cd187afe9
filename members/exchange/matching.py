"""Which member each row of a table means. Where that is not sure it is asked, never guessed."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.models import ImportDecision, ImportRow, Member, Proposal
from members.parsing.enterprise_numbers import enterprise_number

from .register import Register, countries_of, differences, entry_of

_Ask, _Choice = ImportRow.Question, ImportDecision.Choice
# From here on another name under a short name is another spelling, not another organisation.
_RENAMED = 60


@dataclass
class Match:
    """What a row means.

    Attributes:
        row: the Row.
        key: the member's key, or None for a new one.
        question: an ImportRow.Question, or "" where it is sure.
        candidates: [(key of a member or minus a row's number, reasons), …] that are asked about.
        left_out: whether somebody decided to leave the row out.
        member: the Member with its parts, once it is fetched.
        pending: whether a proposal of its editors waits.
    """

    row: object
    key: int | None = None
    question: str = ""
    candidates: list = field(default_factory=list)
    left_out: bool = False
    member: object = None
    pending: bool = False


class Matcher:
    """Finds the members of many rows at once, and remembers what the file said already.

    Args:
        decisions: {row number: ImportDecision} of the rows that somebody decided about.
    """

    def __init__(self, decisions=None):
        self._decisions, self.register, self._rows_of = decisions or {}, Register(), {}

    def match(self, rows):
        """Return the Match of each Row, with what is wrong added to the row; five queries."""
        probes = [entry_of(-row.number, _plain(row)) for row in rows]
        keys = {key for probe in probes for key in self.register.named(probe.name)}
        self._countries = countries_of([key for key in keys if key > 0])
        matches = [self._match(row, probe) for row, probe in zip(rows, probes, strict=True)]
        self._fetch(matches)
        return matches

    def _match(self, row, probe):
        decision = self._decisions.get(row.number)
        if decision and decision.choice == _Choice.LEAVE_OUT:
            return Match(row, left_out=True)
        match = self._found(row, probe)
        if decision and decision.choice == _Choice.SAME and decision.member_id:
            match = Match(row, decision.member_id)
        elif decision and decision.choice == _Choice.ANOTHER:
            match = Match(row)
            self._drop_number(row, probe)
        if match.key and not match.question:
            first = self._rows_of.setdefault(match.key, row.number)
            if first != row.number:
                words = _("Row %(row)d is about the same member. Leave one of them out.")
                row.errors.append({"column": "", "message": words % {"row": first}})
        elif match.key is None and not match.question and probe.name:
            self.register.add(probe)
        return match

    def _drop_number(self, row, probe):
        """Leave out the number of a row that is another member, where that number is taken."""
        if probe.number and self.register.with_number(probe.number):
            row.leave_out("enterprise_number", _("Another member has this enterprise number."))
            probe.number = ""

    def _found(self, row, probe):
        """Return the Match of a row by its keys, its name and what looks like it."""
        pointed = self._pointed(row, probe)
        if not pointed:
            return self._by_name(row, probe)
        kind, key = pointed[0]
        others = [(other, [why]) for why, other in pointed[1:] if other != key]
        namesakes = self.register.named(probe.name) if probe.name else []
        if namesakes and key not in namesakes and not self.register.is_name_of(probe.name, key):
            others += [(other, ["same_name"]) for other in namesakes if other > 0]
        candidates = [(key, [kind]), *others]
        if others:
            return Match(row, key, _Ask.KEYS, _merged(candidates))
        if not probe.name or kind == "id" or self.register.is_name_of(probe.name, key):
            return self._sure_or_branch(row, kind, key)
        if kind == "slug" and self.register.likeness(probe.name, key) >= _RENAMED:
            return Match(row, key)
        return Match(row, key, _Ask.RENAMED, candidates)

    def _sure_or_branch(self, row, kind, key):
        slug = row.value("slug")
        if kind == "number" and slug and slug not in self.register.slugs:
            return Match(row, key, _Ask.BRANCH, [(key, ["number"])])
        if kind == "former_slug":
            return Match(row, key, _Ask.RENAMED, [(key, ["former_slug"])])
        return Match(row, key)

    def _pointed(self, row, probe):
        """Return [(kind, key), …] of the members that a row's keys point to, the surest first."""
        register, slug = self.register, row.value("slug")
        keys = [
            ("id", register.uuids.get(row.value("id"))),
            ("slug", register.slugs.get(slug)),
            ("former_slug", register.former_slugs.get(slug)),
            ("number", register.with_number(probe.number) if probe.number else None),
        ]
        return [(kind, key) for kind, key in keys if key is not None and key > 0]

    def _by_name(self, row, probe):
        if not probe.name:
            if not row.errors and not row.value("slug") and not row.value("id"):
                words = _("This row does not say which member it is about.")
                row.errors.append({"column": "", "message": words})
            return Match(row)
        namesakes = self.register.named(probe.name)
        own = bool(row.value("slug") or row.value("id"))
        if len(namesakes) == 1 and namesakes[0] > 0 and not own:
            against = self._against(row, probe, namesakes[0])
            if not against:
                return Match(row, namesakes[0])
            return Match(row, namesakes[0], _Ask.ELSEWHERE, [(namesakes[0], against)])
        candidates = self.register.like(probe)
        if own:  # what has a key of its own is told apart from other rows of the file
            candidates = [(key, why) for key, why in candidates if key > 0]
        if not candidates:
            return Match(row)
        members = [key for key, _why in candidates if key > 0]
        question = _Ask.NAMES if len(namesakes) > 1 else _Ask.ALIKE
        return Match(row, members[0] if members else None, question, candidates)

    def _against(self, row, probe, key):
        against = differences(probe, self.register.entries[key])
        live, stated = self._countries.get(key), set(row.value("countries") or ())
        if live and stated and not live & stated:
            against.append("countries")
        return against

    def _fetch(self, matches):
        keys = {match.key for match in matches if match.key}
        members = Member.objects.with_parts().in_bulk(keys)
        waiting = (Proposal.State.SUBMITTED, Proposal.State.RETURNED)
        proposals = Proposal.objects.filter(member__in=keys, state__in=waiting)
        pending = set(proposals.values_list("member_id", flat=True))
        for match in matches:
            match.member, match.pending = members.get(match.key), match.key in pending


def _merged(candidates):
    """Return candidates with the reasons of each together."""
    reasons_of = {}
    for key, reasons in candidates:
        reasons_of.setdefault(key, []).extend(reason for reason in reasons)
    return [(key, list(dict.fromkeys(reasons))) for key, reasons in reasons_of.items()]


def _plain(row):
    """Return {field: value} of what a row says that members are compared by."""
    plain = {name: row.value(name) for name in _COMPARED if row.value(name)}
    plain["other_names"] = {
        column.language: value
        for column, value in row.values.items()
        if column.field == "other_names" and value
    }
    try:
        plain["enterprise_number"] = enterprise_number(plain.get("enterprise_number", ""))
    except ValidationError:
        plain["enterprise_number"] = ""
    return plain


_COMPARED = (
    "name",
    "aliases",
    "former_names",
    "abbreviation",
    "website",
    "email",
    "phone",
    "city",
    "postal_code",
    "enterprise_number",
)
