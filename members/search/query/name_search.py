"""find_named(): the members that a name typed so far may mean, for suggestions."""

from pyroaring import BitMap

from members.search.index.documents import NAME, NAMES
from members.search.index.naming import best_named, by_length
from members.search.index.ordering import ranked_page
from members.search.index.segment import EXACT, key_of
from members.search.indexing.reader import locked_index

from . import database

_BEGUN = 200


def find_named(words, site, limit):
    """Return ids of members with names that hold some words, the last one perhaps unfinished.

    Args:
        words: folded words.
        site: the Site to answer from.
        limit: how many ids to give at the most.
    """
    with locked_index(site) as index:
        if index is not None:
            return _named_pks(index.parts, words, limit)
    return database.find_named(words, limit)


def _named_pks(parts, words, limit):
    """Return ids of members whose name begins so, and then of those that have all words in one."""
    segments = [part.segment for part in parts]
    best = best_named(segments, words, limit)
    pks = [segments[which].pks[number] for which, number in best]
    sets = [(part, _with_names(part.segment, words)) for part in parts]
    ranked = [_short_first(*pair) for pair in sets]
    others = ranked_page(ranked, 0, 2 * limit, by_day=False)
    return list(dict.fromkeys((*pks, *(spot.pk for spot in others))))[:limit]


def _short_first(part, members):
    """Yield (length of the name, part, BitMap) of some members."""
    yield from ((length, part, holders) for length, holders in by_length(part.segment, 0, members))


def _with_names(segment, words):
    matches = segment.live
    for word in words[:-1]:
        matches = matches & _named(segment, [word])
    return matches & _named(segment, {words[-1], *segment.words_from(words[-1], _BEGUN)})


def _named(segment, words):
    """Return the BitMap of members with one of some words in a name."""
    keys = [key_of(EXACT, place, word) for word in words for place in (NAME, NAMES)]
    return BitMap.union(BitMap(), *segment.postings(keys).values())
