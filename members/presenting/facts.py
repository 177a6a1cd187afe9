"""The facts of a profile: fields of one value each, with their names for people."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from members.fields import BY_NAME, names
from members.parsing.enterprise_numbers import register_url, with_dots

from .labels import field_label

FACTS = names(lambda field: field.is_fact)


@dataclass(frozen=True)
class Fact:
    """One fact as a profile shows it.

    Attributes:
        name: the field.
        label: its name for people.
        text: its value in words.
        url: where others say the same, or "".
    """

    name: str
    label: str
    text: str
    url: str = ""


class WithFacts:
    """The facts of a PublicMember, which has `_shown` and `_language`."""

    @cached_property
    def facts(self):
        """The Facts that are known and shown, in the order of the fields."""
        texts = {name: self.in_words(name) for name in FACTS}
        return [
            Fact(name, field_label(name), text, self._elsewhere(name))
            for name, text in texts.items()
            if text
        ]

    def in_words(self, name):
        """Return a field of one value in the active language; "" where it is empty or hidden."""
        value = self._shown(name)
        if value in ("", None):
            return ""
        if name == "enterprise_number":
            return with_dots(value)
        return str(dict(BY_NAME[name].column.flatchoices).get(value, value))

    def plain(self, name):
        """Return the value of a fact as it is kept, None where it is empty or hidden."""
        return self._shown(name, None)

    def _elsewhere(self, name):
        return (
            register_url(self._shown(name), self._language) if name == "enterprise_number" else ""
        )
