"""Whole names: who is called just so, whose name begins so, and which names are short."""

from itertools import product

from .names import beginning_of, name_of, nearness
from .segment import EMPTY

_CALLED, _BEGUN = -2, -1  # the scores of both, better than any words give
_LENGTHS = 1000  # above any number of words: what a length adds never makes up for a level
_MOST_BEGUN = 2000  # a beginning of more names tells none of them
_MOST_NAMES, _OTHERS = 32, 4
_LOOKED_AT = 4  # times as many names as members: one member may have several


def names_asked(tokens, meanings):
    """Return the names that a search text may be, mended as its words were.

    Args:
        tokens: all folded words as they were typed.
        meanings: the Meanings of those that carry a demand.
    """
    mended = {m.typed: (m.word, *m.kin[:_OTHERS]) for m in meanings if m.is_corrected}
    choices = [mended.get(token, (token,)) for token in tokens]
    names = {}
    for words in product(*choices):
        names[name_of(words)] = None
        if len(names) == _MOST_NAMES:
            break
    return tuple(name for name in names if name)


def by_name(segment, names, members, ranked):
    """Yield (score, BitMap) pairs: who is called so, whose name begins so, then as ranked.

    Who has all words in its name stands higher the fewer others there are in it.

    Args:
        segment: the segment.
        names: the names that were asked for.
        members: the BitMap of all who match.
        ranked: an iterable of (score, BitMap) pairs of these, the best first.
    """
    called = segment.called(names) & members if names else EMPTY
    begun = (_begun(segment, names) & members) - called if names else EMPTY
    if called:
        yield _CALLED, called
    yield from by_length(segment, _BEGUN, begun)
    before = called | begun
    for score, holders in ranked:
        rest = holders - before if before else holders
        if score:
            yield score, rest
        else:
            yield from by_length(segment, score, rest)


def _begun(segment, names):
    begun = EMPTY
    for name in names:
        begun = begun | segment.called_from(f"{name} ", _MOST_BEGUN)
    return begun


def by_length(segment, score, members):
    """Yield (score, BitMap) pairs of some members, those with the shortest names first."""
    lengths = segment.terms.get("length", {}) if members else {}
    for length, holders in sorted(lengths.items(), key=lambda pair: int(pair[0])):
        if here := members & holders:
            yield score + int(length) / _LENGTHS, here
            members = members - here
        if not members:
            return
    if members:
        yield score + 1 - 1 / _LENGTHS, members


def best_named(segments, words, limit):
    """Return [(place of the segment, number), …] of members with a name that begins so, best first.

    A name that is just so comes first, then those that go on with another word, then those of
    which the last word goes on; the shortest of each first.

    Args:
        segments: the parts of the index.
        words: folded words, the last one perhaps unfinished.
        limit: how many to return at the most.
    """
    start, best = beginning_of(words), {}
    for which, segment in enumerate(segments):
        for name, number in segment.names_from(start, _LOOKED_AT * limit):
            if number in segment.live:
                rank = nearness(name, start)
                best[which, number] = min(rank, best.get((which, number), rank))
    return sorted(best, key=lambda where: (best[where], where))[:limit]
