"""What a typed word may stand for in the index: its forms, compounds, beginnings and terms."""

from dataclasses import dataclass, field, replace
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from members.core.text import is_stop_word, stem, stems_of
from members.search.question.interpretation import senses_of
from members.search.question.neighbours import is_word
from members.search.question.question_words import is_asking

from .lookups import known_stems, known_words, times, words_by
from .near_terms import worthwhile
from .spelling import other_spelling

_SHORTEST_PREFIX, _SHORTEST_PART, _SHORTEST_HEAD = 3, 3, 4
_MOST, _NEAR, _COMPLETED = 64, 4, 16
# Words of fewer letters are not mended, and those of as many as the second by two edits.
_SHORTEST_MENDED, _LONG = 4, 8
_COMPOUNDING = ("nl", "de")
_LINKS = ("", "s", "e", "en", "er", "n", "es")
# First parts of many compounds that rarely stand alone in a text.
_FIRST_PARTS = frozenset(
    "kinder jeugd mensen vrouwen meisjes ontwikkelings wereld gezondheids basis drink hulp nood "
    "straat school vluchtelingen natuur milieu klimaat voedsel landbouw familie gezins pleeg "
    "dieren mannen jongeren zieken oog bos berg zee kust stads dorps vrede vredes burger arbeids "
    "kind frauen madchen entwicklungs welt gesundheits trink not strassen schul fluchtlings "
    "umwelt menschen jugend klima ernahrungs familien tier".split()
)


@dataclass(frozen=True)
class Meaning:
    """One word of a search as the index knows it.

    Attributes:
        word: the word as it counts, corrected where nothing has it as it was typed.
        typed: the word as it was typed, folded.
        stems: its stems as the index files them ("nl:kind").
        kin: what counts like another form of it: compounds with it and free synonyms, of which
            some are several words.
        begun: words that begin with it, where it may be unfinished.
        terms: (group, value) pairs that it names.
        terms_begun: those with a name that begins with it.
        is_term: whether a term or synonym has it as it is, so that it is likely no beginning.
        senses: the Senses that it has beside: regions, towns, concepts.
        concepts: the keys of all its concepts, those that are too frequent to look up as well.
        name: the words of the name that it is a part of: all of them are meant together.
        kindred: the Kindred words, looked up only where nobody has all words.
    """

    word: str
    typed: str
    stems: tuple = ()
    kin: tuple = ()
    begun: tuple = ()
    terms: frozenset = frozenset()
    terms_begun: frozenset = field(default=frozenset())
    is_term: bool = False
    senses: tuple = ()
    concepts: tuple = ()
    name: tuple = ()
    kindred: tuple = ()

    @property
    def all_terms(self):
        """All (group, value) pairs by which a member may be found, those of its senses too."""
        beside = [other.terms for other in (*self.senses, *self.kindred)]
        beside += [terms for sense in self.senses for _near, terms in sense.around]
        return self.terms.union(self.terms_begun, *beside)

    @property
    def is_corrected(self):
        """Whether the word differs from what was typed."""
        return self.word != self.typed


def meaning(word, segments, vocabulary, *, others=(), open_end=False, mend=True, senses=()):
    """Return the Meaning of a folded word.

    Args:
        word: the word.
        segments: the parts of the index.
        vocabulary: the Vocabulary of terms.
        others: all words of the search, for names of several words.
        open_end: whether the word may be the beginning of one.
        mend: whether a word that nothing has may be corrected.
        senses: what else it may stand for, a tuple of Senses.
    """
    result = _as_typed(word, word, segments, vocabulary, others, open_end)
    concepts = tuple(key for sense in senses for key in sense.concepts)
    worth = worthwhile(senses, word, segments, open_end)
    result = replace(result, senses=worth, concepts=concepts)
    if joined := _joined(word, others, segments):
        result = replace(result, kin=tuple(dict.fromkeys((*result.kin, *joined))))
    if mend and not senses and not _is_known(result, segments):
        if apart := _apart(word, segments):
            return replace(result, kin=apart)
        # A word of the language is no typo, whatever it is near to.
        nearest = [] if is_word(word) else _nearest(word, segments, vocabulary)
        if nearest:
            mended = _as_typed(nearest[0], word, segments, vocabulary, others, False)
            kin = (*mended.kin, *nearest[1:])
            return replace(mended, kin=kin, senses=senses_of(nearest[0]))
    return result


def as_corrected(word, meaning, segments, vocabulary):
    """Return the Meaning of a word that another was typed for, given that one's Meaning."""
    result = _as_typed(word, meaning.typed, segments, vocabulary, (), False)
    return replace(result, senses=senses_of(word), name=meaning.name)


def near_words(word, segments, vocabulary, *, any_letter):
    """Return (distance, begins otherwise, -members, word) of words near to one, likeliest first.

    Args:
        word: a folded word that may be mistyped.
        segments: the parts of the index.
        vocabulary: the Vocabulary of terms.
        any_letter: whether words that begin otherwise count too.
    """
    if len(word) < _SHORTEST_MENDED or word.isdigit():
        return []
    letter = "" if any_letter else word[0]
    return [one for one in _ranked(word, _edits(word), letter, segments, vocabulary) if one[0]]


def _edits(word):
    return 1 if len(word) < _LONG else 2


def _as_typed(word, typed, segments, vocabulary, others, open_end):
    begun, terms_begun, is_term = (), frozenset(), vocabulary.has(word)
    if open_end and len(word) >= _SHORTEST_PREFIX:
        begun = tuple(w for w in words_by(segments, "words_from", word, _MOST) if w != word)
        terms_begun = frozenset(vocabulary.begun(word))
    if begun and not is_term and not times(word, segments):
        # A word that nobody wrote is a beginning: what it begins counts like forms of it, and
        # its own stems count only where those share them ("kinderre" is no "kind").
        own, kin, terms = stems_of(word), begun[:_COMPLETED], terms_begun
        stems = [form for w in kin for form in stems_of(w) if form in own]
    else:
        synonyms = vocabulary.synonyms_of(word)
        other = other_spelling(word)
        alike = dict.fromkeys([word, other, *(s for s in synonyms if " " not in s)])
        stems = [form for one in alike for form in stems_of(one)]
        kin = [*_compounds(word, segments), *synonyms]
        terms = vocabulary.named(word, others).union(*map(vocabulary.named_by_all, synonyms))
        terms |= vocabulary.named(other)
    stems, kin = tuple(dict.fromkeys(stems)), tuple(dict.fromkeys(kin))
    return Meaning(word, typed, stems, kin, begun, frozenset(terms), terms_begun, is_term)


def _is_known(meaning, segments):
    if meaning.terms or meaning.terms_begun or meaning.begun or meaning.kin:
        return True
    return bool(known_words([meaning.word], segments) or known_stems(meaning.stems, segments))


def _compounds(word, segments):
    """Return Dutch and German words that a word is the first or the last part of.

    The other part must be a word of the directory too, linked as these languages do it
    ("kind-er-rechten"), so that "land" is not found in every "…land".
    """
    if len(word) < _SHORTEST_HEAD:
        return []
    ending = words_by(segments, "words_ending", word, 4 * _MOST)
    begun = words_by(segments, "words_from", word, 4 * _MOST)
    # For each word the other parts that would do, so that all are looked up at once.
    others = {longer: _first_parts(longer[: -len(word)]) for longer in ending}
    others |= {w: others.get(w, []) + _last_parts(w[len(word) :]) for w in begun if w != word}
    first_or_last = (
        known_words({part for parts in others.values() for part in parts}, segments) | _FIRST_PARTS
    )
    compounds = [longer for longer, parts in others.items() if not first_or_last.isdisjoint(parts)]
    forms = {longer: [f"{c}:{stem(longer, c)}" for c in _COMPOUNDING] for longer in compounds}
    stems = known_stems({form for both in forms.values() for form in both}, segments)
    return [longer for longer in compounds if not stems.isdisjoint(forms[longer])][:_MOST]


def _first_parts(part):
    """Return what of a compound's first part may stand alone: "rechten" of "rechtens"."""
    whole = [part] if part in _FIRST_PARTS else []
    lengths = {len(part) - len(link) for link in _LINKS if part.endswith(link)}
    return whole + [part[:length] for length in lengths if length >= _SHORTEST_PART]


def _last_parts(part):
    """Return what of a compound's last part may stand alone."""
    lengths = {len(link) for link in _LINKS if part.startswith(link)}
    return [part[length:] for length in lengths if len(part) - length >= _SHORTEST_HEAD]


def _joined(word, others, segments):
    """Return the known words that a word makes with its neighbour ("damiaan actie")."""
    pairs = (first + second for first, second in pairwise(others) if word in (first, second))
    return sorted(known_words(set(pairs), segments))


def _apart(word, segments):
    """Return the names that a word is when written apart ("soskinderdorpen"), the longest first.

    Both parts must be words of one member; which of them belong together is not guessed.
    """
    cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    halves = [(word[:cut], word[cut:]) for cut in cuts]
    indexed = known_words({half for both in halves for half in both}, segments)
    halves = ((a, b) for a, b in halves if a in indexed and b in indexed)
    return tuple(f"{a} {b}" for a, b in halves if any(_both(a, b, one) for one in segments))


def _both(first, second, segment):
    together = segment.anywhere([first]) & segment.anywhere([second])
    return bool(together & segment.live)


def _nearest(word, segments, vocabulary):
    """Return the known words nearest to a mistyped one, the likeliest first.

    One edit from four letters, two from eight; a swap of neighbours is one (optimal string
    alignment). Words that begin with another letter count only where no other is as near:
    people rarely mistype the first one.
    """
    if len(word) < _SHORTEST_MENDED or word.isdigit():
        return []
    edits = _edits(word)
    ranked = _ranked(word, edits, word[0], segments, vocabulary)
    if not ranked or ranked[0][0] > 1:
        # Nothing that begins alike is as near as can be, so all words are looked through.
        most = 1 if ranked else edits
        ranked = sorted({*ranked, *_ranked(word, most, "", segments, vocabulary)})
    return [one[-1] for one in ranked if one[:2] == ranked[0][:2]][:_NEAR]


def _ranked(word, edits, letter, segments, vocabulary):
    """Return (distance, begins otherwise, -members, word) of near words, the likeliest first.

    Args:
        word: the mistyped word.
        edits: how far the others may be.
        letter: with what they begin, or "" for any.
        segments: the parts of the index.
        vocabulary: the Vocabulary of terms.
    """
    distances = {}
    for source in (*segments, vocabulary):
        for length in range(len(word) - edits, len(word) + edits + 1):
            near = process.extract(
                word,
                source.words_like(length, letter),
                scorer=OSA.distance,
                score_cutoff=edits,
                limit=_MOST,
                processor=None,
            )
            distances |= {other: distance for other, distance, _position in near}
    ranked = []
    for other, distance in distances.items():
        if len(other) > 2 and not is_stop_word(other) and not is_asking(other):
            frequency = times(other, segments)
            if frequency or vocabulary.has(other):
                ranked.append((distance, other[0] != word[0], -frequency, other))
    return sorted(ranked)
