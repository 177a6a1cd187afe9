"""Lists of entries as people read them: those that have not ended, in the reader's language."""

from dataclasses import dataclass, field

from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from members.fields import BY_NAME
from members.models.entries_form import CHOICE, DAY, TEXTS

from .dates import date_format


@dataclass(frozen=True)
class Entry:
    """One entry of a list: its pieces by their keys are attributes of it.

    Attributes:
        pieces: {key: value}; of texts a Text, of choices and days what people call them.
        codes: {key: value} as they are kept.
    """

    pieces: dict
    codes: dict = field(default_factory=dict)

    def __getattr__(self, key):
        if key.startswith("_"):
            raise AttributeError(key)
        return self.pieces.get(key, "")


class WithEntries:
    """The lists of entries of a PublicMember, which has `_shown`, `_site` and `_language`."""

    def entries(self, name):
        """Return the Entries of a field that have not ended; none where it is hidden."""
        shape = BY_NAME[name].shape
        current = [one for one in self._shown(name, []) if not shape.has_ended(one)]
        return [Entry(self._pieces(shape, one), one) for one in current]

    def _pieces(self, shape, entry):
        return {
            piece.key: self._site.text(entry[piece.key], self._language)
            if piece.kind == TEXTS
            else _in_words(piece, entry[piece.key])
            for piece in shape.pieces
            if piece.key in entry
        }

    @cached_property
    def offers(self):
        """Entries: what people can do with it or for it."""
        return self.entries("offers")

    @cached_property
    def recognitions(self):
        """Entries: the labels and certificates that it bears."""
        return self.entries("recognitions")

    @cached_property
    def affiliations(self):
        """Entries: the other federations and networks that it is a member of."""
        return self.entries("affiliations")


def entry_in_words(shape, entry):
    """Return all that an entry says in one line, in the active language."""
    if not isinstance(entry, dict):
        return str(entry)  # of a history that knew it otherwise
    parts = []
    for piece in shape.pieces:
        value = entry.get(piece.key)
        if not value:
            continue
        if piece.kind == TEXTS:
            parts += [f"{code}{_(':')} {text}" for code, text in value.items()]
        elif piece is shape.pieces[0]:
            parts.append(_in_words(piece, value))
        else:
            parts.append(f"{piece.label}{_(':')} {_in_words(piece, value)}")
    return " · ".join(parts)


def _in_words(piece, value):
    if piece.kind == CHOICE:
        return str(dict(piece.choices).get(value, value))
    if piece.kind == DAY and (moment := parse_date(value)):
        return date_format(moment, "j F Y")
    return str(value)
