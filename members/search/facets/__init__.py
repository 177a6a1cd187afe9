"""The directory's filters: one Facet each, from which index, database and pages derive."""

from .directory import BY_NAME, FACETS, FILTERS, LISTED, NAMES, PARAMETERS
from .narrowing import narrowed, with_hidden
from .terms import terms_of

__all__ = [
    "BY_NAME",
    "FACETS",
    "FILTERS",
    "LISTED",
    "NAMES",
    "PARAMETERS",
    "narrowed",
    "terms_of",
    "with_hidden",
]
