"""Days and years as people write them: in any usual order, with months by name, as Excel's days."""

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from members.core.text import fold

from .localized_names import TYPED_IN
from .text import one_line

_TIME = re.compile(
    r"[t ,]+\d{1,2}\s*(?:[:.hu]\s*\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(?:am|pm|uur|uhr|h)?"
    r"\s*(?:z|utc|[+-]\d{2}:?\d{2})?$"
)
_LEAD = re.compile(
    r"^(?:op|le|den|de|on|am|sinds|depuis|since|seit|opgericht|gesticht|in|en|anno|est|"
    r"het jaar|jaar|année|annee|l[’']an|year|jahr)\.?\s+"
)
_TRAIL = re.compile(
    r"\s*(?:\([^()\d]*\)|[-–]\s*(?:heden|nu|present|now|today|heute|aujourd[’']hui))$"
)
_UNSURE = re.compile(
    r"^(?:c\.?|ca\.?|circa|rond|omstreeks|ongeveer|vers|environ|env\.?|autour|about|around|approx\.?|"
    r"um|etwa|ungefahr|ungefähr|±|\+/-|~|≈|voor|avant|before|vor|na|apres|après|after|nach|begin|"
    r"eind|debut|début|fin|mid|midden|early|late|jaren|annees|années|vermoedelijk|±)\b\s*|[?]|"
    r"^[±~≈]|'?s$|\bca\.",
)
_RANGE = re.compile(r"^(\d{4})\s*(?:[-–/]|tot|à|a|to|bis|en|et|of|ou|or)\s*(\d{2}|\d{4})$")
_NUMERIC = re.compile(r"^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})$")
_ISO = re.compile(r"^(\d{4})[\s./-]?(\d{2}|\d{1}(?=[\s./-]))[\s./-]?(\d{1,2})$")
_MONTH = re.compile(r"^(\d{4})[./-](0?[1-9]|1[0-2])$|^(0?[1-9]|1[0-2])[./-](\d{4})$")
_EXCEL = re.compile(r"^(\d{5})(?:[.,]\d+)?$")
_ORDINAL = re.compile(r"(?<=\d)(?:er|ere|e|de|ste|st|nd|rd|th|\.)(?=[\s,]|$)")
_EXCEL_START, _EXCEL_FIRST = dt.date(1899, 12, 30), 10_000


class Moment(NamedTuple):
    """What was read of a date: the month and the day are None where nothing was said."""

    year: int
    month: int | None = None
    day: int | None = None


def day(text, *, future=False):
    """Return the day that somebody wrote.

    Args:
        text: as it was written, day before month where only digits say it.
        future: whether it may lie ahead.

    Raises:
        ValidationError: for what is no day, does not exist, lies ahead or could be another.
    """
    read = _read(text)
    if read.day is None:
        raise _wrong(_("“%(value)s” has no day. Write it as 2026-03-31."), text)
    date = _existing(read, text)
    if not future and date > timezone.localdate():
        raise _wrong(_("“%(value)s” lies in the future."), text)
    return date


def year(text):
    """Return the year that somebody wrote, or that of a day.

    Raises:
        ValidationError: for what is no year, lies ahead or is not sure.
    """
    line = one_line(str(text)).removesuffix(".0")
    if re.fullmatch(r"'?\d{2}", line):
        raise _wrong(_("“%(value)s” could be of any century. Write the year in four digits."), text)
    read = Moment(int(line)) if re.fullmatch(r"\d{3,4}", line) else _read(line, _no_year)
    if read.day is not None:
        _existing(read, text)
    if read.year > timezone.localdate().year:
        raise _wrong(_("“%(value)s” lies in the future."), text)
    if read.year < 1:
        raise _no_year(text)
    return read.year


def _read(text, unreadable=None):
    unreadable = unreadable or _no_date
    line = _plain(text)
    if _UNSURE.search(line):
        raise _wrong(_("“%(value)s” is not sure. Write it only if you know it."), text)
    if (match := _RANGE.match(line)) and not _MONTH.match(line):
        raise _wrong(_("“%(value)s” is more than one year. Write the first, if that is it."), text)
    if match := _EXCEL.match(line):
        return _of_excel(int(match[1]), text, unreadable)
    if re.fullmatch(r"\d{4}", line):
        return Moment(int(line))
    if match := _ISO.match(line):
        return _checked(Moment(*map(int, match.groups())), text)
    if match := _NUMERIC.match(line):
        number, month, year_ = match.groups()
        return _checked(Moment(_century(year_), int(month), int(number)), text)
    if match := _MONTH.match(line):
        first, second, third, fourth = match.groups()
        return Moment(int(first or fourth), int(second or third))
    return _named(line, text, unreadable)


def _plain(text):
    line = _TIME.sub("", _TRAIL.sub("", one_line(str(text)).casefold())).strip(" ,;'’")
    words = [word for word in line.split() if fold(word) not in _weekdays()]
    line = _ORDINAL.sub("", " ".join(words))
    while (shorter := _LEAD.sub("", line)) != line:
        line = shorter
    return line.strip(" ,;.")


def _named(line, text, unreadable):
    """Read a date whose month is a word."""
    pieces = [piece for piece in fold(line).split() if piece not in ("of", "van", "de", "du")]
    months = [index for index, piece in enumerate(pieces) if piece in _months()]
    numbers = [piece for piece in pieces if piece.isdigit()]
    if len(months) != 1 or len(numbers) + 1 != len(pieces) or len(numbers) not in (1, 2):
        raise unreadable(text)
    month = _months()[pieces[months[0]]]
    *days, year_ = sorted(numbers, key=len) if len(numbers[0]) > 2 else numbers
    if len(year_) not in (2, 4) or (days and len(days[0]) > 2):
        raise unreadable(text)
    return Moment(_century(year_), month, int(days[0]) if days else None)


def _checked(read, text):
    if read.month > 12 and 1 <= read.day <= 12:
        # As Americans write it: nothing but the size of the number tells.
        other = dt.date(read.year, read.day, read.month) if read.month <= 28 else None
        words = _("“%(value)s” has no month %(month)d. If the month stands first, write %(iso)s.")
        iso = other or f"{read.year:04}-{read.day:02}-{read.month:02}"
        raise ValidationError(
            words, params={"value": str(text)[:80], "month": read.month, "iso": iso}, code="unclear"
        )
    return read


def _existing(read, text):
    try:
        return dt.date(*read)
    except ValueError:
        raise _wrong(_("“%(value)s” is a day that does not exist."), text) from None


def _of_excel(number, text, unreadable):
    latest = (timezone.localdate() - _EXCEL_START).days
    if not _EXCEL_FIRST <= number <= latest:
        raise unreadable(text)
    date = _EXCEL_START + dt.timedelta(days=number)
    return Moment(date.year, date.month, date.day)


def _century(digits):
    """Return the year of two or four digits: of two, the last one that is not ahead."""
    if len(digits) == 4:
        return int(digits)
    this = timezone.localdate().year
    full_year = this // 100 * 100 + int(digits)
    return full_year if full_year <= this else full_year - 100


@lru_cache(maxsize=1)
def _months():
    """Return {folded name: number} of the months in four languages, short forms too."""
    names = {"sept": 9, "maerz": 3, "mrz": 3, "mrt": 3, "febr": 2, "janv": 1, "juill": 7, "dez": 12}
    for language in TYPED_IN:
        for context in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in context[width].items():
                    names.setdefault(fold(name), number)
    return names


@lru_cache(maxsize=1)
def _weekdays():
    names = set()
    for language in TYPED_IN:
        for context in Locale(language).days.values():
            for width in ("wide", "abbreviated"):
                names |= {fold(name) for name in context[width].values()}
    return names - set(_months()) - {""}


def _no_date(text):
    return _wrong(_("“%(value)s” is not a date. Write it as 2026-03-31."), text)


def _no_year(text):
    return _wrong(_("“%(value)s” is not a year. Write it in four digits, such as 1998."), text)


def _wrong(words, text):
    return ValidationError(words, params={"value": str(text)[:80]}, code="invalid")
