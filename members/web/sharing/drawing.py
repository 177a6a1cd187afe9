"""Draws a Card as a PNG of 1200 × 630 pixels, the size that links are shown with."""

import io
import math
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
MOST = 60_000  # bytes
_EDGE, _TILE, _BAND = 72, 150, 112
_PAPER, _INK, _SOFT = "#fbf9f5", "#23211d", "#5b564d"
_FONTS = Path(__file__).with_name("fonts")
# What the fonts draw: Latin, Greek, Cyrillic, and the signs between their words.
_DRAWN = ((0x20, 0x7E), (0xA0, 0x377), (0x37A, 0x52F), (0x1E00, 0x1EFF), (0x2010, 0x205F))
_DRAWN += ((0x20A0, 0x20BF), (0x2116, 0x2116), (0x2122, 0x2122))


def can_write(text):
    """Whether the fonts have every letter of a text."""
    return all(any(first <= ord(sign) <= last for first, last in _DRAWN) for sign in text)


@lru_cache(maxsize=32)
def _font(weight, size):
    return ImageFont.truetype(_FONTS / f"NotoSans-{weight}.ttf", size)


def draw(card):
    """Return the PNG of a Card, of at most MOST bytes."""
    picture = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, SIZE[1] - _BAND, *SIZE), fill=card.colour)
    left = _EDGE
    if card.logo or card.monogram:
        _tile(picture, pen, card)
        left += _TILE + 48
    top = _title(pen, card.title, left)
    _lines(pen, card.text, (left, top + 24), SIZE[1] - _BAND - 24)
    owner = _cut(card.owner, _font("Bold", 38), SIZE[0] - 2 * _EDGE)
    middle = SIZE[1] - _BAND // 2
    pen.text((_EDGE, middle), owner, _on(card.colour), _font("Bold", 38), anchor="lm")
    return _light(picture)


def _light(picture):
    for colours in (128, 48, 16, 6):
        out = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= MOST:
            break
    return out.getvalue()


def _tile(picture, pen, card):
    box = (_EDGE, _EDGE + 8, _EDGE + _TILE, _EDGE + 8 + _TILE)
    if card.logo:
        pen.rounded_rectangle(box, 36, fill="#ffffff", outline="#e4dfd4", width=2)
        with Image.open(card.logo) as logo:
            logo = logo.convert("RGBA")
            logo.thumbnail((_TILE - 28, _TILE - 28))
            place = [box[n] + (_TILE - side) // 2 for n, side in enumerate(logo.size)]
            picture.paste(logo, place, logo)
        return
    pen.rounded_rectangle(box, 36, fill=_oklch(0.915, 0.052, card.hue))
    middle = (box[0] + _TILE // 2, box[1] + _TILE // 2)
    pen.text(middle, card.monogram, _oklch(0.36, 0.085, card.hue), _font("Bold", 60), anchor="mm")


def _title(pen, text, left):
    """Write the title as large as three lines allow; return where it ends."""
    width = SIZE[0] - left - _EDGE
    for size in (76, 64, 54, 46):
        font = _font("Bold", size)
        lines = _wrapped(text, font, width)
        if len(lines) <= (2 if size > 60 else 3):
            break
    top = _EDGE
    for line in lines[:3]:
        pen.text((left, top), line, _INK, font)
        top += round(size * 1.2)
    return top


def _lines(pen, text, start, bottom):
    (left, top), font = start, _font("Regular", 38)
    lines = _wrapped(text, font, SIZE[0] - left - _EDGE)
    room = max(0, (bottom - top) // 52)
    if len(lines) > room > 0:
        lines = [*lines[: room - 1], _cut(f"{lines[room - 1]} …", font, SIZE[0] - left - _EDGE)]
    for line in lines[:room]:
        pen.text((left, top), line, _SOFT, font)
        top += 52


def _wrapped(text, font, width):
    lines = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(_cut(word, font, width))
    return lines


def _cut(text, font, width):
    while font.getlength(text) > width:
        text = text.rstrip("…")[:-1] + "…"
    return text


def _on(colour):
    """Return black or white, whichever is easier to read on a colour (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#ffffff" if light < 0.18 else "#000000"


def _oklch(lightness, chroma, hue):
    """Return a colour of CSS's oklch() as RGB (Ottosson, 2020, "A perceptual color space")."""
    a, b = (chroma * f(math.radians(hue)) for f in (math.cos, math.sin))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return tuple(round(255 * _gamma(max(0.0, min(1.0, part)))) for part in linear)


def _gamma(part):
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
