"""A search text turned into what it demands: the step between the typed words and the index."""

from dataclasses import dataclass, field
from typing import NamedTuple

from members.core.text import is_stop_word

from . import geography
from .asking import demands

_MOST = 12  # more words are an accident or an attack, and each one costs time


class Sense(NamedTuple):
    """What else a word may stand for.

    Attributes:
        kind: "region", "demonym", "town" or "concept".
        name: what it is called, for whoever asks why.
        terms: frozenset of (group, value) pairs.
        stems: stems as the index files them ("nl:kind").
        kin: folded words and names of several words.
    """

    kind: str
    name: str
    terms: frozenset = frozenset()
    stems: tuple = ()
    kin: tuple = ()


class Demand(NamedTuple):
    """One word that a result should hold.

    Attributes:
        word: the folded word.
        senses: what else it may stand for.
        name: the words of the name that it is a part of, all of which are meant together.
    """

    word: str
    senses: tuple = ()
    name: tuple = ()


@dataclass(frozen=True)
class Question:
    """What a search text asks for.

    Attributes:
        demands: the Demands, in the order in which they were typed.
        passed_over: the words that carry no demand.
        near: whether the surroundings of a place are asked for.
    """

    demands: tuple
    passed_over: tuple = field(default=())
    near: bool = False

    @property
    def words(self):
        """The demanded words."""
        return tuple(demand.word for demand in self.demands)


def understand(tokens, vocabulary):
    """Return the Question that some typed words ask.

    Args:
        tokens: a tuple of folded words in the order in which they were typed.
        vocabulary: the Vocabulary of the site's terms.
    """
    senses, names = _named(tokens)
    in_vocabulary = vocabulary.names_among(tokens)
    kept = {
        at for at, word in enumerate(tokens) if senses[at] or names[at] or word in in_vocabulary
    }
    asked, near = demands(tokens, kept)
    if not asked:  # a search of nothing but such words means them
        telling = [at for at, word in enumerate(tokens) if not is_stop_word(word)]
        asked = telling or range(len(tokens))
    found = {}
    for at in asked:
        word = tokens[at]
        own = senses[at] or (() if names[at] else senses_of(word))
        found.setdefault(word, Demand(word, own, names[at]))
    passed_over = tuple(word for at, word in enumerate(tokens) if at not in set(asked))
    return Question(tuple(found.values())[:_MOST], passed_over, near)


def _named(tokens):
    """Return the Senses and the names, tuples of words, that words stand in, by their place."""
    senses, names = [()] * len(tokens), [()] * len(tokens)
    for start, end, (kind, terms) in geography.names().spans(tokens):
        sense = (Sense(kind, " ".join(tokens[start:end]), terms),) if terms else ()
        telling = [at for at in range(start, end) if not is_stop_word(tokens[at])]
        for at in telling:
            senses[at] = sense
            names[at] = tuple(tokens[at] for at in telling) if len(telling) > 1 else ()
    return senses, names


def senses_of(word):
    """Return the Senses that a folded word has by itself, as a tuple."""
    terms = geography.demonym_terms(word)
    return (Sense("demonym", word, terms),) if terms else ()
