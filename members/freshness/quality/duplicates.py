"""Finds members that may be duplicates, by their names, sites, addresses and places."""

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from django.db import transaction
from django.db.models import Q

from members.core.batches import in_batches
from members.freshness.links.sync import host_of
from members.models import Member, Place, PossibleDuplicate
from members.presenting.links import platform_of

from .names import are_siblings, bare_name
from .similarity import distinctive, folded, likeness, pairs

# From here on a name alone is enough; from here on with the same town, and with the same contact.
_BY_NAME, _WITH_PLACE, _WITH_CONTACT = 92, 80, 55
# What more members than this share is the federation's own, or a company's that hosts them all.
_SHARED_BY = 6
# What is read of a member to see whether another is the same.
EVIDENCE = (
    "name",
    "other_names",
    "aliases",
    "former_names",
    "abbreviation",
    "website",
    "email",
    "phone",
    "city",
    "postal_code",
)
# How likely each of these alone makes it that two members are one; all of the evidence counts, so
# that the same name, site and town stand above the same name.
_CONTACTS = {"website": 0.6, "email": 0.65, "phone": 0.5}
_NAME, _PLACE = 0.75, 0.35


@dataclass(frozen=True, slots=True)
class _Traits:
    names: tuple
    website: str
    email: str
    phone: str
    place: str
    town: str


def find_duplicates(tell=lambda text: None):
    """Compare all members that have not left, and keep the pairs that may be one.

    What somebody said is two stays so. Pairs that look alike no longer are forgotten.

    Returns:
        How many pairs are open now.
    """
    traits = {}
    members = Member.objects.exclude(status=Member.Status.FORMER).only("pk", *EVIDENCE)
    for total, batch in in_batches(members):
        traits |= {member.pk: _traits(member) for member in batch}
        tell(f"{total} members read")
    _keep(_found(traits))
    return PossibleDuplicate.objects.open().count()


def _traits(member):
    texts = [member.name, *member.other_names.values(), *member.aliases, *member.former_names]
    names = dict.fromkeys(filter(None, map(bare_name, texts)))
    place = member.postal_code or member.city
    return _Traits(
        tuple(names),
        own_site(member.website),
        member.email.lower(),
        re.sub(r"\D", "", member.phone.partition(";")[0])[-8:],
        folded(place),
        folded(member.city),
    )


def own_site(url):
    """Return what is one organisation's own of a website's address."""
    host = host_of(url)
    if platform_of(url) != host:  # a page on a network: its path says whose it is
        return url.split("://", 1)[-1].removeprefix("www.").rstrip("/").lower()
    return host


def _found(traits):
    """Return {(pk, pk): (likeness, reasons)} of the pairs that may be one."""
    entries = [(pk, name) for pk, one in traits.items() for name in one.names]
    core = distinctive([name for _pk, name in entries])
    evidence, places = {}, _places(traits)
    for (one, name), (other, other_name) in pairs(entries):
        _weigh(evidence, traits, one, other, _alike(name, other_name, core), ())
    contacts = defaultdict(set)
    for trait in _CONTACTS:
        for one, other in _sharing(traits, trait):
            contacts[one, other].add(trait)
    for (one, other), shared in contacts.items():
        best = max(_alike(a, b, core) for a in traits[one].names for b in traits[other].names)
        _weigh(evidence, traits, one, other, best, [name for name in _CONTACTS if name in shared])
    own = {pk: one.names[0] for pk, one in traits.items() if one.names}
    return {
        (one, other): weighed
        for (one, other), weighed in evidence.items()
        if not are_siblings(own.get(one, ""), own.get(other, ""), places)
    }


def _places(traits):
    """Return the folded words of the towns and places by which names may differ."""
    words = {word for one in traits.values() for word in one.town.split()}
    for names in Place.objects.values_list("name", flat=True):
        words.update(word for text in names.values() for word in folded(text).split())
    return words


def _alike(one, other, core):
    """Return how much two names are alike, also in the words that only few members bear."""
    alike = likeness(one, other)
    one, other = core(one, other)
    return min(alike, likeness(one, other)) if one and other else alike


def _sharing(traits, trait):
    """Yield the pairs of members with the same value of a trait."""
    groups = defaultdict(list)
    for pk, one in traits.items():
        if value := getattr(one, trait):
            groups[value].append(pk)
    for group in groups.values():
        if len(group) <= _SHARED_BY:
            yield from combinations(sorted(group), 2)


def _weigh(evidence, traits, one, other, alike, contacts):
    place = traits[one].place
    same_place = bool(place) and place == traits[other].place
    reasons = list(contacts)
    doubt = math.prod(1 - _CONTACTS[name] for name in contacts)
    if alike >= (_WITH_CONTACT if contacts else _WITH_PLACE if same_place else _BY_NAME):
        reasons.insert(0, "name")
        doubt *= 1 - _NAME * (alike / 100) ** 2
    if not reasons:
        return
    if same_place:
        reasons.append("place")
        doubt *= 1 - _PLACE
    score = round(100 * (1 - doubt))
    key = (min(one, other), max(one, other))
    if key not in evidence or score > evidence[key][0]:
        evidence[key] = (score, reasons)


@transaction.atomic
def _keep(evidence):
    existing = {(row.first_id, row.second_id): row for row in PossibleDuplicate.objects.all()}
    obsolete = [
        row.pk for key, row in existing.items() if key not in evidence and not row.settled_at
    ]
    for start in range(0, len(obsolete), 500):
        PossibleDuplicate.objects.filter(pk__in=obsolete[start : start + 500]).delete()
    added, changed = [], []
    for key, (score, reasons) in evidence.items():
        row = existing.get(key)
        if row is None:
            first, second = key
            added.append(
                PossibleDuplicate(first_id=first, second_id=second, score=score, reasons=reasons)
            )
        elif (row.score, row.reasons) != (score, reasons):
            row.score, row.reasons = score, reasons
            changed.append(row)
    PossibleDuplicate.objects.bulk_create(added, batch_size=500, ignore_conflicts=True)
    PossibleDuplicate.objects.bulk_update(changed, ["score", "reasons"], batch_size=500)


def duplicates_of(member):
    """Return the open pairs that a member is part of, the likeliest first."""
    return PossibleDuplicate.objects.open().filter(Q(first=member) | Q(second=member))
