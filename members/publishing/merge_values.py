"""Which value of two members stands after a merge, field by field."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.models import Theme
from members.models.texts import language_names
from members.presenting.diff import LISTS, TEXTS

from . import values

KEPT, GONE, BOTH, NAMED = "kept", "gone", "both", "named"
# Those of the member that stays, whatever the other has: its address, its state, its past.
_STAY = frozenset({"slug", "status", "left_on", "left_text"})
# Half of a position is none, and a doubt belongs to its confirmation.
_TOGETHER = {
    "latitude": ("latitude", "longitude", "precision"),
    "confirmed_at": ("confirmed_at", "unconfirmed_since"),
}
_FOLLOW = frozenset(name for names in _TOGETHER.values() for name in names[1:])
_LISTS = LISTS | {"focus_areas"}


def choosable():
    """Return the names of the fields that are chosen, in publish()'s order."""
    return [name for name in values.FIELDS if name not in _STAY | _FOLLOW]


def differing(ours, theirs):
    """Return the names of the fields to choose, where two members' plain values differ."""
    return [
        name
        for name in choosable()
        if any(ours[part] != theirs[part] for part in parts(name)) or _is_new_name(name, theirs)
    ]


def parts(name):
    """Return the names of the fields that are chosen together with one, itself first."""
    return _TOGETHER.get(name, (name,))


def _is_new_name(name, theirs):
    # Never equal, so that the other's name can always be kept among the former ones.
    return name == "former_names" and bool(theirs["name"])


def options(name, ours, theirs):
    """Return the choices that there are for a field: KEPT, GONE, BOTH and NAMED.

    BOTH joins lists; of texts it keeps the first member's, and the other's where a language is
    missing. NAMED joins the former names and adds the other's present one.
    """
    choices = [KEPT]
    if any(ours[part] != theirs[part] for part in parts(name)):
        choices.append(GONE)
        joined = _both(name, ours, theirs) if name in _LISTS | TEXTS else None
        if joined is not None and joined not in (ours[name], theirs[name]):
            choices.append(BOTH)
    if name == "former_names" and theirs["name"] not in (ours["name"], *ours["former_names"]):
        choices.append(NAMED)
    return choices


def suggested(name, ours, theirs):
    """Return the choice that loses the least: both, else whichever is there, else the kept."""
    possible = options(name, ours, theirs)
    if NAMED in possible:
        return NAMED
    # Of hidden fields this hides what either of the two hid.
    if BOTH in possible and name not in TEXTS:
        return BOTH
    if BOTH in possible and any(ours[name].values()):
        return BOTH
    empty = ours[name] in (None, "", [], {})
    return GONE if empty and GONE in possible else KEPT


def joined(ours, theirs, choices):
    """Return {field: plain value} of what the member that stays takes over.

    Args:
        ours: the plain values of the member that stays.
        theirs: those of the other.
        choices: {field: choice}; fields that are not in it stay as they are.

    Raises:
        ValidationError: for a choice that does not exist.
    """
    result = {}
    for name, choice in choices.items():
        if name not in choosable() or choice not in (KEPT, GONE, BOTH, NAMED):
            raise ValidationError(_("There is no such choice."))
        if choice == KEPT:
            continue
        if choice in (BOTH, NAMED) and name not in _LISTS | TEXTS:
            raise ValidationError(_("There is no such choice."))
        if choice == GONE:
            result |= {part: theirs[part] for part in parts(name)}
        else:
            result[name] = _both(name, ours, theirs)
        if choice == NAMED:
            result[name] = _without_doubles([*result[name], theirs["name"]])
    return {name: value for name, value in result.items() if value != ours[name]}


def _both(name, ours, theirs):
    first, second = ours[name], theirs[name]
    if name in TEXTS:
        merged = {code: first.get(code) or second.get(code) for code in language_names()}
        return {code: text for code, text in merged.items() if text}
    if name == "focus_areas":
        return _focus_areas(first, second)
    both = _without_doubles([*first, *second])
    if name == "themes":
        order = Theme.objects.filter(slug__in=both).order_by("position", "slug")
        return list(order.values_list("slug", flat=True))
    return sorted(both) if name in ("countries", "languages", "hidden_fields") else both


def _focus_areas(first, second):
    """Return the focus areas of both; one with the same title counts once."""
    titles = [area["title"] for area in first]
    ids = {area["id"] for area in first}
    return first + [
        area for area in second if area["title"] not in titles and area["id"] not in ids
    ]


def _without_doubles(entries):
    # An entry may be a dict, of which nothing is equal to another but by what it says.
    return [entry for number, entry in enumerate(entries) if entry not in entries[:number]]
