"""Phrases of one or several words, found in what was typed: the longest that fits."""

from collections import defaultdict
from typing import NamedTuple


class Span(NamedTuple):
    """A phrase among the typed words, from `start` up to and without `end`."""

    start: int
    end: int
    value: object


class Phrases:
    """A table from folded phrases, tuples of words, to what they stand for.

    Args:
        values: {(word, …): value}.
    """

    def __init__(self, values):
        self._values, self._lengths = values, defaultdict(set)
        for words in values:
            self._lengths[words[0]].add(len(words))

    def __contains__(self, words):
        return words in self._values

    def get(self, words):
        """Return what a phrase stands for, or None."""
        return self._values.get(words)

    def spans(self, words):
        """Return the Spans of phrases in a tuple of folded words; none lies over another."""
        spans, at = [], 0
        while at < len(words):
            span = self._longest(words, at)
            if span:
                spans.append(span)
            at = span.end if span else at + 1
        return spans

    def _longest(self, words, at):
        for length in sorted(self._lengths.get(words[at], ()), reverse=True):
            phrase = words[at : at + length]
            if len(phrase) == length and phrase in self._values:
                return Span(at, at + length, self._values[phrase])
        return None
