"""The members whose names are nearest to what was typed, where nothing else is found."""

from itertools import chain

from members.search.index.expansion import near_words
from members.search.indexing.reader import locked_index
from members.search.indexing.site_vocabulary import vocabulary_of

from .name_search import find_named

_WORDS = 6  # of more a name is seldom typed, and each one costs time
_CORRECTIONS = 3  # of each word
_SHORTEST = 3  # letters; what has fewer is chance
_CUT = 3  # one letter of so many may be missing at a word's end


def near_names(wording, site, limit):
    """Return ids of members with the words, corrected or only begun, in a name; nearest first."""
    words = [word for word in dict.fromkeys(wording.sought) if len(word) >= _SHORTEST]
    words = sorted(words, key=len, reverse=True)[:_WORDS]
    ids = {}
    for attempt in _attempts(words, site) if words else ():
        ids |= dict.fromkeys(find_named(attempt, site, limit))
        if len(ids) >= limit:
            break
    return list(ids)[:limit]


def _attempts(words, site):
    """Yield lists of words to look for in names: all, each, each corrected, and ever shorter ones.

    Args:
        words: the longest first: it tells more than a shorter one.
        site: the Site to answer from.
    """
    yield words
    yield from ([word] for word in words)
    yield from ([word] for word in _corrected(words, site))
    for cut in range(1, len(words[0]) // _CUT + 1):
        begun = (word[:-cut] for word in words if cut <= len(word) // _CUT)
        yield from ([word] for word in begun if len(word) > _SHORTEST)


def _corrected(words, site):
    """Return words of the index near to some."""
    with locked_index(site) as index:
        if index is None:
            return []
        segments, vocabulary = [part.segment for part in index.parts], vocabulary_of(site)
        ranked = [near_words(word, segments, vocabulary, any_letter=True) for word in words]
        firsts = (sorted(candidates)[:_CORRECTIONS] for candidates in ranked)
        return [candidate[-1] for candidate in chain.from_iterable(firsts)]
