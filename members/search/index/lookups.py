"""What the parts of an index know of words: which there are, and how many members have them."""

from .segment import PLACES, STEM, key_of


def words_by(segments, method, part, limit):
    """Return the words that each segment's method gives, without doubles."""
    return dict.fromkeys(w for segment in segments for w in getattr(segment, method)(part, limit))


def times(word, segments):
    """Return how many members have a word as it is."""
    return sum(s.anywhere([word]).intersection_cardinality(s.live) for s in segments)


def known_words(words, segments):
    """Return those of some words that any member has as they are."""
    return set().union(*(segment.known(words) for segment in segments)) if words else set()


def known_stems(forms, segments):
    """Return those of some stems ("nl:kind") that a word of any member has."""
    keys = {key_of(STEM, place, form): form for form in forms for place in range(PLACES)}
    return {
        keys[key]
        for segment in segments
        for key, members in segment.postings(list(keys)).items()
        if members.intersect(segment.live)
    }
