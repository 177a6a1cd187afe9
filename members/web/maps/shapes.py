"""The files that maps are drawn from: which shapes they have, and how large the page is."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

_FOLDER = Path("koepel") / "maps"
_VIEW_BOX = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
_ID = re.compile(r'\bid="([A-Za-z0-9-]+)"')


@dataclass(frozen=True)
class Shapes:
    """One file of shapes.

    Attributes:
        address: where browsers get it.
        width: of the page that it draws on.
        height: of that page.
        ids: of its shapes: a value of the directory, or "dot-" and a value.
    """

    address: str
    width: int
    height: int
    ids: frozenset

    def pieces(self, value):
        """Return the ids that show a value: its shape, and the dot of a small one."""
        return [name for name in (value, f"dot-{value}") if name in self.ids]


@lru_cache(maxsize=4)
def shapes_of(group):
    """Return the Shapes of countries ("country") or of places ("place")."""
    if group == "country":
        return _shapes("world.svg")
    return _own() if settings.PLACE_SHAPES else _shapes("belgium.svg")


def own_file():
    """Return (digest, content) of the federation's own shapes of places, or (None, None)."""
    if not settings.PLACE_SHAPES:
        return None, None
    content = Path(settings.PLACE_SHAPES).read_bytes()
    return hashlib.sha256(content).hexdigest()[:32], content


def _shapes(name):
    text = (settings.BASE_DIR / "static" / _FOLDER / name).read_text(encoding="utf-8")
    return _read(text, static(f"{_FOLDER.as_posix()}/{name}"))


def _own():
    digest, content = own_file()
    return _read(content.decode(), reverse("shapes", args=[digest]))


def _read(text, address):
    width, height = map(int, _VIEW_BOX.search(text).groups())
    return Shapes(address, width, height, frozenset(_ID.findall(text)))
