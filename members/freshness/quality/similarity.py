"""Finding texts that are nearly the same without comparing each with every other one.

The sorted-neighbourhood method (Hernández and Stolfo, 1995): the texts are sorted by several keys,
and only those that come to stand near each other are compared. Each key forgives another kind of
difference: the text from its start a mistake at the end, from its end one at the start, its words
from the rarest on another order of words and common words that were added.
"""

from collections import Counter

from rapidfuzz import fuzz

from members.core.text import fold

WINDOW = 6


def pairs(entries, window=WINDOW):
    """Yield (one, other) of the entries that are worth comparing; some come more than once.

    Args:
        entries: (key, folded text) pairs; two of one key are never paired.
        window: how many neighbours each is paired with, for each order.
    """
    seen_in = Counter(word for _key, text in entries for word in set(text.split()))
    orders = (
        lambda entry: entry[1].replace(" ", ""),
        lambda entry: entry[1].replace(" ", "")[::-1],
        lambda entry: sorted(entry[1].split(), key=lambda word: (seen_in[word], word)),
    )
    for order in orders:
        ranked = sorted(entries, key=order)
        for place, one in enumerate(ranked):
            for other in ranked[place + 1 : place + 1 + window]:
                if one[0] != other[0]:
                    yield one, other


def likeness(one, other):
    """Return how much two folded texts are alike, 0 to 100, in any order of their words."""
    apart = fuzz.token_sort_ratio(one, other)
    return round(max(apart, fuzz.ratio(one.replace(" ", ""), other.replace(" ", ""))))


def folded(text):
    """Return a text in the form in which it is compared: no case, accents or punctuation."""
    return fold(text).strip()


def distinctive(texts):
    """Return a function that takes off two folded texts the words that they share with many.

    "Caritas International Belgium" and "Plan International Belgium" are alike in what tells
    neither from the rest of a federation.
    """
    seen_in = Counter(word for text in texts for word in set(text.split()))
    common = max(4, len(texts) / 50)

    def without_common_words(one, other):
        one, other = one.split(), other.split()
        shared = {word for word in set(one) & set(other) if seen_in[word] > common}
        keep = lambda words: " ".join(word for word in words if word not in shared)  # noqa: E731
        return keep(one), keep(other)

    return without_common_words
