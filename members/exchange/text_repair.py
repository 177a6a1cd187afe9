"""Texts that came to harm on their way: letters encoded twice, and markup of web pages."""

import html
import re
from html.entities import html5

from django.utils.translation import gettext_lazy

MENDS = {
    "double": gettext_lazy("Letters that were encoded twice (“Ã©” for “é”)"),
    "markup": gettext_lazy("Markup of web pages: tags and codes for letters"),
}
# How UTF-8 begins when it was read in another encoding: the letters of Western Europe, and signs.
_BEGINNINGS = {
    "cp1252": "[ÂÃ]#|Å[“’]|[ÄÅ](?![‘’“”–—…•])#|â##|ð###",
    "mac_roman": "[¬√]#|‚##",
    "cp850": "[┬├]#|Ô##",
}


def _signs_of(codec):
    """Return {sign: byte} of the upper half of an encoding."""
    signs = {}
    for byte in range(0x80, 0x100):
        try:
            signs[bytes([byte]).decode(codec)] = byte
        except UnicodeDecodeError:
            signs[chr(byte)] = byte
    return signs


def _twice(codec, beginnings):
    """Return (bytes by sign, pattern) of UTF-8 that was read in another encoding."""
    signs = _signs_of(codec)
    more = "".join(re.escape(sign) for sign, byte in signs.items() if byte < 0xC0)
    return signs, re.compile(beginnings.replace("#", f"[{more}]"))


_TABLES = [_twice(codec, beginnings) for codec, beginnings in _BEGINNINGS.items()]
_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_BLOCK_END = re.compile(r"\s*</(?:p|div|h[1-6]|ul|ol|blockquote)>\s*", re.IGNORECASE)
_ITEM = re.compile(r"\s*<li\b[^<>]*>\s*", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|span|b|i|u|em|strong|a|ul|ol|li|h[1-6]|font|blockquote|sup|sub|small)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,10}\d?|#\d{1,6}|#[xX][0-9A-Fa-f]{1,6});")
_MANY_LINES = re.compile(r"\n{3,}")


def repaired(text, mends):
    """Return a text with the harm of some kinds undone.

    Args:
        text: a cell.
        mends: names of MENDS.
    """
    if "double" in mends and not text.isascii():
        text = _once(text)
    if "markup" in mends and ("&" in text or "<" in text):
        text = _without_markup(text)
    return text


def _once(text):
    for signs, pattern in _TABLES:
        better = pattern.sub(lambda match, signs=signs: _decoded(match[0], signs), text)
        if better != text:
            # Some were encoded three times.
            return pattern.sub(lambda match, signs=signs: _decoded(match[0], signs), better)
    return text


def _decoded(text, signs):
    try:
        sign = bytes(signs[sign] for sign in text).decode()
    except UnicodeDecodeError:
        return text
    return sign if sign.isprintable() or sign == "\xa0" else text


def _without_markup(text):
    if _TAG.search(text) or _BREAK.search(text):
        text = _BLOCK_END.sub("\n\n", _BREAK.sub("\n", text))
        text = _TAG.sub("", _ITEM.sub("\n- ", text))
        text = _MANY_LINES.sub("\n\n", text).strip()
    return _ENTITY.sub(_sign, text)


def _sign(match):
    is_reference = match[0].startswith("&#") or match[0][1:] in html5
    return html.unescape(match[0]) if is_reference else match[0]
