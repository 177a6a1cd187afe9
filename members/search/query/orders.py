"""The orders in which a list can stand, as a page offers them."""

from functools import lru_cache

from django.utils.translation import gettext_lazy, override

from .filter_groups import Option

# The first that can be chosen is the one that stands without a choice.
_LABELS = {
    "relevance": gettext_lazy("Relevance"),
    "near": gettext_lazy("Nearest first"),
    "name": gettext_lazy("Name, A to Z"),
    "-confirmed": gettext_lazy("Most recently confirmed"),
}


@lru_cache(maxsize=8)
def order_labels(language):
    """Return {order: its name} in a language."""
    with override(language):
        return {order: str(label) for order, label in _LABELS.items()}


def orders_of(selection, language):
    """Return the orders of a Selection as Options, the one without a choice first."""
    return [
        Option(order, label, selected=order == selection.sort)
        for order, label in order_labels(language).items()
        if _fits(order, selection)
    ]


def _fits(order, selection):
    if order == "near":
        return "near" in selection.groups
    return order != "relevance" or selection.words
