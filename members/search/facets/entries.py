"""Filters by what the entries of a list are, of those that have not ended."""

from dataclasses import dataclass

from django.db.models import CharField, Q, Value
from django.utils import timezone
from pyroaring import BitMap

from members.fields import BY_NAME
from members.models import Member

from .facet import Facet

_BETWEEN = "@"


@dataclass(frozen=True, kw_only=True, eq=False)
class EntryFacet(Facet):
    """The choices of one piece of the entries of a field, such as what an offer is.

    An entry ends while nobody writes, so that the index keeps each value with its last day
    ("job@2027-06-30", "job@" for none) and looks at the day when it is asked. The database, which
    answers while the index is being built, reads the lists of the members that have any.

    Attributes:
        piece: the key of the piece.
    """

    piece: str

    @property
    def _shape(self):
        return BY_NAME[self.field].shape

    def labels(self, site, language):
        piece = next(one for one in self._shape.pieces if one.key == self.piece)
        return {code: str(label) for code, label in piece.choices}

    def values(self, view):
        entries = [entry.codes for entry in view.entries(self.field)]
        ends = self._shape.ends
        values = (f"{one[self.piece]}{_BETWEEN}{one.get(ends, '')}" for one in entries)
        return list(dict.fromkeys(values))

    def sets(self, part):
        today, sets = timezone.localdate().isoformat(), {}
        for value, members in super().sets(part).items():
            code, _at, end = value.partition(_BETWEEN)
            if not end or end >= today:
                sets[code] = sets.get(code, BitMap()) | members
        return sets

    def condition(self, values):
        rows = Member.objects.exclude(**{self.field: []}).values_list("pk", self.field)
        return Q(pk__in=[pk for pk, entries in rows if self._has(entries, values)])

    def _has(self, entries, values):
        current = (entry for entry in entries if not self._shape.has_ended(entry))
        return any(entry.get(self.piece) in values for entry in current)

    def value_rows(self, members):
        return [
            members.filter(self.condition([code])).annotate(value=Value(code, CharField()))
            for code in self.labels(None, "")
        ]
