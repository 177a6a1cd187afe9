"""The addresses to ask for: drawn from the data, so that each system is asked the same."""

import random
import sqlite3
from collections import Counter
from dataclasses import dataclass

SEARCHES = 200  # different ones in a round
_MORE = 6  # times as many to drive with, so that none comes twice within a second
_SAMPLE = 4000
# How many searches of each kind a round asks.
_KINDS = (
    ("middle", 60),
    ("broad", 20),
    ("rare", 40),
    ("two words", 40),
    ("filtered", 20),
    ("typo", 10),
    ("compound", 10),
)
_SENTENCES = (
    "who helps {0} in {1}",
    "I want to donate to an organisation for {0} and {1}",
    "wie werkt er rond {0} in de buurt van {1}",
    "ik zoek een vereniging voor {0} met {1}",
    "qui aide les {0} près de {1}",
    "je cherche une association pour {0} et {1}",
    "wer hilft {0} in {1}",
    "is there a charity near Ghent that works on {0} with {1}",
)
_COMPOUND_ENDS = ("kinderen", "gezinnen", "scholen", "boeren", "vrouwen", "wijken", "ouders")


@dataclass(frozen=True)
class Ask:
    """One question, as every system can put it.

    Attributes:
        words: the search words, or "".
        filters: ((group, value), …) of theme, country, place, speaks.
        kind: what kind of search it is.
        member: (primary key, slug) for a profile, else None.
        page: the page of a list.
    """

    words: str = ""
    filters: tuple = ()
    kind: str = ""
    member: tuple | None = None
    page: int = 1


class Questions:
    """Draws questions from a federation that was written to an SQLite file.

    Args:
        path: the file; it is only read.
        seed: the same one gives the same questions.
    """

    def __init__(self, path, seed=1):
        self._random = random.Random(seed)  # noqa: S311 - chance that comes back is wanted
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
            last = database.execute("SELECT max(id) FROM members_member").fetchone()[0]
            step = max(1, last // _SAMPLE)
            self._rows = database.execute(
                "SELECT id, slug, search_text, search_terms FROM members_member "
                "WHERE id % ? = 0 ORDER BY id",
                (step,),
            ).fetchall()
            self._terms = _common_terms(database)
        database.close()
        self._texts = [_words(text) for _pk, _slug, text, _terms in self._rows]
        counted = Counter(word for words in self._texts for word in set(words))
        self._by_frequency = _by_frequency(counted, len(self._rows))

    def searches(self):
        """Return different searches of every kind: 200 mixed ones, then more, mixed as well."""
        first, more, used = [], [], set()
        for kind, number in _KINDS:
            draw, drawn = getattr(self, f"_{kind.replace(' ', '_')}"), []
            for _attempt in range(number * _MORE * 20):
                ask = draw()
                if len(drawn) < number * _MORE and (ask.words, ask.filters) not in used:
                    used.add((ask.words, ask.filters))
                    drawn.append(ask)
            first += drawn[:number]
            more += drawn[number:]
        self._random.shuffle(first)
        self._random.shuffle(more)
        return first + more

    def _word(self, frequency):
        return self._random.choice(self._by_frequency[frequency] or self._by_frequency["middle"])

    def _middle(self):
        return Ask(self._word("middle"), kind="middle")

    def _broad(self):
        return Ask(self._word("broad"), kind="broad")

    def _rare(self):
        return Ask(self._word("rare"), kind="rare")

    def _two_words(self):
        words = [word for word in self._random.choice(self._texts) if len(word) > 3]
        return Ask(" ".join(self._random.sample(words, 2)), kind="two words")

    def _filtered(self):
        group, value = self._random.choice(self._terms)
        return Ask(self._word("middle"), ((group, value),), kind="filtered")

    def _typo(self):
        word = self._word("middle")
        at = self._random.randrange(1, len(word) - 1)
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        return Ask(swapped if swapped != word else word[:at] + word[at + 1 :], kind="typo")

    def _compound(self):
        end = self._random.choice(_COMPOUND_ENDS)
        return Ask(f"{self._word('middle')} {end}", kind="compound")

    def sentences(self, number=200):
        """Return whole questions in four languages, of which two words are the members' own."""
        by_text = {}
        for _attempt in range(number * 20):
            words = [self._word(self._random.choice(("middle", "rare"))) for _n in range(2)]
            text = self._random.choice(_SENTENCES).format(*words)
            if len(by_text) < number:
                by_text[text] = Ask(text, kind="question")
        return list(by_text.values())

    def filters(self, number=100):
        """Return lists without words, narrowed by one to three groups."""
        by_filters = {}
        while len(by_filters) < number:
            groups = dict(self._random.choice(self._terms) for _n in range(3))
            count = self._random.randint(1, len(groups))
            chosen = tuple(sorted(self._random.sample(sorted(groups.items()), count)))
            by_filters[chosen] = Ask(filters=chosen)
        return list(by_filters.values())

    def lists(self, number=10):
        """Return the first pages of the whole list."""
        return [Ask(page=1 + n % max(1, len(self._rows) // 24)) for n in range(number)]

    def profiles(self, number=200):
        """Return members whose profile is asked for."""
        rows = self._random.sample(self._rows, min(number, len(self._rows)))
        return [Ask(member=(row[0], row[1])) for row in rows]

    def suggestions(self, number=200):
        """Return the beginnings of words, three to five letters."""
        by_text = {}
        for _attempt in range(number * 20):
            word = self._random.choice(self._random.choice(self._texts))
            if len(word) > 5 and len(by_text) < number:
                begun = word[: self._random.randint(3, 5)]
                by_text[begun] = Ask(begun)
        return list(by_text.values())


def _words(text):
    return [word for word in text.split() if word.isalpha() and word[0] < "\ue000"]


def _by_frequency(counted, members):
    """Return {"broad", "middle", "rare": [word, …]}: over 10 %, 0.5 to 5 %, one in the sample."""
    long = [(word, number) for word, number in sorted(counted.items()) if len(word) > 4]
    least, most = max(2, 0.005 * members), max(4, 0.05 * members)
    return {
        "broad": [word for word, number in long if number > 0.1 * members],
        "middle": [word for word, number in long if least <= number <= most],
        "rare": [word for word, number in long if number == 1],
    }


def _common_terms(database):
    """Return (group, value) pairs that many members have."""
    queries = {
        "theme": "SELECT t.slug FROM members_member_themes m JOIN members_theme t "
        "ON t.id = m.theme_id WHERE m.member_id <= 3000 GROUP BY 1 ORDER BY count(*) DESC LIMIT 12",
        "country": "SELECT code FROM members_countryofactivity WHERE member_id <= 3000 "
        "GROUP BY 1 ORDER BY count(*) DESC LIMIT 25",
        "place": "SELECT p.slug FROM members_member m JOIN members_place p ON p.id = m.place_id "
        "WHERE m.id <= 3000 GROUP BY 1 ORDER BY count(*) DESC LIMIT 8",
        "speaks": "SELECT code FROM members_workinglanguage WHERE member_id <= 3000 "
        "GROUP BY 1 ORDER BY count(*) DESC LIMIT 3",
    }
    return [
        (group, value) for group, query in queries.items() for (value,) in database.execute(query)
    ]
