"""What the entries of the profile's lists are made of."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .entries import Piece, Shape
from .entries_form import CHOICE, DAY, LINK, TEXTS, YEAR

OFFERS_OF = (
    ("volunteer", _("Volunteering")),
    ("school", _("Workshop or school visit")),
    ("job", _("Job or internship")),
    ("material", pgettext_lazy("exhibitions, games, lessons", "Material to borrow")),
    ("give", _("Give goods or money")),
    ("partner", _("Work together")),
)
OFFERS = Shape(
    (
        Piece("kind", _("What it is"), CHOICE, is_required=True, choices=OFFERS_OF),
        Piece("text", _("In one sentence"), TEXTS, is_required=True, max_length=200),
        Piece("url", _("Where to read more"), LINK),
        Piece("until", _("Valid until"), DAY, may_lie_ahead=True),
    ),
    ends="until",
)
RECOGNITIONS = Shape(
    (
        Piece("name", _("Label or recognition"), is_required=True),
        Piece("by", pgettext_lazy("a recognition", "Given by")),
        Piece("url", _("Where it can be checked"), LINK),
        Piece("until", _("Valid until"), DAY, may_lie_ahead=True),
    ),
    ends="until",
)
AFFILIATIONS = Shape(
    (
        Piece("name", _("Federation or network"), is_required=True),
        Piece("url", _("Its website"), LINK),
        Piece("since", _("Member since (year)"), YEAR),
        Piece("until", _("Until (year)"), YEAR),
    ),
    ends="until",
)
