"""What people write where they have nothing to write ("n.v.t.", "néant"): it counts as empty.

The words stand in `data/placeholders.txt`, in Dutch, French, English and German.
"""

import re
from functools import lru_cache
from pathlib import Path

from .text import one_line

_FILE = Path(__file__).parent / "data" / "placeholders.txt"
_SIGNS = re.compile(r"[-‐‑‒–—―−_./\\|·•*?~…¿ ]+")
_LONGEST = 30
# What a spreadsheet shows instead of a value that it cannot work out, in four languages.
_SPREADSHEET_ERROR = re.compile(
    r"#{3,}|#(REF|VERW|BEZUG|VALUE|WAARDE|VALEUR|WERT|DIV/0|DEEL/0|NUM|GETAL|NOMBRE|ZAHL|NULL|LEEG|NUL"
    r"|SPILL|CALC|FIELD|BUSY|CONNECT)!|#(NAME|NAAM|NOM)\?",
    re.IGNORECASE,
)
_NAMES = frozenset({"name", "title"})
_SHORT_ALLOWED = frozenset({"name", "abbreviation", "countries", "languages", "themes", "city"})
# Nought is a number here.
_COUNTED = frozenset({"countries_total", "latitude", "longitude"})


def _sections():
    sections = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if re.fullmatch(r"\[(clear|plain|short)\]", line):
            words = sections.setdefault(line[1:-1], set())
        elif line and not line.startswith("# "):
            words.add(line.casefold())
    return sections


_WORDS = _sections()


def is_placeholder(text, field=""):
    """Whether a text only says that there is nothing to say.

    Args:
        text: what was written.
        field: publish()'s name of the field: a name may be a word that elsewhere says nothing.
    """
    return len(text) <= _LONGEST and _says_nothing(text, field)


@lru_cache(maxsize=10_000)
def _says_nothing(text, field):
    word = one_line(text).casefold()
    if not word:
        return False
    if word in _WORDS["clear"] or _SIGNS.fullmatch(word):
        return True
    if word in _WORDS["plain"]:
        return field not in _NAMES and not (field in _COUNTED and word[0] == "0")
    return word in _WORDS["short"] and field not in _SHORT_ALLOWED


def is_spreadsheet_error(text):
    """Whether a text is what a spreadsheet shows for an error: "#REF!", or "####" for no room."""
    return bool(_SPREADSHEET_ERROR.fullmatch(text.strip()))
