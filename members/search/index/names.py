"""Whole names as the index files them: spelt one way, without words that tell nothing."""

from members.core.text import is_stop_word

from .spelling import one_spelling


def name_of(words):
    """Return the name that folded words make; words too common to tell anything are left out
    where others remain.
    """
    telling = [word for word in words if not is_stop_word(word)]
    return " ".join(map(one_spelling, telling or words))


def length_of(words):
    """Return how many telling words a name has."""
    return sum(not is_stop_word(word) for word in words) or len(words)


def beginning_of(words):
    """Return with what names begin that start with some words, the last perhaps unfinished."""
    *whole, last = words
    telling = [one_spelling(word) for word in whole if not is_stop_word(word)]
    return " ".join([*telling, last])


def nearness(name, start):
    """Return what names that begin so are ordered by: the whole name, whole words, the shortest."""
    after = name[len(start) : len(start) + 1]
    return bool(after), after not in ("", " "), len(name), name
