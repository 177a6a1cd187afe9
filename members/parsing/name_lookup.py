"""Things by any of their names: exactly, in any case and spelling of signs; else the nearest."""

from collections import defaultdict

from rapidfuzz import fuzz, process

from members.core.text import fold

_ALIKE = 75
_SHOWN = 3
_AND = ("and", "en", "et", "und", "e")


class Names:
    """The names of some things, such as countries.

    Args:
        names: {code: names in any language}; the first is what messages call it.
    """

    def __init__(self, names):
        self.names = names
        self._codes = defaultdict(set)
        for code, variants in names.items():
            for name in variants:
                self._codes[fold(name)].add(code)
                self._codes[squeezed(name)].add(code)
        self._codes.pop("", None)

    def find(self, text):
        """Return the codes that a name means: none, one, or several where it is ambiguous."""
        for form in (text, *_spelled_out(text)):
            if codes := self._codes.get(fold(form)) or self._codes.get(squeezed(form)):
                return set(codes)
        return set()

    def nearest(self, text):
        """Return the codes of up to three names most like a text, the most alike first."""
        matches = process.extract(
            fold(text), self._codes.keys(), scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=12
        )
        by_length = sorted(matches, key=lambda one: (-one[1], abs(len(one[0]) - len(text))))
        codes = [code for name, _score, _place in by_length for code in sorted(self._codes[name])]
        return list(dict.fromkeys(codes))[:_SHOWN]


def _spelled_out(text):
    """Return a name with "&" as each word that it may stand for: "São Tomé & Príncipe"."""
    return [text.replace("&", f" {word} ") for word in _AND] if "&" in text else []


def squeezed(text):
    """Return a name without anything between its letters: "v.z.w." and "VZW" are the same."""
    return fold(text).replace(" ", "")
