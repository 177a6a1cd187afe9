"""The files in data/: names and words that the search knows, one record a line."""

from importlib.resources import files

FOLDER = files(__package__) / "data"


def lines(*path):
    """Yield the lines of a file in data/ without comments and empty ones."""
    for line in FOLDER.joinpath(*path).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def records(*path):
    """Yield the lines of a file as lists of what stands between bars."""
    for line in lines(*path):
        yield [part.strip() for part in line.split("|")]
