"""Lists of entries in one column: memberships, offers, recognitions, each with a few pieces.

Which pieces an entry of a field has stands in `entry_shapes.py`; forms, tables, differences and
pages derive from that. An entry is a plain dict without its empty pieces.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from members.parsing.dates import day, year
from members.parsing.text import one_line
from members.parsing.web_addresses import web_address

from .entries_form import CHOICE, DAY, LINK, TEXT, TEXTS, YEAR, EntriesFormField
from .texts import clean_texts

MOST = 24


@dataclass(frozen=True)
class Piece:
    """One piece of an entry.

    Attributes:
        key: its name in the entry.
        label: its name for people.
        kind: TEXT, TEXTS (one a language), LINK, YEAR, DAY or CHOICE.
        is_required: whether an entry without it is none.
        max_length: the most characters of a text.
        choices: ((code, label), …) of a CHOICE.
        may_lie_ahead: whether a year or day may be one to come.
    """

    key: str
    label: str
    kind: str = TEXT
    is_required: bool = False
    max_length: int = 160
    choices: Sequence = ()
    may_lie_ahead: bool = False

    def clean(self, value):
        """Return a value in the form that is kept; raise ValidationError."""
        if self.kind == TEXTS:
            texts = {code: one_line(text) for code, text in (value or {}).items()}
            return clean_texts(texts, self.max_length)
        text = one_line(str(value if value is not None else ""))
        return self._read(text) if text else ""

    def _read(self, text):
        if self.kind == LINK:
            return web_address(text)
        if self.kind == DAY:
            return day(text, future=self.may_lie_ahead).isoformat()
        if self.kind == YEAR:
            return year(text)
        if self.kind == CHOICE and text not in dict(self.choices):
            raise ValidationError(_("“%(value)s” is none of the choices."), params={"value": text})
        if len(text) > self.max_length:
            raise ValidationError(
                _("“%(value)s…” is too long: at most %(limit)d characters fit."),
                params={"value": text[:30], "limit": self.max_length},
            )
        return text


@dataclass(frozen=True)
class Shape:
    """Which pieces the entries of a field have.

    Attributes:
        pieces: the Pieces, in the order in which people read them.
        ends: the key of the DAY or YEAR with which an entry ends by itself, "" where none does.
    """

    pieces: tuple
    ends: str = ""

    def clean(self, entries):
        """Return a list of entries in the form that is kept; raise ValidationError."""
        if not isinstance(entries, list) or not all(isinstance(one, dict) for one in entries):
            raise ValidationError(_("This must be a list of entries."))
        cleaned = list(filter(None, map(self._clean_one, entries, count(1))))
        if len(cleaned) > MOST:
            raise ValidationError(_("At most %(most)d entries fit."), params={"most": MOST})
        return cleaned

    def _clean_one(self, entry, number):
        try:
            return self._clean_pieces(entry)
        except ValidationError as error:
            numbered = _("Entry %(number)s") % {"number": number}
            raise ValidationError(
                [f"{numbered}{_(':')} {message}" for message in error.messages]
            ) from None

    def _clean_pieces(self, entry):
        cleaned = {piece.key: piece.clean(entry.get(piece.key)) for piece in self.pieces}
        cleaned = {key: value for key, value in cleaned.items() if value not in ("", {}, None)}
        missing = [p.label for p in self.pieces if p.is_required and p.key not in cleaned]
        if cleaned and missing:
            raise ValidationError(
                _("fill this in too: %(names)s."), params={"names": ", ".join(map(str, missing))}
            )
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            raise ValidationError(
                _("%(until)s comes before %(since)s: the end cannot lie before the beginning."),
                params={"since": since, "until": until},
            )
        return cleaned

    def has_ended(self, entry, today=None):
        """Whether an entry is one of the past, by its own end."""
        end = entry.get(self.ends)
        if not end:
            return False
        today = today or timezone.localdate()
        return end < today.year if isinstance(end, int) else dt.date.fromisoformat(end) < today


class EntriesField(models.JSONField):
    """A model field that holds a list of entries of one Shape; the database knows nothing of it."""

    def __init__(self, *args, shape=None, **kwargs):
        self.shape = shape or Shape(())
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def clean(self, value, model_instance):
        return super().clean(self.shape.clean(value or []), model_instance)

    def formfield(self, **kwargs):
        defaults = {
            "form_class": EntriesFormField,
            "shape": self.shape,
            # Django would send the old value along, because the default is a function.
            "show_hidden_initial": False,
        }
        return models.Field.formfield(self, **(defaults | kwargs))
