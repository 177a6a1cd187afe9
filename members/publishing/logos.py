"""Logos: whatever is uploaded is verified by its content and made anew, in three widths."""

import hashlib
import io
import os
import struct
import tempfile
import threading
import warnings
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from members.presenting.logo import WIDTHS

MAX_BYTES = 5 * 1024 * 1024
# Some decoders hold a picture several times; so much of each stays below 300 MB.
MAX_MEGAPIXELS = {"PNG": 40, "JPEG": 40, "WEBP": 12, "AVIF": 12}
_PROGRESSIVE = 25  # such a JPEG is held whole, two bytes a value
FORMATS = tuple(MAX_MEGAPIXELS)
# Of 0 to 6: with 6 the noise of 0.6 MB in a transparent picture took 13 seconds, with 4 a tenth.
_EFFORT = 4
# Many times what any rendition needs; a larger picture is made smaller before it is copied.
_ENOUGH = 3072
_at_work, _PATIENCE = threading.Lock(), 10  # one picture a process; seconds that others wait
_SIGNATURES = (
    (b"<svg", "SVG"),
    (b"<?xml", "XML"),
    (b"%PDF", "PDF"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"PK\x03\x04", "ZIP"),
)
# What decoders raise for a picture that is not whole; AVIF's says RuntimeError.
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    MemoryError,
    RuntimeError,
    LookupError,
    TypeError,
    struct.error,
)


def store_logo(upload, crop=None):
    """Keep an uploaded logo and return the word by which a member knows it.

    The picture is decoded and encoded again as WebP, so that nothing of the file itself
    (metadata, hidden payloads) is kept. Files are named by the content: the same logo is kept
    once, and one that a revision may bring back is never written over.

    Args:
        upload: a file object with `read()` and `size` (an UploadedFile).
        crop: what to cut off at left, top, right and bottom, as shares of 0 to 1 of the upright
            picture; None keeps it whole.

    Returns:
        "digest-WIDTHxHEIGHT" of the largest picture, as `Member.logo` holds it.

    Raises:
        ValidationError: saying what was found instead of a logo.
    """
    # Several large ones at once would take the memory and the time of every visitor's page.
    if not _at_work.acquire(timeout=_PATIENCE):
        raise ValidationError(_("Other pictures are being worked on. Try again in a minute."))
    try:
        picture = _cropped(_opened(upload), crop)
        renditions = {width: _webp(picture, width) for width in WIDTHS.values()}
    finally:
        _at_work.release()
    largest = renditions[WIDTHS["large"]]
    digest = hashlib.sha256(largest).hexdigest()[:32]
    for width, content in renditions.items():
        _write(logo_path(digest, width), content)
    with Image.open(io.BytesIO(largest)) as image:
        return f"{digest}-{image.width}x{image.height}"


def logo_path(digest, width):
    """Return where one rendition of a logo is kept."""
    return Path(settings.MEDIA_ROOT) / "logos" / digest[:2] / f"{digest}-{width}.webp"


def _opened(upload):
    if upload.size > MAX_BYTES:
        raise ValidationError(
            _("This file is %(size).1f MB; a logo may be at most 5 MB. Save it smaller."),
            params={"size": upload.size / 1024 / 1024},
        )
    content = upload.read()
    try:
        with warnings.catch_warnings():
            # Pillow's own warning says nothing that _check_size does not say better.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=FORMATS)
        _check_size(picture)
        picture.draft("RGB", (1024, 1024))  # a JPEG is decoded no larger than needed
        return _plain(picture)
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise _refusal(content, error) from None
    except _DAMAGE:
        raise ValidationError(
            _("This picture is damaged. Save it again and try once more.")
        ) from None


def _check_size(picture):
    most = _PROGRESSIVE if "progressive" in picture.info else MAX_MEGAPIXELS[picture.format]
    if picture.width * picture.height > most * 1_000_000:
        raise ValidationError(
            _(
                "This picture is %(width)d × %(height)d pixels; at most %(most)d megapixels fit "
                "in such a %(format)s file. Make it smaller."
            ),
            params={
                "width": picture.width,
                "height": picture.height,
                "most": most,
                "format": picture.format,
            },
        )


def _refusal(content, error):
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    kind = next((name for sign, name in _SIGNATURES if start.startswith(sign.lower())), None)
    if not content:
        return ValidationError(_("This file is empty."))
    if isinstance(error, Image.DecompressionBombError):
        return ValidationError(
            _("This picture has far too many pixels; at most 40 megapixels fit. Make it smaller.")
        )
    if kind == "XML" and b"<svg" in start:
        kind = "SVG"
    if kind:
        return ValidationError(
            _("This is a %(found)s file. Use PNG, JPEG, WebP or AVIF."), params={"found": kind}
        )
    return ValidationError(
        _("This is not a picture that Koepel can read. Use PNG, JPEG, WebP or AVIF.")
    )


def _plain(picture):
    picture.load()
    if max(picture.size) > _ENOUGH:
        shrink = _ENOUGH / max(picture.size)
        size = [max(1, round(side * shrink)) for side in picture.size]
        # Not smoothed: that would hold a copy of the whole. The renditions smooth what is left.
        large, picture = picture, picture.resize(size, Image.Resampling.NEAREST)
        large.close()  # else the caller would hold it until the end
    picture = ImageOps.exif_transpose(picture)
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    return picture.convert("RGBA" if has_alpha else "RGB")


def _cropped(picture, crop):
    if not crop or not any(crop):
        return picture
    left, top, right, bottom = crop
    width, height = picture.size
    box = (
        round(left * width),
        round(top * height),
        round((1 - right) * width),
        round((1 - bottom) * height),
    )
    if min(crop) < 0 or box[2] <= box[0] or box[3] <= box[1]:
        raise ValidationError(_("This crop leaves nothing of the picture. Crop less."))
    return picture.crop(box)


def _webp(picture, width):
    copy = picture.copy()
    copy.thumbnail((width, width), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    copy.save(out, "WEBP", quality=86, method=_EFFORT, icc_profile=b"", exif=b"", xmp=b"")
    return out.getvalue()


def _write(path, content):
    """Write a file whole or not at all: a full disk must not leave an empty logo."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            Path(file.name).unlink()
            raise
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)
