"""How complete a profile is, and what it lacks."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

# What a reader looks for on a profile, with the weight of each: the texts count most.
_WANTED = {
    "summary": (_("summary"), 3),
    "mission": (_("mission"), 3),
    "focus_areas": (_("focus areas"), 2),
    "themes": (_("themes"), 2),
    "website": (_("website"), 2),
    "logo": (_("logo"), 2),
    "email": (_("e-mail address"), 1),
    "phone": (_("phone"), 1),
    "city": (_("town"), 1),
    "place": (_("province or region"), 1),
    "legal_form": (_("legal form"), 1),
    "enterprise_number": (_("enterprise number"), 1),
    "founded_year": (_("year of foundation"), 1),
    "languages": (_("working languages"), 1),
    "countries": (_("countries"), 1),
    "area": (_("working area"), 1),
}


@dataclass(frozen=True)
class Completeness:
    """How much of a profile is there.

    Attributes:
        percent: 0 to 100.
        missing: the names of what is not there, most wanted first.
    """

    percent: int
    missing: list


def completeness(values):
    """Return the Completeness of a profile's plain values ({field: value})."""
    missing = {name: weight for name, (_label, weight) in _WANTED.items() if not values.get(name)}
    whole = sum(weight for _label, weight in _WANTED.values())
    percent = round(100 * (whole - sum(missing.values())) / whole)
    names = sorted(missing, key=missing.get, reverse=True)
    return Completeness(percent, [_WANTED[name][0] for name in names])
