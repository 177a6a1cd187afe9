"""One part of the index: which members hold which word where, as compressed sets of numbers.

Members are numbered in the order of their names, so that a set read from its start is sorted
already. Sets are roaring bitmaps (Lemire et al., "Roaring Bitmaps: Implementation of an
Optimized Software Library", 2018): an intersection of a million members takes microseconds.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from itertools import islice, takewhile

from pyroaring import BitMap

from members.core.text import LANGUAGES, is_stop_word, stem

from .documents import NAME, NAMES
from .names import length_of, name_of, nearness

EMPTY = BitMap()
PLACES = 6
# From so many letters on they are looked for within words too.
WITHIN = 3
EXACT, STEM = "x", "s"
_PACK = 1 << 16


def key_of(kind, place, form):
    """Return what the members with a word form (EXACT or STEM) in one place are filed under."""
    return f"{kind}{place}:{form}"


def by_shape(words):
    """Return {(first letter, length): [word, …]} of some words: among whom typos are looked for."""
    grouped = defaultdict(list)
    for word in words:
        grouped[word[0], len(word)].append(word)
    return dict(grouped)


def by_group(terms):
    """Return {group: {value: BitMap}} of {"group:value": BitMap}."""
    grouped = defaultdict(dict)
    for key, members in terms.items():
        group, _colon, value = key.partition(":")
        grouped[group][value] = members
    return dict(grouped)


def words_within(text, part):
    """Return the words of a text that hold some letters; between words stands one space."""
    words, at = [], text.find(part)
    while at >= 0:
        end = text.find(" ", at)
        end = len(text) if end < 0 else end
        words.append(text[text.rfind(" ", 0, at) + 1 : end])
        at = text.find(part, end)
    return words


def of_shape(shapes, length, letter):
    """Return the words of a length, and of a first letter where that is not ""."""
    if letter:
        return shapes.get((letter, length), ())
    return [word for (_letter, n), words in shapes.items() if n == length for word in words]


def holders_of(segment, group, value):
    """Return the BitMap of a segment's members with one filter value."""
    return segment.terms.get(group, {}).get(value, EMPTY)


class SegmentBuilder:
    """Collects Documents, which must come in the order of their keys, into a MemorySegment."""

    def __init__(self):
        self.keys, self.pks, self.days = [], array("q"), array("i")
        self._names, self._named = [], array("I")
        self._fresh()
        self._packed, self._packed_terms = {}, {}

    def _fresh(self):
        self._words, self._terms = defaultdict(_arrays), defaultdict(_arrays)

    def __len__(self):
        return len(self.pks)

    def add(self, document):
        """Number one Document and file its words."""
        number = len(self.pks)
        self.keys.append(document.key)
        self.pks.append(document.pk)
        self.days.append(document.day)
        for place, language, text in document.texts:
            if place in (NAME, NAMES):
                self._name(place, number, text)
            numbers_of = self._words[place, language]
            for word in text.split():  # a word that comes again counts once in the set made later
                numbers_of[word].append(number)
        for group, values in document.terms.items():
            numbers_of = self._terms[group]
            for value in values:
                numbers_of[value].append(number)
        if len(self.pks) % _PACK == 0:
            self._pack()

    def _name(self, place, number, text):
        """File a whole name, and of the main one how many words it has."""
        words = text.split()
        self._names.append(name_of(words))
        self._named.append(number)
        if place == NAME:
            self._terms["length"][str(length_of(words))].append(number)

    def names(self):
        """Return the (whole name, number) pairs of all members, in order."""
        return sorted(zip(self._names, self._named, strict=True))

    def _pack(self):
        # Plain arrays of a million members would take gigabytes; sets take a tenth.
        for key, numbers in self._unpacked():
            _add(self._packed, key, numbers)
        for group, values in self._terms.items():
            for value, numbers in values.items():
                _add(self._packed_terms, f"{group}:{value}", BitMap(numbers))
        self._fresh()

    def _unpacked(self):
        """Yield (key, BitMap) pairs; a key may come again. Each word is stemmed once only."""
        for (place, language), words in self._words.items():
            # A name's language is not known, and it may be of none.
            codes = [language] if language else LANGUAGES if place in (NAME, NAMES) else ()
            for word, numbers in words.items():
                members = BitMap(numbers)
                yield key_of(EXACT, place, word), members
                for code in () if is_stop_word(word) else codes:
                    yield key_of(STEM, place, f"{code}:{stem(word, code)}"), members

    def postings(self):
        """Return {key: BitMap} of every word form and place."""
        self._pack()
        return self._packed

    def terms(self):
        """Return {"group:value": BitMap} of every filter value."""
        self._pack()
        return self._packed_terms

    def build(self):
        """Return the MemorySegment of all that was added."""
        postings, terms = self.postings(), self.terms()
        return MemorySegment(self.keys, self.pks, self.days, postings, terms, self.names())


def _numbers():
    return array("I")


def _arrays():
    return defaultdict(_numbers)


def _add(sets, key, numbers):
    """Add a BitMap to what is held under a key; a stem shares it with the word that it is of."""
    if key in sets:
        sets[key] |= numbers
    else:
        sets[key] = numbers.copy() if key[0] == STEM else numbers


class MemorySegment:
    """A part of the index in memory: a small directory whole, or the newest changes.

    Attributes:
        keys: the sort key of each member's name, by number.
        pks: the primary key of each member, by number.
        days: the day of each member's last confirmation (0 for never), by number.
        live: the numbers of members that still count.
        terms: {group: {value: BitMap}}.
    """

    def __init__(self, keys, pks, days, postings, terms, names):
        self.keys, self.pks, self.days = keys, pks, days
        self._postings, self.terms, self._names = postings, by_group(terms), names
        self.live = BitMap(range(len(pks)))
        self._by_word = defaultdict(list)
        for key in postings:
            if key[0] == EXACT:
                self._by_word[key[3:]].append(key)
        self._words = sorted(self._by_word)
        self._numbers = {pk: number for number, pk in enumerate(pks)}

    def all_words(self):
        """Return all words."""
        return self._words

    @cached_property
    def _by_shape(self):
        return by_shape(self._words)

    def words_like(self, length, letter=""):
        """Return the words of a length; only those that begin with a letter where one is given."""
        return of_shape(self._by_shape, length, letter)

    def number_of(self, pk):
        """Return the number of a member, or None."""
        return self._numbers.get(pk)

    def place_of(self, key):
        """Return how many members have a smaller sort key."""
        return bisect_left(self.keys, key)

    def postings(self, keys):
        """Return {key: BitMap} of those keys of key_of() that any member ever had."""
        return {key: self._postings[key] for key in keys if key in self._postings}

    def known(self, words):
        """Return those of some exact words that members who count have."""
        return {word for word in words if self.anywhere([word]).intersect(self.live)}

    def anywhere(self, words):
        """Return the BitMap of members with one of some exact words in any place."""
        keys = [key for word in words for key in self._by_word.get(word, ())]
        return BitMap.union(*(self._postings[key] for key in keys)) if keys else EMPTY

    def words_from(self, start, limit):
        """Return words that begin with some letters, the most frequent first."""
        words = [word for word in self._words if word.startswith(start)]
        return sorted(words, key=lambda word: (-len(self.anywhere([word])), word))[:limit]

    def holding(self, text):
        """Return the BitMap of members with a word that holds some letters.

        One or two letters are only looked for at the beginning of words.
        """
        if len(text) < WITHIN:
            return self.anywhere([word for word in self._words if word.startswith(text)])
        return self.anywhere([word for word in self._words if text in word])

    def called(self, names):
        """Return the BitMap of members with one of some whole names, as naming.py makes them."""
        numbers = (n for name in names for entry, n in self._from(name) if entry == name)
        return BitMap(numbers)

    def called_from(self, start, most):
        """Return the BitMap of members with a name that begins so; of none where more do."""
        numbers = [number for _name, number in islice(self._from(start), most + 1)]
        return BitMap(numbers) if len(numbers) <= most else EMPTY

    def names_from(self, start, limit):
        """Return the (name, number) pairs of names that begin so: the whole word, the shortest."""
        return sorted(self._from(start), key=lambda pair: nearness(pair[0], start))[:limit]

    def _from(self, start):
        at = bisect_left(self._names, (start, 0))
        return takewhile(lambda pair: pair[0].startswith(start), islice(self._names, at, None))

    def words_ending(self, end, limit):
        """Return words that end with some letters and are longer."""
        return [word for word in self._words if len(word) > len(end) and word.endswith(end)][:limit]
