"""What spreadsheet programs do to texts: zeros lost, dates and powers where names stand."""

import re

from django.utils.translation import gettext as _

from .file_layout import Cell

_POWER = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,3}")
_DATE = re.compile(
    r"\d{1,2}/\d{1,2}/\d{2,4}|\d{4}-\d\d-\d\d 00:00:00"
    r"|\d{1,2}-(?:jan|feb|f[ée]vr?|mrt|mars|mar|apr|avr|mei|mai|may|juni?|juin|juli?|juil|aug|ao[ûu]t"
    r"|sept?|okt|oct|nov|dec|d[ée]c)\.?(?:-\d{2,4})?",
    re.IGNORECASE,
)
_NAMES = ("name", "abbreviation", "other_names", "aliases", "former_names")
_TEXTS = (*_NAMES, "city", "street_address", "postal_code")


def damage(field, cell):
    """Return what a spreadsheet program likely did to the cell of a field, in words, or ""."""
    kind = cell.kind if isinstance(cell, Cell) else ""
    text = cell.strip()
    if field == "phone" and (kind == "number" or _POWER.fullmatch(text)):
        return _(
            "“%(value)s” was kept as a number, so that a zero or plus sign at its start may be "
            "lost. Write it with its country code, such as +32 2 123 45 67."
        ) % {"value": text}
    if field in (*_NAMES, "enterprise_number") and _POWER.fullmatch(text):
        return _("“%(value)s” is a number that was cut short. Write it whole.") % {"value": text}
    if field in _TEXTS and (kind == "date" or _DATE.fullmatch(text)):
        return _("A date stands here: “%(value)s”. Write the text that it was.") % {"value": text}
    if field in _NAMES and kind == "number":
        return _("“%(value)s” was kept as a number. Write it as text, as it should read.") % {
            "value": text
        }
    return ""
