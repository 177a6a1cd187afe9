"""A part of the index in a file: written once, then only read, by any number of processes.

The file is an SQLite database, for its dictionary of words: one that can be read in part,
that knows when it is damaged, and whose pages all processes share.
"""

import json
import sqlite3
from array import array
from bisect import bisect_left
from functools import cached_property, lru_cache
from pathlib import Path

from pyroaring import BitMap

from .segment import EXACT, WITHIN, SegmentBuilder, by_group, by_shape, words_within

FORMAT = "3"
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE columns (name TEXT PRIMARY KEY, value BLOB);
CREATE TABLE keys (number INTEGER PRIMARY KEY, key TEXT);
CREATE TABLE postings (key TEXT, members BLOB);
CREATE TABLE terms (key TEXT, members BLOB);
CREATE TABLE shapes (letter TEXT, length INTEGER, words TEXT, PRIMARY KEY (length, letter));
CREATE TABLE names (name TEXT, number INTEGER, PRIMARY KEY (name, number)) WITHOUT ROWID;
CREATE TABLE words (word TEXT, backwards TEXT, frequency INTEGER, members BLOB);
"""
_INDEXES = """
CREATE UNIQUE INDEX posting_by_key ON postings (key);
CREATE UNIQUE INDEX word_by_start ON words (word, frequency);
CREATE INDEX word_by_end ON words (backwards);
CREATE INDEX key_by_name ON keys (key);
"""
_LAST = "\U0010ffff"


def write_segment(path, builder: SegmentBuilder, meta, progress=lambda text: None):
    """Write all that a SegmentBuilder holds to a new file.

    Args:
        path: where to; it must not exist.
        builder: the SegmentBuilder.
        meta: {name: text} to keep with it.
        progress: called with a line about what is being done.
    """
    database = sqlite3.connect(path)
    database.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;"
    )
    database.executescript(_SCHEMA)
    progress("writing words")
    everywhere = {}
    rows = _posting_rows(builder, everywhere)
    database.executemany("INSERT INTO postings VALUES (?, ?)", rows)
    terms = ((key, numbers.serialize()) for key, numbers in builder.terms().items())
    database.executemany("INSERT INTO terms VALUES (?, ?)", terms)
    words = ((w, w[::-1], len(numbers), numbers.serialize()) for w, numbers in everywhere.items())
    database.executemany("INSERT INTO words VALUES (?, ?, ?, ?)", words)
    rows = ((*which, " ".join(some)) for which, some in by_shape(everywhere).items())
    database.executemany("INSERT INTO shapes VALUES (?, ?, ?)", rows)
    database.executemany("INSERT INTO keys VALUES (?, ?)", enumerate(builder.keys))
    database.executemany("INSERT OR IGNORE INTO names VALUES (?, ?)", builder.names())
    columns = {"pks": builder.pks.tobytes(), "days": builder.days.tobytes()}
    database.executemany("INSERT INTO columns VALUES (?, ?)", columns.items())
    database.executemany("INSERT INTO meta VALUES (?, ?)", {**meta, "format": FORMAT}.items())
    progress("sorting words")
    database.executescript(_INDEXES)
    database.commit()
    database.close()


def _posting_rows(builder, everywhere):
    for key, numbers in builder.postings().items():
        if key[0] == EXACT:
            word = key[3:]
            everywhere[word] = everywhere[word] | numbers if word in everywhere else numbers
        yield key, numbers.serialize()


def _bitmap(members):
    try:
        return BitMap.deserialize(members)
    except (IndexError, TypeError, ValueError) as error:
        raise sqlite3.DatabaseError("a set of members cannot be read") from error


class FileSegment:
    """The same as a MemorySegment, read from a file that never changes.

    Raises:
        sqlite3.DatabaseError, KeyError: for a file that is damaged.
        ValueError: for one of another format.
    """

    def __init__(self, path):
        address = f"{Path(path).resolve().as_uri()}?mode=ro&immutable=1"
        self._database = sqlite3.connect(address, uri=True, check_same_thread=False)
        # What is mapped counts as this process's memory, though all share it.
        self._database.execute("PRAGMA mmap_size=268435456")
        self.meta = dict(self._database.execute("SELECT name, value FROM meta"))
        if self.meta["format"] != FORMAT:
            raise ValueError("it is of another format")
        columns = dict(self._database.execute("SELECT name, value FROM columns"))
        self.pks, self.days = array("q", columns["pks"]), array("i", columns["days"])
        self.live = BitMap(range(len(self.pks)))
        rows = self._database.execute("SELECT key, members FROM terms")
        self.terms = by_group({key: _bitmap(members) for key, members in rows})
        self._by_pk = None
        self.words_from = lru_cache(maxsize=1024)(self._words_from)
        self.names_from = lru_cache(maxsize=1024)(self._names_from)

    def close(self):
        """Let go of the file."""
        self._database.close()

    def number_of(self, pk):
        """Return the number of a member, or None; the first call makes the way back."""
        if self._by_pk is None:
            # Numbers in the order of their keys: a dictionary of a million takes 100 MB.
            self._by_pk = array("I", sorted(range(len(self.pks)), key=self.pks.__getitem__))
        at = bisect_left(self._by_pk, pk, key=self.pks.__getitem__)
        number = self._by_pk[at] if at < len(self._by_pk) else None
        return number if number is not None and self.pks[number] == pk else None

    def place_of(self, key):
        """Return how many members have a smaller sort key."""
        query = "SELECT number FROM keys WHERE key < ? ORDER BY key DESC LIMIT 1"
        row = self._database.execute(query, (key,)).fetchone()
        return row[0] + 1 if row else 0

    def _held(self, column, table, values):
        """Yield (value, BitMap) of those values that a table has; all in one statement."""
        query = (
            f"SELECT {column}, members FROM {table} "  # noqa: S608 - our names
            f"WHERE {column} IN (SELECT value FROM json_each(?))"
        )
        for value, members in self._database.execute(query, (json.dumps(list(values)),)):
            yield value, _bitmap(members)

    def postings(self, keys):
        """Return {key: BitMap} of those keys of key_of() that any member ever had."""
        return dict(self._held("key", "postings", keys)) if keys else {}

    def anywhere(self, words):
        """Return the BitMap of members with one of some exact words in any place."""
        return BitMap.union(
            BitMap(), *(holders for _word, holders in self._held("word", "words", words))
        )

    def called(self, names):
        """Return the BitMap of members with one of some whole names, as names.py makes them."""
        query = "SELECT number FROM names WHERE name IN (SELECT value FROM json_each(?))"
        rows = self._database.execute(query, (json.dumps(list(names)),))
        return BitMap([number for (number,) in rows])

    def called_from(self, start, most):
        """Return the BitMap of members with a name that begins so; of none where more do."""
        query = "SELECT number FROM names WHERE name >= ? AND name < ? LIMIT ?"
        rows = self._database.execute(query, (start, start + _LAST, most + 1)).fetchall()
        return BitMap([number for (number,) in rows]) if len(rows) <= most else BitMap()

    def _names_from(self, start, limit):
        """Return the (name, number) pairs of names that begin so: the whole word, the shortest."""
        query = (
            "SELECT name, number FROM names WHERE name >= ?1 AND name < ?2 "
            "ORDER BY name != ?1, substr(name, ?3, 1) NOT IN ('', ' '), length(name), name LIMIT ?4"
        )
        values = start, start + _LAST, len(start) + 1, limit
        return self._database.execute(query, values).fetchall()

    def known(self, words):
        """Return those of some exact words that members who count have."""
        if len(self.live) == len(self.pks):
            query = "SELECT word FROM words WHERE word IN (SELECT value FROM json_each(?))"
            rows = self._database.execute(query, (json.dumps(list(words)),))
            return {word for (word,) in rows}
        return {word for word, holders in self._held("word", "words", words) if holders & self.live}

    def all_words(self):
        """Return all words."""
        return [word for (word,) in self._database.execute("SELECT word FROM words")]

    def words_like(self, length, letter=""):
        """Return the words of a length; only those that begin with a letter where one is given."""
        query, values = "SELECT words FROM shapes WHERE length = ?", [length]
        if letter:
            query, values = f"{query} AND letter = ?", [length, letter]
        rows = self._database.execute(query, values)
        return [word for (words,) in rows for word in words.split()]

    def _words_from(self, start, limit):
        """Return words that begin with some letters, the most frequent first."""
        query = (
            "SELECT word FROM words WHERE word >= ? AND word < ? "
            "ORDER BY frequency DESC, word LIMIT ?"
        )
        rows = self._database.execute(query, (start, start + _LAST, limit))
        return tuple(word for (word,) in rows)

    def holding(self, text):
        """Return the BitMap of members with a word that holds some letters.

        One or two letters are only looked for at the beginning of words.
        """
        if len(text) >= WITHIN:
            return self.anywhere(words_within(self._text_of_words, text))
        query = "SELECT word FROM words WHERE word >= ? AND word < ?"
        rows = self._database.execute(query, (text, text + _LAST))
        return self.anywhere([word for (word,) in rows])

    @cached_property
    def _text_of_words(self):
        """All words in one text; to find letters in it takes a tenth of what the table does."""
        rows = self._database.execute("SELECT words FROM shapes")
        return " ".join(words for (words,) in rows)

    def words_ending(self, end, limit):
        """Return words that end with some letters and are longer."""
        query = "SELECT word FROM words WHERE backwards > ? AND backwards < ? LIMIT ?"
        rows = self._database.execute(query, (end[::-1], end[::-1] + _LAST, limit))
        return [word for (word,) in rows]
