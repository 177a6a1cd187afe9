"""One row of a table read as changes to a member, or as what is wrong with it."""

import re
import uuid
from dataclasses import dataclass, field
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from members.parsing.placeholders import is_placeholder
from members.publishing import values
from members.publishing.value_warnings import warnings

from . import cells, focus_areas, seat_columns
from .columns import CODES, IDENTIFIER, OWNER, TEXTS, by_key
from .damage import damage
from .error_causes import GROUPED
from .file_layout import Broken, Cell, column_name
from .notes import Notes

_QUOTED = re.compile(r"[“«]\s*(.+?)\s*[”»]")
# As much of a cell is kept as what was wrong with it.
_SHOWN = 120
# What the address behind a cell's words may be.
_LINKED = ("website", "donation_link", "social_links", "email", OWNER)


@dataclass
class Row:
    """One row, its cells read.

    Attributes:
        number: as a spreadsheet counts it.
        headings: {field: heading of its first column}.
        values: {Column: value, or None for an empty cell}.
        errors: [{"column": heading or "", "message": words, "field": …, "value": …}, …].
        tolerant: whether it is taken without the cells that cannot be read.
        without: the errors of such cells.
        doubts: {field: (words, text)} of cells that a spreadsheet program may have changed; asked
            about where they would change something.
        texts: {field: what stands in its first cell}.
    """

    number: int
    headings: dict
    values: dict = field(default_factory=dict)
    errors: list = field(default_factory=list)
    tolerant: bool = False
    without: list = field(default_factory=list)
    doubts: dict = field(default_factory=dict)
    texts: dict = field(default_factory=dict)

    def refuse(self, name, message, column=None, value="", kind=""):
        """Say what is wrong with a field's cell; "" is the whole row.

        Errors of one kind ("unknown", "unclear") and field are one cause, whatever their words.
        """
        heading = self.headings.get(name, "") if column is None else column
        error = {
            "column": heading,
            "message": message,
            "field": name,
            "value": value.strip()[:_SHOWN],
        }
        if kind in GROUPED:
            error["kind"] = kind
        # Without a name there is no member to speak of.
        (self.without if self.tolerant and name not in ("", "name") else self.errors).append(error)

    def leave_out(self, name, message):
        """Go without the cells of a field, and say why."""
        self.values = {c: value for c, value in self.values.items() if c.field != name}
        self.without.append(
            {"column": self.headings.get(name, ""), "message": message, "field": name, "value": ""}
        )

    def value(self, key):
        """Return what stands under a column, or None."""
        return self.values.get(by_key()[key])


class RowReader:
    """Reads the rows of one table.

    Args:
        headings: the texts of its first row.
        keys: the key of a Column for each of them; "" where it is left out.
        clear: whether an empty cell empties its field.
        notes: the Notes that count what was taken from behind a cell.
        replacements: {field: {what stands in a cell: what is read instead}}.
    """

    def __init__(self, headings, keys, *, clear=False, notes=None, replacements=None):
        self.headings, self.clear, self._notes = headings, clear, notes or Notes()
        self._replacements = {
            field: {cell.casefold(): meaning for cell, meaning in instead.items()}
            for field, instead in (replacements or {}).items()
        }
        self._columns = [(index, by_key()[key]) for index, key in enumerate(keys) if key]
        self._known = values.known_terms()
        self._blank = values.blank()
        self._named = {}
        for index, column in self._columns:
            self._named.setdefault(column.field, column_name(headings, index))

    def read(self, number, cells, *, tolerant=False):
        """Return the Row of some cells, each a text or Broken."""
        row = Row(number, self._named, tolerant=tolerant)
        spare = [index for index in range(len(self.headings), len(cells)) if cells[index]]
        if spare:
            words = _("There is no heading above this cell.")
            row.refuse("-", words, column_name(self.headings, spare[0]))
        for index, column in self._columns:
            if index >= len(cells):
                continue  # a row that ends early says nothing about the rest
            cell = self._linked(column, cells[index], number)
            if isinstance(cell, str):
                row.texts.setdefault(column.field, cell.strip())
                cell = self._replaced(column, row, cell)
                if is_placeholder(cell, column.part or column.field):
                    self._notes.add("placeholders", number)
                    cell = ""
            try:
                row.values[column] = self._value(column, cell)
            except ValidationError as error:
                heading = column_name(self.headings, index)
                for one in error.error_list:
                    message = " ".join(one.messages)
                    value = _shown(row, column.field, message)
                    row.refuse(column.field, message, heading, value, one.code)
        seat_columns.join(row, by_key().__getitem__, self._known["place"].slugs)
        return row

    def _linked(self, column, cell, number):
        """Return the address behind a cell's words where the words are none."""
        if not isinstance(cell, Cell) or not cell.link or column.field not in _LINKED:
            return cell
        is_mail = column.field in ("email", OWNER)
        if ("@" if is_mail else ".") in cell and " " not in cell.strip():
            return cell
        if cell.link.startswith("mailto:") != is_mail:
            return cell
        self._notes.add("links", number)
        address = cell.link.removeprefix("mailto:").partition("?")[0]
        return unquote(address) if is_mail else cell.link

    def _replaced(self, column, row, cell):
        """Return what is read instead of a cell; where nothing is, look whether it was damaged."""
        instead, text = self._replacements.get(column.field, {}), cell.strip()
        if text[:_SHOWN].casefold() in instead:
            return self._instead(column.field, text, row.number)
        if instead and column.field in CODES:
            pieces = re.split(r"([;,/|\n])", text)
            if any(piece.strip().casefold() in instead for piece in pieces):
                return "".join(self._instead(column.field, one, row.number) for one in pieces)
        if words := damage(column.field, cell):
            row.doubts.setdefault(column.field, (words, cell))
        return cell

    def _instead(self, field, text, number):
        """Return what is read instead of a text, counted; the text where nothing is."""
        meaning = self._replacements[field].get(text.strip()[:_SHOWN].casefold())
        if meaning is None:
            return text
        self._notes.add_reading(number, field, text.strip()[:_SHOWN], meaning)
        return meaning

    def _value(self, column, cell):
        if isinstance(cell, Broken):
            raise ValidationError(cell.message)
        if not cell.strip():
            return None
        if column.field == OWNER:
            return _address(cell)
        if column.field in seat_columns.HEADINGS:
            return seat_columns.read(column.field, cell)
        if column.field != IDENTIFIER:
            return cells.read(column, cell)
        try:
            return str(uuid.UUID(cell.strip()))
        except ValueError:
            raise ValidationError(
                _(
                    "This identifier does not come from an export. "
                    "Leave the cell empty for a new member."
                )
            ) from None

    def changes(self, row, live):
        """Return {field: value} that a Row asks for and that differ from a member's.

        What is wrong is added to row.errors.

        Args:
            row: the Row.
            live: the member's plain values; None for a new one.
        """
        live = live or self._blank
        cells = self._asked(row, live)
        cleaned = self._cleaned(row, cells, live)
        changed = {
            name: value
            for name, value in cleaned.items()
            if not values.same(name, live[name], value)
        }
        for kind in warnings(changed, live, self._known):
            self._notes.add(kind, row.number)
        for name in set(changed) & set(row.doubts):
            row.refuse(name, row.doubts[name][0], value=row.doubts[name][1])
            del changed[name]
        return changed

    def _cleaned(self, row, changes, live):
        try:
            return values.clean(changes, self._known, live)
        except ValidationError as error:
            wrong = error.error_dict
        for name, errors in wrong.items():
            for one in errors[:1] if name in row.doubts else errors:
                message = row.doubts[name][0] if name in row.doubts else " ".join(one.messages)
                row.refuse(name, message, value=_shown(row, name, message), kind=one.code)
        if not row.tolerant or row.errors:
            return {}
        rest = {n: v for n, v in changes.items() if n not in wrong}
        return values.clean(rest, self._known, live)

    def _asked(self, row, live):
        changes, groups = {}, {}
        for column, value in row.values.items():
            if column.number:
                group = groups.setdefault(column.number, {})
                group[column.part, column.language] = value
            elif column.field in TEXTS:
                texts = changes.setdefault(column.field, dict(live[column.field]))
                self._put(texts, column.language, value)
            elif column.field not in (IDENTIFIER, OWNER) and (value is not None or self.clear):
                changes[column.field] = self._blank[column.field] if value is None else value
        if groups:
            try:
                changes["focus_areas"] = focus_areas.merged(
                    live["focus_areas"], groups, clear=self.clear
                )
            except ValidationError as error:
                for message in error.messages:
                    row.refuse("focus_areas", message)
        return changes

    def _put(self, texts, language, value):
        if value is not None:
            texts[language] = value
        elif self.clear:
            texts.pop(language, None)


def _shown(row, name, message):
    """Return what in a field's cell a message is about: what it quotes, else all of it."""
    text, quoted = row.texts.get(name, ""), _QUOTED.search(message)
    return quoted[1] if quoted and name in CODES and quoted[1] in text else text


def _address(cell):
    """Return the owner's address in small letters; refuse what is none."""
    email = cell.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        email = ""
    if not email or len(email) > 254:
        raise ValidationError(_("This is not an e-mail address. Write one, like name@example.org."))
    return email
