"""Which signs the bytes of a text file stand for: found out from the file itself, line by line."""

import codecs
import re
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .file_layout import FileError

_WESTERN = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "DOS (850)"}
# Of a mixed file each line is UTF-8 where it can be, and the other encoding where not.
_MIXED = "utf-8+"
ENCODINGS = {
    "utf-8-sig": gettext_lazy("UTF-8 with a mark at the start"),
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": gettext_lazy("UTF-16 (little endian) without a mark"),
    "utf-16-be": gettext_lazy("UTF-16 (big endian) without a mark"),
    **_WESTERN,
    "utf-8+cp1252": gettext_lazy("UTF-8 and Windows-1252, row by row"),
    "utf-8+mac_roman": gettext_lazy("UTF-8 and Mac Roman, row by row"),
    "utf-8+cp850": gettext_lazy("UTF-8 and DOS (850), row by row"),
}
_START = 1 << 16
_PIECE = 1 << 20
_LINE_END = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
# Letters of the languages that such files are in; quotes and dashes stand beside a space.
_LETTERS = frozenset("éèêëàâäçïîôöùûüÿñáíóúœæßåøÉÈÊËÀÂÄÇÏÎÔÖÙÛÜŒÅØ")
_SIGNS = frozenset("’‘“”–—€«»…·°ºª \xa0")
_ENOUGH = 400  # lines that are looked at to choose between old encodings


def encoding_of(path):
    """Return a name of ENCODINGS; raise FileError where a file ends within a sign."""
    with Path(path).open("rb") as file:
        start = file.read(_START)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _checked(path, "utf-16")
    # Western texts in UTF-16 have a NUL in every other byte; those in UTF-8 have none at all.
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = start[offset::2]
        if len(half) > 1 and half.count(0) > 0.7 * len(half) and start.count(0) < len(start) * 0.6:
            return _checked(path, name)
    utf8, others = _lines_of_each_kind(path)
    if not others:
        return "utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"
    western = _western(others)
    return f"{_MIXED}{western}" if utf8 else western


def _checked(path, encoding):
    for _line in lines(path, encoding):
        pass
    return encoding


def _lines_of_each_kind(path):
    """Return how many lines with special signs are UTF-8, and the first lines that are not."""
    utf8, others = 0, []
    for line in _byte_lines(path):
        if line.isascii():
            continue
        try:
            line.decode()
            utf8 += 1
        except UnicodeDecodeError:
            if len(others) < _ENOUGH:
                others.append(line)
    return utf8, others


def _byte_lines(path):
    with Path(path).open("rb") as file:
        first = True
        for line in file:
            if first:
                line, first = line.removeprefix(codecs.BOM_UTF8), False
            # Old Macs end a line with a return alone.
            yield from re.split(rb"(?<=\r)(?!\n)", line) if b"\r" in line[:-2] else (line,)


def _western(byte_lines):
    sample = b"\n".join(byte_lines)
    return max(_WESTERN, key=lambda name: _fit(sample.decode(name, "replace")))


def _fit(text):
    """Return how much a text looks like words of Western Europe: letters where letters stand."""
    fit = 0
    for place, sign in enumerate(text):
        if sign.isascii():
            continue
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        if sign in _LETTERS:
            fit += _fit_of_letter(sign, before, after)
        elif sign == "’":
            fit += 1 if before.isalpha() else 0
        elif sign in _SIGNS:
            fit += 1 if not (before.isalpha() and after.isalpha()) else -1
        else:
            fit -= 1
    return fit


def _fit_of_letter(sign, before, after):
    if not sign.isupper():
        return 1
    if before.isalpha():  # no word has a capital within
        return -1 if before.islower() or after.islower() else 1
    return 1 if after.isalpha() else 0


def lines(path, encoding):
    """Yield the lines of a text file with their ends, whichever those are.

    A byte that the encoding does not have becomes a lone surrogate, as Python's
    "surrogateescape" makes them; see `has_strange_bytes`.

    Raises:
        FileError: where UTF-16 is cut off.
    """
    if encoding.startswith("utf-16"):
        yield from _wide_lines(path, encoding)
        return
    legacy = encoding.removeprefix(_MIXED) if encoding.startswith(_MIXED) else ""
    only = encoding.removesuffix("-sig") if not legacy else "utf-8"
    for line in _byte_lines(path):
        if legacy:
            try:
                yield line.decode()
            except UnicodeDecodeError:
                yield line.decode(legacy, "surrogateescape")
        else:
            yield line.decode(only, "surrogateescape")


def _wide_lines(path, encoding):
    row = 1
    with Path(path).open(encoding=encoding, newline="") as file:
        try:
            for line in file:
                row += 1
                yield line
        except UnicodeError:
            raise FileError(
                _(
                    "This part of the file is not text in %(encoding)s. Save the file as "
                    "“CSV UTF-8” and upload that."
                )
                % {"encoding": ENCODINGS[encoding]},
                row,
            ) from None


def has_strange_bytes(text):
    """Whether a text holds bytes that its encoding does not have."""
    return any("\udc80" <= sign <= "\udcff" for sign in text)


def is_mixed(encoding):
    """Whether an encoding is decided line by line."""
    return encoding.startswith(_MIXED)
