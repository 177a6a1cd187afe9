"""Filters by where: around a town, and countries with their continents and regions."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import CharField, Q, Value
from django.utils.translation import gettext as _
from pyroaring import BitMap

from members.parsing.collation import in_order
from members.parsing.towns import towns
from members.search.question.geography import regions
from members.search.question.surroundings import around, called, place_of

from .facet import Facet
from .kinds import CodeFacet

RADII, USUAL = ("10", "25", "50"), "25"
_BETWEEN = "~"
_KM = "km"
_NOBODY = BitMap()


@dataclass(frozen=True, kw_only=True, eq=False)
class RegionFacet(CodeFacet):
    """Countries, and regions that mean any of their countries: `country=002` is Africa."""

    def wider(self, language):
        return region_labels(language)

    def called(self, value, language):
        return region_labels(language).get(value, value)

    def has(self, value, site):
        return value in regions() or super().has(value, site)

    def wider_sets(self, part):
        # The sets of a part stay as they are, whoever leaves it.
        if self.name not in part.derived:
            sets = self.sets(part)
            unions = {
                key: BitMap.union(_NOBODY, *(sets[code] for code in codes if code in sets))
                for key, (codes, _names) in regions().items()
            }
            part.derived[self.name] = {key: members for key, members in unions.items() if members}
        return part.derived[self.name]

    def condition(self, values):
        codes = (regions()[value][0] if value in regions() else {value} for value in values)
        return super().condition(sorted(set().union(*codes)))


@lru_cache(maxsize=8)
def region_labels(language):
    """Return {key: name in a language} of all regions, in the order of names."""
    names = {key: (of.get(language) or of["en"])[0] for key, (_codes, of) in regions().items()}
    return dict(in_order(names.items(), key=lambda pair: pair[1]))


@dataclass(frozen=True, kw_only=True, eq=False)
class NearFacet(Facet):
    """Members seated within some kilometres of a place: one value, "gent~25"."""

    @property
    def parameters(self):
        return (self.name, _KM)

    def asked(self, params):
        text = " ".join(params.get(self.name, "").replace(_BETWEEN, " ").split())[:80]
        km = params.get(_KM, USUAL)
        km = km if km in RADII else USUAL
        return {f"{place_of(text) or text}{_BETWEEN}{km}": None} if text else {}

    def pairs(self, values):
        place, km = split(values[0])
        return [(self.name, place), *([(_KM, km)] if km != USUAL else [])]

    def typed(self, value):
        return split(value)[0]

    def labels(self, site, language):
        return {}

    def called(self, value, language):
        place, km = split(value)
        # Translators: a filter that is set: "Ghent, up to 25 km".
        return _("%(place)s, up to %(km)s km") % {"place": called(place, language), "km": km}

    def has(self, value, site):
        return place_of(split(value)[0]) is not None

    def values(self, view):
        return []  # the seat's town is among the terms already

    def sets(self, part):
        return {}

    def members(self, part, values):
        return BitMap.union(BitMap(), *(members for _km, members in self.rings(part, values)))

    def rings(self, part, values):
        """Yield (kilometres, BitMap of one part's members) around a place, the nearest first."""
        by_town, nearer = part.segment.terms.get("town", {}), BitMap()
        for km, key in around_value(values[0]):
            if key in by_town:
                yield km, by_town[key] - nearer
                nearer |= by_town[key]

    def condition(self, values):
        near = [towns()[key] for _km, key in around_value(values[0])]
        codes = {code for town in near for code in town.codes}
        names = {name for town in near for name in town.names}
        hidden = {name: Q(hidden_text__contains=f'"{name}"') for name in ("postal_code", "city")}
        by_code = Q(postal_code__in=codes) & ~hidden["postal_code"]
        return by_code | (Q(city__in=names) & ~hidden["city"])

    def with_value(self, members):
        return members.none().annotate(value=Value("", CharField()))


def value_of(place):
    """Return the value of NearFacet for a place, with the usual distance."""
    return f"{place}{_BETWEEN}{USUAL}"


def split(value):
    """Return (the place, the kilometres as text) of a NearFacet's value."""
    place, _sign, km = value.rpartition(_BETWEEN)
    return place, km


def around_value(value):
    """Return what around() does of a NearFacet's value."""
    place, km = split(value)
    return around(place, int(km))
