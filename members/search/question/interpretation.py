"""A search text turned into what it demands: the step between the typed words and the index."""

from dataclasses import dataclass, field
from typing import NamedTuple

from members.core.text import fold, is_stop_word
from members.parsing.towns import towns

from . import geography
from .question_words import demands
from .thesaurus import concept_names, concepts, concepts_of, forms, sayings
from .towns import rings, town_names

_MOST = 12  # more words are an accident or an attack, and each one costs time


class Sense(NamedTuple):
    """What else a word may stand for.

    Attributes:
        kind: "region", "demonym", "town" or "concept".
        name: what it is called, for whoever asks why.
        terms: frozenset of (group, value) pairs.
        stems: stems as the index files them ("nl:kind").
        names: folded words and names of several words.
        around: (nearness, terms) of what is near to it, the nearest first.
        is_wide: whether what is near is asked for, and not only where nothing else is found.
        concepts: the keys of the concepts that it is.
    """

    kind: str
    name: str
    terms: frozenset = frozenset()
    stems: tuple = ()
    names: tuple = ()
    around: tuple = ()
    is_wide: bool = False
    concepts: tuple = ()


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
    near = demands(tokens)[1]
    tokens, concepts_of = _joined(tokens)
    senses, names = _named(tokens, near)
    in_vocabulary = vocabulary.names_among(tokens)
    protected = {
        at
        for at, word in enumerate(tokens)
        if senses[at] or names[at] or word in concepts_of or word in in_vocabulary
    }
    places, _near = demands(tokens, protected)
    if not places:  # a search of nothing but such words means them
        telling = [at for at, word in enumerate(tokens) if not is_stop_word(word)]
        places = telling or range(len(tokens))
    demanded = {}
    for at in places:
        word = tokens[at]
        if word in concepts_of:
            own = (_concept(word, concepts_of[word]),)
        else:
            own = senses[at] if names[at] else (*senses[at], *senses_of(word))
        demanded.setdefault(word, Demand(word, own, names[at]))
    passed_over = tuple(word for at, word in enumerate(tokens) if at not in set(places))
    return Question(tuple(demanded.values())[:_MOST], passed_over, near)


def _joined(tokens):
    """Return (the words, those of a saying as one, {saying: keys of its concepts}).

    Each word of "has not come home" would mean something else.
    """
    joined, concepts_of, at = [], {}, 0
    for start, end, keys in sayings().spans(tokens):
        saying = " ".join(tokens[start:end])
        joined += [*tokens[at:start], saying]
        concepts_of[saying], at = keys, end
    return (*joined, *tokens[at:]), concepts_of


def _named(tokens, near):
    """Return the Senses and the names, tuples of words, that words stand in, by their place."""
    senses, names = [()] * len(tokens), [()] * len(tokens)
    places = (*geography.names_of_places().spans(tokens), *town_names().spans(tokens))
    for span in (*places, *concept_names().spans(tokens)):
        start, end, value = span
        telling = [at for at in range(start, end) if not is_stop_word(tokens[at])]
        sense = _sense(" ".join(tokens[start:end]), value, near)
        for at in telling:
            senses[at] = (*senses[at], sense) if sense else senses[at]
            if len(telling) > 1 and not (sense and sense.concepts):
                names[at] = names[at] or tuple(tokens[place] for place in telling)
    return senses, names


def _sense(name, value, near):
    """Return the Sense of a name of a region, a town or a concept; None for a country's."""
    if isinstance(value, frozenset):
        terms = frozenset(("town", key) for key in value)
        kin = {fold(other) for key in value for other in towns()[key].names} - {name}
        kin = tuple(sorted(kin)) if len(value) == 1 else ()
        return Sense("town", name, terms, (), kin, rings(value), near)
    if value[0] in concepts():
        return _concept(name, value)
    kind, terms = value
    return Sense(kind, name, terms) if terms else None


def _concept(name, keys):
    stems, names = forms(keys)
    return Sense("concept", name, frozenset(), stems, names, concepts=keys)


def senses_of(word):
    """Return the Senses that a folded word has by itself, as a tuple."""
    senses, terms, keys = [], geography.demonym_terms(word), concepts_of(word)
    if terms:
        senses.append(Sense("demonym", word, terms))
    if keys:
        senses.append(_concept(word, keys))
    return tuple(senses)
