"""All members by whatever a row may name them by; with them the new ones of the same file."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from members.core.text import fold
from members.freshness.quality.duplicates import EVIDENCE, own_site
from members.freshness.quality.names import alike, bare_name
from members.freshness.quality.similarity import likeness
from members.models import CountryOfActivity, FormerSlug, Member, Place
from members.parsing.localized_names import search_names
from members.parsing.seats import home_country

from .name_identity import identity

# Likeness of names from which on somebody is asked: alone, and in the same town.
_BY_NAME, _WITH_PLACE = 90, 80
# What more members than this share is no sign of any of them.
_SHARED_BY, _BLOCK, _MOST = 6, 60, 5
_WEIGHTS = {
    "same_name": 60,
    "number": 50,
    "name": 40,
    "other_name": 35,
    "website": 30,
    "email": 30,
    "phone": 20,
    "place": 10,
}
_COLUMNS = ("pk", *EVIDENCE, "uuid", "slug", "enterprise_number", "merged_into")


@dataclass(slots=True)
class Entry:
    """A member, or a new one that an earlier row of the file adds.

    Attributes:
        key: the member's key; of a row, its number with a minus.
        name: as it is written.
        names: its names as identity() gives them, its own first.
        bare: its names without legal forms, its own first.
        number, site, email, phone, town, postal: what else tells it, folded; "" where unknown.
        merged: whether it was merged into another.
    """

    key: int
    name: str
    names: tuple
    bare: tuple
    number: str = ""
    site: str = ""
    email: str = ""
    phone: str = ""
    town: str = ""
    postal: str = ""
    merged: bool = False

    def core(self, home):
        """Return its own name without its legal form and the federation's country, or "".

        Args:
            home: the folded names of that country.
        """
        words = self.bare[0].split() if self.bare and self.name else []
        return " ".join(word for word in words if word not in home)


def entry_of(key, plain, *, merged=False):
    """Return the Entry of plain values ({field: value}, those that are known)."""
    own = plain.get("name") or ""
    lists = (plain.get(name) or [] for name in ("aliases", "former_names"))
    others = [
        *(plain.get("other_names") or {}).values(),
        *(name for names in lists for name in names),
    ]
    names = [text for text in (own, *others, plain.get("abbreviation") or "") if text]
    return Entry(
        key,
        own,
        tuple(dict.fromkeys(map(identity, names))),
        tuple(filter(None, dict.fromkeys(map(bare_name, names)))),
        plain.get("enterprise_number") or "",
        _site(plain.get("website") or ""),
        (plain.get("email") or "").casefold(),
        re.sub(r"\D", "", plain.get("phone") or "")[-8:],
        fold(plain.get("city") or ""),
        fold(plain.get("postal_code") or ""),
        merged,
    )


def _site(url):
    if "." not in url or "@" in url:
        return ""
    return own_site(url.strip() if "://" in url else f"https://{url.strip()}")


class Register:
    """Finds members by their keys, and those that may be the same."""

    def __init__(self):
        self.entries, self.uuids, self.slugs, self.former_slugs = {}, {}, {}, {}
        self._numbers, self._names = {}, defaultdict(list)
        self._shared = {
            name: defaultdict(list) for name in ("site", "email", "phone", "bare", "core")
        }
        self._blocks, self._places = defaultdict(list), set()
        slugs = Place.objects.values_list("slug", flat=True)
        self._home = {fold(name) for name in search_names(home_country(slugs))}
        self._read()

    def _read(self):
        for plain in Member.objects.values(*_COLUMNS).iterator(chunk_size=2000):
            key = plain["pk"]
            merged = plain["merged_into"] is not None
            self.uuids[str(plain["uuid"])] = self.slugs[plain["slug"]] = key
            self.add(entry_of(key, plain, merged=merged))
        self.former_slugs = dict(FormerSlug.objects.values_list("slug", "member_id"))
        for names in Place.objects.values_list("name", flat=True):
            for text in names.values():
                self._places.update(fold(text).split())

    def add(self, entry):
        """Take one more in."""
        self.entries[entry.key] = entry
        if entry.number:
            self._numbers.setdefault(entry.number, entry.key)
        self._places.update(entry.town.split())
        if entry.merged:
            return  # by its name nobody means one that was merged into another
        if entry.names and entry.name:
            self._names[entry.names[0]].append(entry.key)
        for trait in ("site", "email", "phone"):
            if value := getattr(entry, trait):
                self._shared[trait][value].append(entry.key)
        if core := entry.core(self._home):
            self._shared["core"][core].append(entry.key)
        for bare in entry.bare:
            self._shared["bare"][bare].append(entry.key)
            for block in _blocks(bare):
                self._blocks[block].append(entry.key)

    def with_number(self, number):
        """Return the key of who has an enterprise number, or None."""
        return self._numbers.get(number)

    def named(self, name):
        """Return the keys of those whose own name this is."""
        return list(self._names.get(identity(name), ()))

    def is_name_of(self, name, key):
        """Whether a member bears, or bore, a name, be it without its legal form."""
        entry = self.entries[key]
        return identity(name) in entry.names or bare_name(name) in entry.bare

    def likeness(self, name, key):
        """Return how much a name is like those of a member."""
        bare = bare_name(name)
        return max((likeness(bare, own) for own in self.entries[key].bare), default=0)

    def like(self, probe):
        """Return [(key, reasons), …] of those that an Entry may be the same as, likeliest first."""
        reasons_of = defaultdict(set)
        for trait, reason in (("site", "website"), ("email", "email"), ("phone", "phone")):
            keys = (
                self._shared[trait].get(getattr(probe, trait), ()) if getattr(probe, trait) else ()
            )
            if len(keys) <= _SHARED_BY:
                for key in keys:
                    reasons_of[key].add(reason)
        for place, bare in enumerate(probe.bare):
            for key in self._shared["bare"].get(bare, ())[:_BLOCK]:
                own = place == 0 and self.entries[key].bare[0] == bare
                reasons_of[key].add("name" if own else "other_name")
        for key in self.named(probe.name)[:_BLOCK]:
            reasons_of[key].add("same_name")
        self._add_of_home(probe, reasons_of)
        self._add_nearly_alike(probe, reasons_of)
        if probe.number and (key := self._numbers.get(probe.number)):
            reasons_of[key].add("number")
        reasons_of.pop(probe.key, None)
        likely = {key: why for key, why in reasons_of.items() if key > 0 or _is_enough(why)}
        return self._ranked(probe, likely)

    def _add_of_home(self, probe, reasons_of):
        """Add those that differ by the federation's country: "Oxfam" and "Oxfam België"."""
        core = probe.core(self._home)
        for key in self._shared["core"].get(core, ())[:_BLOCK] if core else ():
            reasons_of[key].add("name")

    def _add_nearly_alike(self, probe, reasons_of):
        near = Counter(
            key
            for bare in probe.bare[:1]
            for block in _blocks(bare)
            for key in self._blocks.get(block, ())
            if len(self._blocks[block]) <= _BLOCK
        )
        for key in near:
            entry = self.entries[key]
            limit = _WITH_PLACE if _same_place(probe, entry) else _BY_NAME
            best = max(alike(probe.bare[0], bare, self._places) for bare in entry.bare)
            if best >= limit:
                reasons_of[key].add("name")

    def _ranked(self, probe, reasons_of):
        for key, reasons in reasons_of.items():
            if _same_place(probe, self.entries[key]):
                reasons.add("place")
        ranked = sorted(reasons_of.items(), key=lambda pair: -sum(map(_WEIGHTS.get, pair[1])))
        order = list(_WEIGHTS)
        return [(key, sorted(reasons, key=order.index)) for key, reasons in ranked[:_MOST]]


def _is_enough(reasons):
    """Whether two rows of one file look alike: an office's phone or site is that of many."""
    return bool(reasons - {"phone", "website", "email"}) or {"website", "email"} <= reasons


def _same_place(one, other):
    if one.postal and other.postal:
        return one.postal == other.postal
    return bool(one.town) and one.town == other.town


def _blocks(bare):
    """Return the keys under which names that may be alike are kept together."""
    joined = bare.replace(" ", "")
    words = sorted({word for word in bare.split() if len(word) > 3}, key=len, reverse=True)[:3]
    return {f"<{joined[:5]}", f"{joined[-5:]}>", *words}


def countries_of(keys):
    """Return {key: set of country codes} of some members."""
    codes = defaultdict(set)
    for key, code in CountryOfActivity.objects.filter(member__in=keys).values_list(
        "member_id", "code"
    ):
        codes[key].add(code)
    return codes


def differences(probe, entry):
    """Return what of a row speaks against a member of the same name: "place", "website" …"""
    against = []
    if probe.number and entry.number and probe.number != entry.number:
        against.append("number")
    same = probe.postal == entry.postal if probe.postal and entry.postal else None
    if same is None and probe.town and entry.town:
        same = probe.town == entry.town
    if same is False:
        against.append("place")
    if probe.site and entry.site and probe.site != entry.site:
        against.append("website")
    return against
