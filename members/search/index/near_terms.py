"""What is near in meaning to a word: concepts, neighbours, and what is around a town."""

from dataclasses import replace
from typing import NamedTuple

from members.search.question.neighbours import neighbours
from members.search.question.thesaurus import broader, concept_words, forms, narrower, related

from .lookups import known_words, times

# How near a concept is to itself in other words, to a narrower and to a wider one, and how much
# of what is asked each answers.
_SAME, _NARROWER, _BROADER = (0.95, 1), (0.8, 1), (0.5, 0.5)
# A word that more members than this have needs no concept to be found.
_RARE_SHARE, _RARE_LEAST = 0.02, 5


class NearTerm(NamedTuple):
    """What is near in meaning to a word.

    Attributes:
        nearness: how near, from 0 to 1.
        terms: the (group, value) pairs that it names.
        stems: its stems as the index files them.
        names: its folded words and names of several words.
        meets: how much of what is asked it answers, where that is not the nearness.
    """

    nearness: float
    terms: frozenset = frozenset()
    stems: tuple = ()
    names: tuple = ()
    meets: float | None = None


def worthwhile(senses, word, segments, open_end):
    """Return those Senses that are looked up: concepts of a frequent word would cost more."""
    if not any(sense.concepts for sense in senses):
        return senses
    holders, size = times(word, segments), sum(len(segment.live) for segment in segments)
    # A word that is not finished is in no form of any yet.
    is_whole = holders or not open_end or word in concept_words()
    if is_whole and holders <= max(_RARE_LEAST, _RARE_SHARE * size):
        return senses
    return tuple(sense for sense in senses if not sense.concepts or " " in sense.name)


def with_near_terms(meaning, segments, vocabulary):
    """Return a Meaning with what is near to it in meaning, in index and vocabulary."""
    kindred = [
        NearTerm(nearness, frozenset(terms), meets=1)
        for sense in meaning.senses
        for nearness, terms in sense.around
    ]
    near = neighbours(meaning.word)
    indexed = known_words({word for word, _nearness in near}, segments)
    for word, nearness in near:
        terms = frozenset(vocabulary.named(word))
        if terms or word in indexed:
            kindred.append(NearTerm(nearness, terms, (), (word,)))
    if meaning.concepts:
        kindred += _of_concepts(meaning.concepts, vocabulary)
    return replace(meaning, kindred=tuple(kindred))


def _of_concepts(keys, vocabulary):
    """Yield the Kindred of some concepts: themselves, narrower, related and wider ones."""
    near = narrower(keys), related(keys), broader(keys)
    rated = zip((keys, *near), (_SAME, _NARROWER, _NARROWER, _BROADER), strict=True)
    for some, (nearness, meets) in rated:
        stems, names = forms(some)
        terms = (vocabulary.named_by_all(name) for name in names)
        yield NearTerm(nearness, frozenset().union(*terms), stems, names, meets)
