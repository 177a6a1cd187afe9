"""What the index keeps of a member, to filter by and to find by words that name it."""

from .directory import FACETS


def terms_of(view):
    """Return {name of a Facet: [value, …]} of a PublicMember; nothing of what it hides."""
    values = {facet.name: facet.values(view) for facet in FACETS}
    return {name: terms for name, terms in values.items() if terms}
