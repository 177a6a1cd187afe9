"""What every filter knows of itself; `kinds.py` has a class for each kind of values."""

from dataclasses import dataclass

from django.db.models import CharField, Exists, Model, OuterRef, Q
from django.db.models.functions import Cast
from pyroaring import BitMap

_NOBODY = BitMap()


@dataclass(frozen=True, kw_only=True, eq=False)
class Facet:
    """One filter of the directory, for the index, the database and the page alike.

    Attributes:
        name: its parameter in a query string, and its name among a Document's terms.
        label: the heading of its group, which stands before a chosen value too.
        field: the field of the profile that it asks about, or "". Where a member hides that
            field, the filter neither finds nor counts the member.
        column: the path from a Member to its value in the database, "place__slug".
        rows: the model with a row for each value of a member, where a member may have several.
        key: the path from such a row to its value.
        why: how a result says that a word of the search names a value: "Works in %(name)s".
        is_filter: whether readers may filter by it; else it is found by words alone.
        is_suggested: whether its values are suggested while somebody types.
        most_used_first: whether its values stand by use instead of in their own order.
    """

    name: str
    label: str = ""
    field: str = ""
    column: str = ""
    rows: type[Model] | None = None
    key: str = "code"
    why: str = ""
    is_filter: bool = True
    is_suggested: bool = False
    most_used_first: bool = False

    # --- its values ------------------------------------------------------------------
    def labels(self, site, language):
        """Return {value: label} of all values in their order; the language is active.

        Args:
            site: the Site with the vocabularies.
            language: the reader's language code.
        """
        raise NotImplementedError

    def has(self, value, site):
        """Whether a value from a query string is one of them."""
        return value in self.labels(site, site.languages[0])

    def other_names(self, value, site):
        """Return what else people may call a value, for suggestions."""
        return ()

    def values(self, view):
        """Return the values of a PublicMember that the index keeps among its terms."""
        return view.codes(self.field)

    # --- the index -------------------------------------------------------------------
    def sets(self, part):
        """Return {value: BitMap of the members with it} of one part of the index, to count by."""
        return part.segment.terms.get(self.name, {})

    def members(self, part, values):
        """Return the BitMap of one part's members that a choice of values lets through."""
        sets = self.sets(part)
        return BitMap.union(BitMap(), *(sets.get(value, _NOBODY) for value in values))

    # --- the database ----------------------------------------------------------------
    def condition(self, values):
        """Return the condition that a member has one of some values."""
        if self.rows is None:
            return Q(**{f"{self.column}__in": values})
        # A join would list a member twice.
        rows = self.rows.objects.filter(member=OuterRef("pk"), **{f"{self.key}__in": values})
        return Q(Exists(rows))

    def with_value(self, members):
        """Return a queryset's members with their `value`: a row for each value of each."""
        return members.annotate(value=Cast(self.column, CharField()))

    @property
    def shown(self):
        """The condition that a page shows what it asks about; `with_hidden` comes first."""
        return ~Q(hidden_text__contains=f'"{self.field}"') if self.field else Q()
