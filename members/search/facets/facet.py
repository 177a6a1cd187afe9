"""What every filter knows of itself; `kinds.py` has a class for each kind of values."""

from dataclasses import dataclass
from functools import reduce

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
        may_ask_all: whether readers may ask for members with all of its chosen values.
        is_listed: whether its values stand on the page to be ticked.
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
    may_ask_all: bool = False
    is_listed: bool = True

    # --- the address -----------------------------------------------------------------
    @property
    def parameters(self):
        """The names that it has in a query string."""
        return (self.name, self.all_name) if self.may_ask_all else (self.name,)

    @property
    def all_name(self):
        """The parameter that asks for all of the chosen values: "theme-all=1"."""
        return f"{self.name}-all"

    def asked(self, params):
        """Return the values that a QueryDict asks for, known or not, without doubles."""
        return dict.fromkeys(value for value in params.getlist(self.name) if value)

    def pairs(self, values):
        """Return the (parameter, text) pairs of some values in an address."""
        return [(self.name, value) for value in sorted(values)]

    def typed(self, value):
        """Return a value as a reader asked for it."""
        return value

    # --- its values ------------------------------------------------------------------
    def labels(self, site, language):
        """Return {value: label} of all values in their order; the language is active.

        Args:
            site: the Site with the vocabularies.
            language: the reader's language code.
        """
        raise NotImplementedError

    def wider(self, language):
        """Return {value: label} of values that each stand for several others: continents."""
        return {}

    def called(self, value, language):
        """Return the label of a value that stands in no list; the language is active."""
        return value

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

    def wider_sets(self, part):
        """Return {wider value: BitMap of the members with any of what it stands for}."""
        return {}

    def members(self, part, values):
        """Return the BitMap of one part's members that have any of some values."""
        sets = self.sets(part) | self.wider_sets(part)
        return BitMap.union(BitMap(), *(sets.get(value, _NOBODY) for value in values))

    def members_with_all(self, part, values):
        """Return the BitMap of one part's members that have all of some values."""
        return reduce(BitMap.__and__, (self.members(part, [value]) for value in values))

    # --- the database ----------------------------------------------------------------
    def condition(self, values):
        """Return the condition that a member has one of some values."""
        if self.rows is None:
            return Q(**{f"{self.column}__in": values})
        # A join would list a member twice.
        rows = self.rows.objects.filter(member=OuterRef("pk"), **{f"{self.key}__in": values})
        return Q(Exists(rows))

    def value_rows(self, members):
        """Return querysets of the members with their `value`, which are counted together."""
        return [self.with_value(members)]

    def with_value(self, members):
        """Return a queryset's members with their `value`: a row for each value of each."""
        return members.annotate(value=Cast(self.column, CharField()))

    @property
    def shown(self):
        """The condition that a page shows what it asks about; `with_hidden` comes first."""
        return ~Q(hidden_text__contains=f'"{self.field}"') if self.field else Q()
