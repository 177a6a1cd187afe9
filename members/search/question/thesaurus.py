"""Concepts of the field: words of four languages that mean the same, and what is wider or narrower.

`members/search/thesaurus/concepts.txt` says how its lines are read.
"""

from collections import defaultdict
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from members.core.text import LANGUAGES, fold, is_stop_word, stem, stems_of, words_of

from .phrases import Phrases
from .question_words import is_asking

_FILE = files("members.search") / "thesaurus" / "concepts.txt"
_NAMES = 4


class Concept(NamedTuple):
    """One concept.

    Attributes:
        key: what it is called in the file.
        broader: the keys of wider concepts.
        related: those of concepts so near that they answer too.
        labels: {language: (label, …)}, as texts hold them.
        sayings: {language: (phrase, …)}: how people say it, which no text is searched for.
        codes: codes of SDG targets, DAC purposes and ICNPO groups.
    """

    key: str
    broader: tuple
    related: tuple
    labels: dict
    sayings: dict
    codes: tuple


class Forms(NamedTuple):
    """How a concept is looked for: stems as the index files them, and names of several words."""

    stems: tuple
    names: tuple


@lru_cache(maxsize=1)
def concepts():
    """Return {key: Concept}."""
    by_key = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, broader, *rest = (part.strip() for part in line.split("|"))
            labels, sayings = _phrases(rest[:_NAMES])
            codes = tuple(rest[_NAMES].split())
            wider = tuple(part for part in broader.split() if not part.startswith("~"))
            related = tuple(part[1:] for part in broader.split() if part.startswith("~"))
            by_key[key] = Concept(key, wider, related, labels, sayings, codes)
    return by_key


def _phrases(parts):
    """Return ({language: labels}, {language: sayings}); sayings stand in brackets."""
    labels, sayings = {}, {}
    for language, part in zip(LANGUAGES, parts, strict=True):
        phrases = [phrase.strip() for phrase in part.split(";") if phrase.strip()]
        labels[language] = tuple(phrase for phrase in phrases if phrase[0] != "(")
        sayings[language] = tuple(phrase.strip("()") for phrase in phrases if phrase[0] == "(")
    return labels, sayings


def _worded(kind):
    """Yield (key, language, folded words) of every label, or of every saying."""
    for concept in concepts().values():
        for language, phrases in getattr(concept, kind).items():
            for phrase in phrases:
                yield concept.key, language, tuple(words_of(phrase))


@lru_cache(maxsize=1)
def _narrower():
    narrower = defaultdict(list)
    for concept in concepts().values():
        for key in concept.broader:
            narrower[key].append(concept.key)
    return narrower


@lru_cache(maxsize=1)
def _stems():
    """Return {stem: keys} of labels and sayings of one word."""
    stems = defaultdict(set)
    for key, language, words in (*_worded("labels"), *_worded("sayings")):
        if len(words) == 1 and not (is_stop_word(words[0]) or is_asking(words[0])):
            stems[f"{language}:{stem(words[0], language)}"].add(key)
    return dict(stems)


@lru_cache(maxsize=1)
def _words():
    """Return {folded label or saying of one word: its concepts' keys}."""
    keys_of = defaultdict(set)
    for key, _language, words in (*_worded("labels"), *_worded("sayings")):
        if len(words) == 1:
            keys_of[words[0]].add(key)
    return dict(keys_of)


@lru_cache(maxsize=1)
def concept_names():
    """Return the Phrases of labels of several words; each value is a tuple of keys."""
    return _several("labels")


@lru_cache(maxsize=1)
def sayings():
    """Return the Phrases of sayings of several words; each value is a tuple of keys."""
    return _several("sayings")


def _several(kind):
    keys_of = defaultdict(set)
    for key, _language, words in _worded(kind):
        if len(words) > 1:
            keys_of[words].add(key)
    return Phrases({words: tuple(sorted(keys)) for words, keys in keys_of.items()})


def concept_words():
    """Return the folded labels of one word."""
    return _words().keys()


@lru_cache(maxsize=4000)
def concepts_of(word):
    """Return the keys of the concepts that a folded word means, in any of its forms."""
    exact = _words().get(word)
    if exact is None and len(word) > _NAMES:
        exact = set().union(*(_stems().get(form, ()) for form in stems_of(word)))
    return tuple(sorted(exact or ()))


@lru_cache(maxsize=1000)
def forms(keys):
    """Return the Forms under which some concepts, by their keys, are looked for."""
    stems, names = {}, {}
    for key in keys:
        for language, labels in concepts()[key].labels.items():
            for words in map(words_of, labels):
                if len(words) > 1:
                    telling = " ".join(word for word in words if not is_stop_word(word))
                    names[telling] = None
                elif not is_stop_word(words[0]):
                    stems[f"{language}:{stem(words[0], language)}"] = None
    return Forms(tuple(stems), tuple(names))


def narrower(keys):
    """Return the keys of the concepts right below some."""
    return tuple(dict.fromkeys(below for key in keys for below in _narrower().get(key, ())))


def related(keys):
    """Return the keys of the concepts so near to some that they answer too."""
    return tuple(dict.fromkeys(near for key in keys for near in concepts()[key].related))


def broader(keys):
    """Return the keys of the concepts right above some."""
    return tuple(dict.fromkeys(above for key in keys for above in concepts()[key].broader))


def label(key, language):
    """Return what a concept is called in a language; the first label."""
    labels = concepts()[key].labels
    return (labels.get(language) or labels["en"])[0]


def is_label(text):
    """Whether a text is a label of a concept as it is, of one word or several."""
    words = tuple(words_of(fold(text)))
    return words in concept_names() or (len(words) == 1 and words[0] in _words())
