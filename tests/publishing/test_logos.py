"""Logos: four formats are made anew, everything else is refused with what was found."""

import io
import random
import struct
import time
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from members.publishing import logos
from members.publishing.logos import MAX_BYTES, logo_path, store_logo
from tests.helpers import picture, upload


def kept(settings):
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def png_of(width, height):
    """Return a PNG that claims a size and holds next to nothing."""
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IEND", b"")]
    chunks = [
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def content_of(kind, **options):
    return picture(kind, **options).read()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_it_keeps_three_widths_as_webp(kind, settings):
    word = store_logo(picture(kind, (800, 400)))
    digest, size = word.split("-")
    assert size == "384x192"
    assert len(kept(settings)) == 3
    for width in (96, 192, 384):
        with Image.open(logo_path(digest, width)) as made:
            assert (made.format, made.size) == ("WEBP", (width, width // 2))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_it_reads_every_kind_of_png(mode):
    assert store_logo(picture("PNG", mode=mode)).endswith("-40x20")


def test_it_reads_jpegs_made_for_print():
    assert store_logo(picture("JPEG", mode="CMYK")).endswith("-40x20")


def test_transparency_stays():
    word = store_logo(upload(content_of_transparent()))
    with Image.open(logo_path(word.split("-")[0], 96)) as made:
        assert made.convert("RGBA").getpixel((0, 0))[3] == 0


def content_of_transparent():
    out = io.BytesIO()
    Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save(out, "PNG")
    return out.getvalue()


def test_a_small_logo_is_not_blown_up():
    assert store_logo(picture(size=(40, 20))).endswith("-40x20")


def test_a_turned_photograph_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    assert store_logo(picture("JPEG", (40, 20), exif=exif)).endswith("-20x40")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_nothing_of_the_file_itself_is_kept(kind, settings):
    exif = Image.Exif()
    exif[0x010E] = "SECRET place of the photographer"
    exif.get_ifd(0x8825)[29] = "SECRET GPS date"  # and where it was taken, as telephones write it
    secret = {"exif": exif, "icc_profile": b"SECRET" * 40}
    store_logo(picture(kind, **secret))
    assert all(b"SECRET" not in path.read_bytes() for path in kept(settings))


def test_the_same_logo_is_kept_once(settings):
    assert store_logo(picture()) == store_logo(picture())
    assert len(kept(settings)) == 3


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PNG, JPEG = content_of("PNG", size=(300, 300)), content_of("JPEG", size=(300, 300))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (SVG, "SVG"),
        (b"<?xml version='1.0'?>\n" + SVG, "SVG"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "HTML"),
        (content_of("GIF"), "GIF"),
        (content_of("BMP"), "BMP"),
        (content_of("TIFF"), "TIFF"),
        (b"%PDF-1.7", "PDF"),
        (b"hello", "not a picture"),
        (JPEG[: len(JPEG) // 2], "damaged"),
        (PNG[: len(PNG) // 2], "damaged"),
        (PNG[:20], "PNG|damaged|not a picture"),
        (png_of(50_000, 50_000), "far too many pixels"),
        (png_of(12_000, 12_000), "12000 × 12000 pixels"),
        (png_of(7_000, 7_000), "7000 × 7000 pixels"),
        (b"x" * (MAX_BYTES + 1), "5.0 MB; a logo may be at most 5 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_anything_else_is_refused_by_name_and_nothing_is_kept(content, message, settings):
    with pytest.raises(ValidationError, match=message):
        store_logo(upload(content))
    assert kept(settings) == []


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF"])
@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_picture_is_refused_or_read_and_never_an_error(kind, seed):
    content = bytearray(content_of(kind, size=(60, 60)))
    for n in range(seed + 1):
        content[(n * 131 + seed * 37) % len(content)] ^= 0xFF
    with suppress(ValidationError):
        assert store_logo(upload(bytes(content)))


def test_a_full_disk_leaves_no_broken_logo(settings, monkeypatch):
    def full(_descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("members.publishing.logos.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        store_logo(picture())
    assert kept(settings) == []


def noise(mode):
    """Return a PNG of 0.6 MB that nothing can compress."""
    channels = len(mode)
    side = int((600_000 / channels) ** 0.5)
    pixels = random.Random(1).randbytes(side * side * channels)
    out = io.BytesIO()
    Image.frombytes(mode, (side, side), pixels).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("mode", ["RGBA", "LA", "RGB", "L"])
def test_noise_takes_no_more_than_two_seconds(mode):
    start = time.process_time()
    store_logo(upload(noise(mode)))
    assert time.process_time() - start < 2


def test_one_picture_is_worked_on_at_a_time(monkeypatch):
    monkeypatch.setattr(logos, "_PATIENCE", 0.05)
    with logos._at_work, pytest.raises(ValidationError, match="Try again in a minute"):
        store_logo(picture())
    assert store_logo(picture())


def test_a_picture_that_was_refused_leaves_the_way_free():
    with suppress(ValidationError):
        store_logo(upload(b"no picture"))
    assert store_logo(picture())
