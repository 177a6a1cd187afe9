"""How complete a profile is, and what it lacks."""

from dataclasses import dataclass, field

from django.utils.translation import ngettext

from members.fields import BY_NAME, names

# What a reader looks for on a profile, with the weight of each: the texts count most.
_WEIGHTS = {name: BY_NAME[name].weight for name in names(lambda field: field.weight)}


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
    missing = {name: weight for name, weight in _WEIGHTS.items() if not values.get(name)}
    whole = sum(_WEIGHTS.values())
    percent = round(100 * (whole - sum(missing.values())) / whole)
    most_wanted = sorted(missing, key=missing.get, reverse=True)
    return Completeness(percent, [_called(name) for name in most_wanted])


def _called(name):
    field = BY_NAME[name]
    return field.called_missing or field.label


@dataclass(frozen=True)
class LanguageState:
    """How the texts of a profile stand in one language.

    Attributes:
        code: the language.
        percent: how much of what the other languages say, or should, is there: 0 to 100.
        missing: what is not there, in words.
        behind: the BehindTexts, where the texts were edited in other languages since.
    """

    code: str
    percent: int
    missing: list
    behind: list = field(default_factory=list)

    @property
    def edits(self):
        """By how many edits its furthest text is behind."""
        return max((text.edits for text in self.behind), default=0)


def by_language(values, languages, behind=()):
    """Return the LanguageState of each language.

    Args:
        values: a profile's plain values ({field: value}).
        languages: the codes of the federation's languages.
        behind: the member's open BehindTexts.
    """
    return [
        _language_state(values, code, [text for text in behind if text.language == code])
        for code in languages
    ]


def _language_state(values, code, behind):
    areas = values.get("focus_areas") or []
    shares = {
        "summary": float(code in (values.get("summary") or {})),
        "mission": float(code in (values.get("mission") or {})),
    }
    missing = [_called(name) for name, share in shares.items() if not share]
    if areas:
        without = sum(code not in area["title"] for area in areas)
        shares["focus_areas"] = 1 - without / len(areas)
        if without:
            text = ngettext(
                "the title of %(count)d focus area", "the titles of %(count)d focus areas", without
            )
            missing.append(text % {"count": without})
    weights = {name: _WEIGHTS[name] for name in shares}
    reached = sum(weights[name] * share for name, share in shares.items())
    return LanguageState(code, round(100 * reached / sum(weights.values())), missing, behind)
