"""The parts of a profile, each one short page; the texts have a page a language."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from members.fields import names
from members.presenting.countries import language_name


@dataclass(frozen=True)
class Part:
    """One part of a profile.

    Attributes:
        key: its name in addresses.
        title: its name for people.
        purpose: what it is for, in one sentence.
        fields: publish()'s fields that it holds.
        wanted: those of them that a profile should have; the others may stay empty.
    """

    key: str
    title: str
    purpose: str
    fields: tuple
    wanted: tuple = ()


def _part(key, title, purpose):
    fields = names(lambda field: field.part == key)
    weighted = names(lambda field: field.part == key and field.weight)
    return Part(key, title, purpose, fields, weighted)


PARTS = (
    _part("identity", _("Identity"), _("The name and legal form of your organisation.")),
    _part("texts", _("Texts"), _("What you do in one sentence, and your mission.")),
    _part("focus", _("Focus areas"), _("Your ways of working, each with a title.")),
    _part(
        "work",
        _("Themes and countries"),
        _("What you work on and where: visitors filter by it."),
    ),
    _part("contact", _("Contact"), _("How people reach you, and in which languages.")),
    _part("place", _("Place"), _("Where your office is.")),
    _part("logo", _("Logo"), _("The picture people recognise you by.")),
)
OF_FIELD = {field: part for part in PARTS for field in part.fields}


@dataclass(frozen=True)
class Step:
    """One page of the workspace: a part, or the texts in one language.

    Attributes:
        part: the Part.
        language: the code of the texts' language; "" for every other part.
    """

    part: Part
    language: str = ""

    @property
    def key(self):
        """Its name in addresses, such as "contact" or "texts-nl"."""
        return f"{self.part.key}-{self.language}" if self.language else self.part.key

    @property
    def title(self):
        """Its name for people."""
        if not self.language:
            return str(self.part.title)
        language = language_name(self.language, get_language())
        return _("Texts in %(language)s") % {"language": language}

    @property
    def template(self):
        """The template of its page."""
        special = {"texts", "focus", "work", "contact", "place", "logo"}
        return f"profile/parts/{self.part.key if self.part.key in special else 'plain'}.html"

    def url(self, member):
        """Return the address of its page for a member."""
        return reverse("profile:edit", args=[member.slug, self.key])


def steps_of(languages):
    """Return all Steps in their order.

    Args:
        languages: the codes of the federation's languages.
    """
    steps = []
    for part in PARTS:
        codes = languages if part.key == "texts" else ("",)
        steps += [Step(part, code) for code in codes]
    return steps


def step_of_field(field, languages, language=""):
    """Return the Step on which a field is edited; of a text that in one of the languages.

    None for a field that only staff change: an import may propose those too.
    """
    part = OF_FIELD.get(field)
    if part is None:
        return None
    if part.key != "texts":
        return Step(part)
    return Step(part, language if language in languages else languages[0])
