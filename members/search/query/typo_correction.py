"""A typo in the light of the other words: what was typed stands somewhere, but not with them."""

from dataclasses import replace
from functools import reduce

from pyroaring import BitMap

from members.search.index.documents import NAME, NAMES
from members.search.index.expansion import as_corrected, near_words
from members.search.index.naming import names_asked
from members.search.index.segment import EMPTY, EXACT, STEM, key_of

_FEWEST, _MOST = 2, 8  # words; of more a name is seldom typed, and each one costs time


def corrected(query, segments, vocabulary):
    """Return the Asked with the one word mended that makes a name with all others, or None.

    Only names are looked at: a word that stands by chance in some text is no typo, unless what
    it is near to stands in a name with all other words.

    Args:
        asked: the Asked that nobody has all words of.
        segments: the parts of the index.
        vocabulary: the Vocabulary of terms.
    """
    if not _FEWEST <= len(query.meanings) <= _MOST:
        return None
    bearers = [[_named(meaning, segment) for segment in segments] for meaning in query.meanings]
    for any_letter in (False, True):
        best = min(_candidates(query, bearers, segments, vocabulary, any_letter), default=None)
        if best:
            *_rank, word, which = best
            meanings = list(query.meanings)
            meanings[which] = as_corrected(word, meanings[which], segments, vocabulary)
            names = names_asked(query.wording.named, meanings)
            return replace(query, meanings=tuple(meanings), names=names)
    return None


def _candidates(query, bearers, segments, vocabulary, any_letter):
    """Yield (distance, begins otherwise, -members, word, number of the word that it mends)."""
    for which, meaning in enumerate(query.meanings):
        others = [sets for number, sets in enumerate(bearers) if number != which]
        beside = [reduce(BitMap.__and__, sets) for sets in zip(*others, strict=True)]
        if any(beside):
            for rank in near_words(meaning.typed, segments, vocabulary, any_letter=any_letter):
                if _stands_in(rank[-1], segments, beside):
                    yield (*rank, which)
                    break


def _stands_in(word, segments, beside):
    keys = [key_of(EXACT, place, word) for place in (NAME, NAMES)]
    pairs = zip(segments, beside, strict=True)
    return any(
        holders.intersect(members)
        for segment, members in pairs
        for holders in segment.postings(keys).values()
    )


def _named(meaning, segment):
    """Return the BitMap of live members with a word, or a form of it, in a name."""
    words = [meaning.word, *(word for word in meaning.kin if " " not in word)]
    keys = [key_of(EXACT, place, word) for place in (NAME, NAMES) for word in words]
    keys += [key_of(STEM, place, form) for place in (NAME, NAMES) for form in meaning.stems]
    return BitMap.union(EMPTY, *segment.postings(keys).values()) & segment.live
