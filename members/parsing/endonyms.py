"""What countries and languages are called in their own languages: "Ελλάδα", "Euskara".

They come from Unicode's CLDR and stand in `data/own_names.txt`: read from Babel, some 150 locales
would stay in the memory of each process (90 MB).
"""

from pathlib import Path

_FILE = Path(__file__).parent / "data" / "own_names.txt"


def own_names(kind):
    """Return {code: [names]}; `kind` is "countries" or "languages"."""
    names, section = {}, ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif section == kind and line:
            code, *variants = line.split(" | ")
            names[code] = variants
    return names
