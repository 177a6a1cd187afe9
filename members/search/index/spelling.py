"""British and American spelling: the same word, whichever of the two somebody writes."""

import re
from functools import lru_cache
from importlib.resources import files

_FILE = files(__package__) / "data" / "spelling.txt"
_ROOTS = "\n[roots]\n"
# "organisation", "organising": to change the s of "promise" as well does no harm, as nobody
# writes it with a z.
_ENDING = re.compile(r"(?<=..)i([sz])(?=(?:e[drs]?|ers|ing|ations?|ational)$)")


@lru_cache(maxsize=1)
def _pairs():
    """Return (whole words, roots): lists of (British, American) pairs."""
    wholes, _line, roots = _FILE.read_text(encoding="utf-8").partition(_ROOTS)
    return tuple(
        [tuple(line.split()) for line in part.splitlines() if line and not line.startswith("#")]
        for part in (wholes, roots)
    )


@lru_cache(maxsize=1)
def _tables():
    """Return {word: its other spelling} and [(root, its other spelling), …], for each way."""
    wholes, roots = _pairs()
    back = [(american, british) for british, american in roots]
    return (dict(wholes), roots), ({american: british for british, american in wholes}, back)


@lru_cache(maxsize=4000)
def other_spelling(word):
    """Return a folded word as it is written across the ocean; itself where that is the same."""
    for wholes, roots in _tables():
        if (other := _respelt(word, wholes, roots)) != word:
            return other
    return _ENDING.sub(_swapped, word)


def _swapped(match):
    return "iz" if match[1] == "s" else "is"


def _respelt(word, wholes, roots):
    if word in wholes:
        return wholes[word]
    root = next((pair for pair in roots if word.startswith(pair[0])), None)
    return root[1] + word[len(root[0]) :] if root else word


@lru_cache(maxsize=20_000)
def one_spelling(word):
    """Return a folded word in the one spelling in which names are compared, the American one."""
    return _ENDING.sub("iz", _respelt(word, *_tables()[0]))
