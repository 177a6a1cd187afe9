"""The kinds of filters, by what their values are."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from django.db.models import CharField, Q, Value

from members.models import Member
from members.parsing.collation import in_order
from members.presenting.freshness import fresh_since

from .facet import Facet

YES = "1"


@dataclass(frozen=True, kw_only=True, eq=False)
class VocabularyFacet(Facet):
    """Terms that staff keep, by their slugs: one column or rows of them."""

    def labels(self, site, language):
        terms = site.vocabularies[self.name]
        return {slug: site.label(term, language) for slug, term in terms.items()}

    def has(self, value, site):
        return value in site.vocabularies[self.name]

    def other_names(self, value, site):
        term = site.vocabularies[self.name][value]
        synonyms = getattr(term, "synonyms", {}).values()
        return [*term.name.values(), *chain.from_iterable(synonyms)]


@dataclass(frozen=True, kw_only=True, eq=False)
class CodeFacet(Facet):
    """Codes of a standard, such as countries, by their names in the reader's language.

    Attributes:
        names: returns {code: name} in a language.
        knows: whether there is such a code.
        all_names: returns what a code is called in any language.
    """

    names: Callable
    knows: Callable
    all_names: Callable = lambda code: ()

    def labels(self, site, language):
        return dict(in_order(self.names(language).items(), key=lambda pair: pair[1]))

    def has(self, value, site):
        return self.knows(value)

    def other_names(self, value, site):
        return sorted(self.all_names(value))


@dataclass(frozen=True, kw_only=True, eq=False)
class ChoiceFacet(Facet):
    """The choices of a column of the member."""

    def __post_init__(self):
        object.__setattr__(self, "column", self.column or self.field)

    def labels(self, site, language):
        choices = Member._meta.get_field(self.column).flatchoices
        return {str(value): str(label) for value, label in choices}


@dataclass(frozen=True, kw_only=True, eq=False)
class FlagFacet(Facet):
    """What a member is or is not: one tick box.

    Attributes:
        text: the words beside it.
        is_so: whether a PublicMember is.
        when: returns the condition that a member in the database is.
    """

    text: str
    when: Callable
    is_so: Callable = bool

    def labels(self, site, language):
        return {YES: str(self.text)}

    def values(self, view):
        return [YES] if self.is_so(view) else []

    def condition(self, values):
        return self.when() if YES in values else Q(pk__in=[])

    def with_value(self, members):
        return members.filter(self.when()).annotate(value=Value(YES, CharField()))


@dataclass(frozen=True, kw_only=True, eq=False)
class ConfirmedFacet(FlagFacet):
    """Members that were confirmed of late: the index knows the days, as time passes without it."""

    def values(self, view):
        return []

    def sets(self, part):
        return {YES: part.confirmed_since(fresh_since().toordinal())}
