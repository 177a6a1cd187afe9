"""Hostile logos take little memory and leave nothing behind: each in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.publishing.test_logos import png_of

pytestmark = pytest.mark.slow
MOST = 300  # MB
ROOT = Path(__file__).resolve().parents[2]
LARGEST, TWELVE = (6324, 6324), (3464, 3464)


@pytest.fixture
def take(tmp_path):
    """A function that gives a file (or so many megabytes) to a process and returns its answer."""
    for folder in ("media", "temp"):
        (tmp_path / folder).mkdir()
    places = {"MEDIA_ROOT": str(tmp_path / "media"), "TMPDIR": str(tmp_path / "temp")}

    def taken(what):
        run = subprocess.run(
            [sys.executable, "-m", "tests.publishing.logo_process", str(what)],
            env=os.environ | places,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        answer = json.loads(run.stdout)
        assert answer["peak"] < MOST
        assert list((tmp_path / "temp").iterdir()) == []
        answer["kept"] = [path for path in (tmp_path / "media").rglob("*") if path.is_file()]
        return answer

    return taken


def of_one_colour(path, mode, size, **options):
    """Write a picture that is large and weighs next to nothing."""
    Image.new(mode, size).save(path, **options)
    return path


@pytest.mark.parametrize(
    ("name", "mode", "size", "options"),
    [
        ("largest.png", "RGB", LARGEST, {}),
        ("palette.png", "P", LARGEST, {}),
        ("largest.jpg", "RGB", LARGEST, {}),
        ("cmyk.jpg", "CMYK", LARGEST, {}),
        ("largest.webp", "RGB", TWELVE, {"method": 0, "quality": 1}),
        ("largest.avif", "RGB", TWELVE, {"speed": 10}),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_the_largest_that_is_taken(name, mode, size, options, take, tmp_path):
    answer = take(of_one_colour(tmp_path / name, mode, size, **options))
    assert answer["said"].endswith("-384x384")
    assert len(answer["kept"]) == 3


@pytest.mark.parametrize(
    ("name", "mode", "options"),
    [
        ("print.jpg", "CMYK", {"progressive": True, "subsampling": 0}),
        ("bomb.webp", "RGB", {"method": 0, "quality": 1}),
    ],
    ids=["progressive", "webp"],
)
def test_what_a_decoder_would_hold_several_times_is_refused(name, mode, options, take, tmp_path):
    answer = take(of_one_colour(tmp_path / name, mode, LARGEST, **options))
    assert "6324 × 6324 pixels" in answer["said"]
    assert answer["kept"] == []


def test_of_what_moves_the_first_picture_is_taken(take, tmp_path):
    frames = [Image.new("RGB", (1500, 1500), colour) for colour in ("red", "blue")]
    more = {"save_all": True, "append_images": frames[1:] * 60, "method": 0, "quality": 1}
    frames[0].save(tmp_path / "moving.webp", **more)
    answer = take(tmp_path / "moving.webp")
    assert answer["said"].endswith("-384x384")


def test_a_picture_of_fifty_thousand_pixels_each_way_is_refused(take, tmp_path):
    (tmp_path / "bomb.png").write_bytes(png_of(50_000, 50_000))
    answer = take(tmp_path / "bomb.png")
    assert "far too many pixels" in answer["said"]
    assert answer["kept"] == []


def test_two_hundred_megabytes_are_refused_without_being_held(take):
    answer = take(200)
    assert "200.0 MB; a logo may be at most 5 MB" in answer["said"]
    assert answer["kept"] == []
