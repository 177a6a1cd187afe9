"""One row of a table read as changes to a member, or as what is wrong with it."""

import uuid
from dataclasses import dataclass, field
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from members.core.text import sort_key
from members.publishing import values

from . import areas, cells
from .columns import IDENTIFIER, OWNER, TEXTS, by_key
from .notes import Notes
from .reading import Broken, Cell, column_name

# What the address behind a cell's words may be.
_LINKED = ("website", "donation_link", "social_links", "email", OWNER)


@dataclass
class Row:
    """One row, its cells read.

    Attributes:
        number: as a spreadsheet counts it.
        headings: {field: heading of its first column}.
        values: {Column: value, or None for an empty cell}.
        errors: [{"column": heading or "", "message": words}, …].
    """

    number: int
    headings: dict
    values: dict = field(default_factory=dict)
    errors: list = field(default_factory=list)

    def value(self, key):
        """Return what stands under a column, or None."""
        return self.values.get(by_key()[key])

    @property
    def name_key(self):
        """The sort key of its name, or ""."""
        return sort_key(self.value("name") or "")


class RowReader:
    """Reads the rows of one table.

    Args:
        headings: the texts of its first row.
        keys: the key of a Column for each of them; "" where it is left out.
        clear: whether an empty cell empties its field.
        notes: the Notes that count what was taken from behind a cell.
    """

    def __init__(self, headings, keys, *, clear=False, notes=None):
        self.headings, self.clear, self._notes = headings, clear, notes or Notes()
        self._columns = [(index, by_key()[key]) for index, key in enumerate(keys) if key]
        self._known = values.known_terms()
        self._blank = values.blank()
        self._named = {}
        for index, column in self._columns:
            self._named.setdefault(column.field, column_name(headings, index))

    def read(self, number, given):
        """Return the Row of some cells, each a text or Broken."""
        row = Row(number, self._named)
        spare = [index for index in range(len(self.headings), len(given)) if given[index]]
        if spare:
            self._refuse(row, spare[0], _("There is no heading above this cell."))
        for index, column in self._columns:
            if index >= len(given):
                continue  # a row that ends early says nothing about the rest
            cell = self._linked(column, given[index], number)
            try:
                row.values[column] = self._value(column, cell)
            except ValidationError as error:
                for message in error.messages:
                    self._refuse(row, index, message)
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

    def _value(self, column, cell):
        if isinstance(cell, Broken):
            raise ValidationError(cell.message)
        if not cell.strip():
            return None
        if column.field == OWNER:
            return _address(cell)
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

    def _refuse(self, row, index, message):
        row.errors.append({"column": column_name(self.headings, index), "message": message})

    def changes(self, row, live):
        """Return {field: value} that a Row asks for and that differ from a member's.

        What is wrong is added to row.errors.

        Args:
            row: the Row.
            live: the member's plain values; None for a new one.
        """
        live = live or self._blank
        asked = self._asked(row, live)
        try:
            cleaned = values.clean(asked, self._known)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                for message in messages:
                    row.errors.append({"column": self._named.get(name, ""), "message": message})
            return {}
        return {name: value for name, value in cleaned.items() if value != live[name]}

    def _asked(self, row, live):
        asked, groups = {}, {}
        for column, value in row.values.items():
            if column.number:
                group = groups.setdefault(column.number, {})
                group[column.part, column.language] = value
            elif column.field in TEXTS:
                texts = asked.setdefault(column.field, dict(live[column.field]))
                self._put(texts, column.language, value)
            elif column.field not in (IDENTIFIER, OWNER) and (value is not None or self.clear):
                asked[column.field] = self._blank[column.field] if value is None else value
        if groups:
            try:
                asked["focus_areas"] = areas.merged(live["focus_areas"], groups, clear=self.clear)
            except ValidationError as error:
                row.errors += [
                    {"column": self._named["focus_areas"], "message": message}
                    for message in error.messages
                ]
        return asked

    def _put(self, texts, language, value):
        if value is not None:
            texts[language] = value
        elif self.clear:
            texts.pop(language, None)


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
