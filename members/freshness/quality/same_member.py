"""Members that may be the one that somebody is about to add: asked while the name is typed."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q

from members.core.text import sort_key
from members.models import Member
from members.parsing.enterprise_numbers import enterprise_number
from members.presenting import current_site
from members.search.query.name_search import find_named

from .duplicates import own_site
from .names import bare_name
from .similarity import likeness

_ALIKE = 85  # likeness of two names from which on somebody should look
_BEGUN = 6  # signs of a name from which on a longer one that begins so is named
_MOST, _CANDIDATES, _WORDS = 5, 60, 3


@dataclass(frozen=True)
class SameMember:
    """A member that may be the one.

    Attributes:
        member: the Member, with name, town and status.
        reasons: of "number", "website" and "name", those that speak for it.
    """

    member: Member
    reasons: tuple


def same_as(name="", website="", number=""):
    """Return at most five Sames of what was typed, those with the most reasons first.

    At most nine queries and three look-ups in the search index; the only one that reads every
    member looks for a website.
    """
    members = {}
    for reason, candidates in (
        ("number", _with_number(number)),
        ("website", _with_site(website)),
        ("name", _named_like(name)),
    ):
        for member in candidates:
            members.setdefault(member.pk, (member, []))[1].append(reason)
    sames = [SameMember(member, tuple(reasons)) for member, reasons in members.values()]
    return sorted(sames, key=lambda same: -len(same.reasons))[:_MOST]


def _members(**conditions):
    members = Member.objects.filter(merged_into=None, **conditions)
    names = ("name", "other_names", "aliases", "former_names")
    return members.only("pk", "city", "status", "website", *names)


def _with_number(number):
    try:
        digits = enterprise_number(number) if number.strip() else ""
    except ValidationError:
        return []
    return _members(enterprise_number=digits)[:_MOST] if digits else []


def _with_site(website):
    url = website.strip()
    site = own_site(url if "://" in url else f"https://{url}") if "." in url else ""
    if len(site) < 4:
        return []
    candidates = _members(website__icontains=site)[:_CANDIDATES]
    return [member for member in candidates if own_site(member.website) == site]


def _named_like(name):
    typed = bare_name(name)
    if len(typed) < 3:
        return []
    members = {member.pk: member for member in _candidates(name, typed.split())}
    alike = [(max(_likeness(typed, one) for one in _names(m)), m) for m in members.values()]
    alike = sorted((pair for pair in alike if pair[0] >= _ALIKE), key=lambda pair: -pair[0])
    return [member for _likeness, member in alike]


def _likeness(typed, name):
    # Somebody is still typing: a name that goes on from there is what they mean.
    begun = len(typed) >= _BEGUN and name.startswith(typed)
    return _ALIKE if begun else likeness(typed, name)


def _candidates(name, words):
    """Yield members that bear the whole name, or one of its longest words."""
    longest = sorted(words, key=len, reverse=True)[:_WORDS]
    yield from _members(sort_name=sort_key(name))[:_MOST]
    site = current_site()
    keys = {pk for word in longest for pk in find_named([word], site, _CANDIDATES)}
    yield from _members(pk__in=keys)
    # The index holds what the public may find; these only staff see.
    bearing = Q()
    for word in longest:
        bearing |= Q(sort_name__contains=word)
    yield from _members().exclude(status=Member.Status.PUBLISHED).filter(bearing)[:_CANDIDATES]


def _names(member):
    texts = [member.name, *member.other_names.values(), *member.aliases, *member.former_names]
    return [bare_name(text) for text in texts]
