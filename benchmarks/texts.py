"""Names and texts of synthetic members, with the skew and the growth of real ones.

A text is made of a language's own sentences. Most of its words are common ones; compounds and
rare words follow a power law without an end, so that new words keep coming as texts do in
every language (Heaps, "Information Retrieval", 1978): the index's vocabulary grows as it would.
"""

import re

from .words import (
    ADJECTIVES,
    COUNTRIES,
    ENDINGS,
    FIRST_PARTS,
    LINKING,
    NAMES,
    NOUNS,
    SENTENCES,
    SUBJECTS,
    SUMMARIES,
    SYLLABLES,
    TOWNS,
    VERBS,
)

LANGUAGES = tuple(NOUNS)
SUMMARY_LIMIT = 160
_POOL = 2048
# Exponents of the power laws: how often rare words and coined names come back.
_RARE, _COINED = -1.6, -2.6
_MOST = 1 << 24
_SPREAD = 2654435761  # Knuth's multiplicative hash, so that neighbours in rank look different


def skewed(items, exponent=1.0, size=_POOL):
    """Return a pool in which item k stands in proportion to 1 / k**exponent, at least once."""
    weights = [1 / (rank**exponent) for rank in range(1, len(items) + 1)]
    whole = sum(weights)
    pool = []
    for item, weight in zip(items, weights, strict=True):
        pool += [item] * max(1, round(size * weight / whole))
    return pool


def rare_word(rank):
    """Return the pronounceable word of a rank; another for each."""
    number = rank * _SPREAD % _MOST + _MOST // 8
    letters = []
    while number:
        number, syllable = divmod(number, len(SYLLABLES))
        letters.append(SYLLABLES[syllable])
    return "".join(letters)


class Writer:
    """Writes texts from one source of chance.

    Args:
        random: a random.Random.
        land_names: {language: [name, …]} of COUNTRIES, in their order.
    """

    def __init__(self, random, land_names):
        self._random, self._between = random.random, random.randint
        self._towns = skewed([town for town, _code, _place in TOWNS], 0.8)
        self._slots = {
            language: self._slots_of(language, land_names[language]) for language in LANGUAGES
        }
        self._sentences, self._summaries, self._names = (
            {language: [_compiled(one) for one in forms[language]] for language in LANGUAGES}
            for forms in (SENTENCES, SUMMARIES, NAMES)
        )

    def _slots_of(self, language, lands):
        pick, draw = self._pick, self._random
        pools = {
            "A": skewed(ADJECTIVES[language].split(), 0.7),
            "N": skewed(NOUNS[language].split(), 0.9),
            "S": skewed(SUBJECTS[language].split(), 0.9),
            "V": skewed(VERBS[language].split(), 0.7),
            "T": self._towns,
            "L": skewed(lands[: len(COUNTRIES)], 0.9),
        }
        slots = {
            name: lambda pool=pool: pool[int(draw() * len(pool))] for name, pool in pools.items()
        }
        compound = self._compounds(language, pools)
        return slots | {
            "C": compound,
            "P": lambda: self._proper(language, pick),
            "R": lambda: self._rare(language),
            "Y": lambda: str(self._between(1900, 2024)),
        }

    def _pick(self, pool):
        return pool[int(self._random() * len(pool))]

    def _compounds(self, language, pools):
        pick, nouns = self._pick, pools["N"]
        if language in FIRST_PARTS:
            firsts = skewed(FIRST_PARTS[language].split(), 0.8)
            return lambda: pick(firsts) + pick(nouns).lower()
        link = LINKING[language]
        between = f" {link} " if link else " "
        return lambda: pick(nouns) + between + pick(nouns)

    def _rare(self, language):
        rank = min(int(self._random() ** _RARE), _MOST - 1)
        return rare_word(rank) + ENDINGS[language][rank % len(ENDINGS[language])]

    def _proper(self, language, pick):
        rank = min(int(self._random() ** _COINED), _MOST - 1)
        word = rare_word(rank + 1).capitalize()
        chance = self._random()
        if chance < 0.35:
            return word
        if chance < 0.7:
            return f"{word} {pick(self._towns)}"
        return f"{word} {rare_word(min(int(self._random() ** _COINED), _MOST - 1)).capitalize()}"

    def _write(self, form, language):
        slots = self._slots[language]
        return "".join(part if plain else slots[part]() for plain, part in form)

    def name(self, language):
        """Return an organisation's name of at most 120 characters."""
        name = self._write(self._pick(self._names[language]), language)
        return (name[0].upper() + name[1:])[:120]

    def sentence(self, language):
        """Return one sentence."""
        return self._write(self._pick(self._sentences[language]), language)

    def summary(self, language):
        """Return one sentence of at most 160 characters."""
        text = self._write(self._pick(self._summaries[language]), language)
        return (text[0].upper() + text[1:])[:SUMMARY_LIMIT].rstrip()

    def mission(self, language):
        """Return 40 to 80 words."""
        length, text, count = self._between(40, 70), "", 0
        while count < length:
            sentence = self.sentence(language)
            text, count = text + sentence, count + sentence.count(" ")
        return text.rstrip()

    def title(self, language):
        """Return the title of a focus area."""
        slots = self._slots[language]
        return f"{slots['C']()} · {slots['S']()}".capitalize()


def _compiled(form):
    """Return a form as (whether it is plain text, text or the slot's name) pairs."""
    return [
        (not (part.startswith("{") and part.endswith("}")), part.strip("{}"))
        for part in re.split(r"(\{[A-Z]\})", form)
        if part
    ]
