"""One word of a search in one part of the index: who has it, how well, and where."""

from functools import reduce
from operator import itemgetter

from pyroaring import BitMap

from .documents import FOCUS, MISSION, NAME, NAMES, REST, SUMMARY
from .segment import EMPTY, EXACT, STEM, holders_of, key_of

# How far from the best a match is, by form and place: name, then names and abbreviations, town
# and domain, themes, summary, focus areas, mission; as typed before other forms before
# beginnings. Of the members with a theme, those that write about it stand first.
_EXACT = {NAME: 0, NAMES: 1, REST: 2, SUMMARY: 8, FOCUS: 9, MISSION: 10}
_FORMS = {NAME: 2, NAMES: 2, REST: 3, SUMMARY: 9, FOCUS: 10, MISSION: 11}
_TERM_EXACT = {SUMMARY: 3, FOCUS: 4, MISSION: 5}
_TERM_FORMS = {SUMMARY: 4, FOCUS: 5, MISSION: 6}
_TERM, _BEGUN_NAME, _BEGUN = 7, 11, 12
# What a word means beside what it says: the countries of a region stand below its name.
MEANT = 13
_SENSES = {"town": 3, "region": MEANT, "demonym": MEANT, "concept": MEANT}
# Its other names in texts, and what is near to it where that is asked for.
_SENSE_NAMES = {"town": 10, "region": MEANT, "demonym": MEANT, "concept": MEANT}
_AROUND, _WIDE = MEANT, 0.7
LEVELS = 17
_SOFT = 3  # how much lower stand those without a word that carries no demand
PROSE = frozenset((SUMMARY, FOCUS, MISSION))
ANYWHERE = None  # the place of a word that is known to be there, and not where


class Word:
    """One word of a search: the keys of all its forms, and then who has them.

    Attributes:
        meaning: its Meaning.
        levels: (level, [BitMap, …], terms) of each level that members have it at, best first;
            terms is the BitMap of those who count there, None for all. A member may be at several.
        members: the BitMap of all who have it.
    """

    def __init__(self, meaning):
        self.meaning, self.levels, self.members = meaning, [], EMPTY
        self._held, self._begun = {}, EMPTY
        self.kindred = []  # (Kindred, {place: BitMap}) of who has what is near in meaning
        begun = {NAME: meaning.begun, NAMES: meaning.begun}
        # For each place the keys of the word as it is, of its stems, of its kin (each a list of
        # words that must all be there), of the words that it begins, and of its senses.
        self._keys = {
            place: (
                key_of(EXACT, place, meaning.word),
                *_form_keys(place, meaning.stems, meaning.kin),
                [key_of(EXACT, place, word) for word in begun.get(place, ())],
                [_beside_keys(place, sense) for sense in meaning.senses],
                [_form_keys(place, other.stems, other.names) for other in meaning.kindred],
            )
            for place in _EXACT
        }

    def all_keys(self):
        """Yield the keys of all that it is looked up under."""
        for exact, stems, kin, begun, senses, kindred in self._keys.values():
            yield exact
            yield from begun
            for some, names in ((stems, kin), *senses, *kindred):
                yield from some
                for words in names:
                    yield from words

    def look_up(self, segment, postings):
        """Set `levels` and `members` from {key: BitMap} of the keys that are held."""
        sets_at, with_terms = ([[] for _level in range(LEVELS)] for _kind in range(2))
        terms = _holders(segment, self.meaning.terms)
        for place, level in _EXACT.items():
            exact, stems, kin, begun, _senses = self._held[place] = self._in_place(postings, place)
            forms = [*stems.values(), *kin]
            sets_at[level] += exact
            sets_at[_FORMS[place]] += forms
            if terms and place in _TERM_EXACT:
                with_terms[_TERM_EXACT[place]] += exact
                with_terms[_TERM_FORMS[place]] += forms
            sets_at[_BEGUN_NAME] += begun
        sets_at[_TERM] += [terms] if terms else []
        if not self.meaning.is_term:
            if self.meaning.begun:
                self._begun = segment.anywhere(self.meaning.begun)
                sets_at[_BEGUN].append(self._begun)
            sets_at[_BEGUN].append(_holders(segment, self.meaning.terms_begun))
        for number in range(len(self.meaning.senses)):
            self._sense(number, segment, postings, sets_at)
        self.kindred = self._kindred(segment, postings)
        levels = [(level, sets, None) for level, sets in enumerate(sets_at) if sets]
        levels += [(level, sets, terms) for level, sets in enumerate(with_terms) if sets]
        self.levels = sorted(levels, key=itemgetter(0))
        self.members = BitMap.union(EMPTY, *(postings for sets in sets_at for postings in sets))

    def _sense(self, number, segment, postings, sets_at):
        """Add who has a Sense of it to the sets found at each level."""
        sense = self.meaning.senses[number]
        sets_at[_SENSES[sense.kind]].append(_holders(segment, sense.terms))
        for *_others, senses, _kindred in self._keys.values():
            sets_at[_SENSE_NAMES[sense.kind]] += _held(postings, senses[number])
        for nearness, terms in sense.around if sense.is_wide else ():
            if nearness > _WIDE:
                level = min(LEVELS - 1, _AROUND + round((1 - nearness) * 10))
                sets_at[level].append(_holders(segment, terms))

    def _kindred(self, segment, postings):
        """Return [(Kindred, {place: who has it there; ANYWHERE: who has a term of it}), …]."""
        pairs = []
        for number, other in enumerate(self.meaning.kindred):
            sets = {ANYWHERE: _holders(segment, other.terms)}
            for place, (*_others, kindred) in self._keys.items():
                sets[place] = BitMap.union(EMPTY, *_held(postings, kindred[number]))
            pairs.append((other, sets))
        return pairs

    def soften(self, segment):
        """Make it a word that all have, but those who really have it a little more so."""
        self.levels = [(0, [self.members], None), (_SOFT, [segment.live], None)]

    def _in_place(self, postings, place):
        """Return who has it as it is, {stem: who}, each kin, each begun, and any sense of it."""
        exact, stems, kin, begun, senses, kindred = self._keys[place]
        by_stem = {
            form: postings[key]
            for form, key in zip(self.meaning.stems, stems, strict=True)
            if key in postings
        }
        return (
            [postings[exact]] if exact in postings else [],
            by_stem,
            _held(postings, ((), kin)),
            [postings[key] for key in begun if key in postings],
            [members for forms in (*senses, *kindred) for members in _held(postings, forms)],
        )

    def places(self, page):
        """Yield ((place, language), those of a page's members, a BitMap, who have it there)."""
        # Who has a word that it begins, and of whose texts nothing better is known.
        elsewhere, own = page & self._begun, BitMap()
        for place, (exact, stems, kin, begun, _senses) in self._held.items():
            unknown = BitMap.union(EMPTY, *(page & members for members in exact))
            for form, members in stems.items():  # a stem tells the language, other forms do not
                here = page & members
                unknown -= here
                own |= here
                elsewhere -= here if place in PROSE else EMPTY
                yield (place, form[:2]), here
            unknown |= BitMap.union(EMPTY, *(page & members for members in (*kin, *begun)))
            own |= unknown
            elsewhere -= unknown if place in PROSE else EMPTY
            yield (place, None), unknown
        # What it means otherwise tells only where the word itself is not.
        for place, (*_forms, senses) in self._held.items():
            here = BitMap.union(EMPTY, *(page & members for members in senses)) - own
            elsewhere -= here if place in PROSE else EMPTY
            yield (place, None), here
        yield (ANYWHERE, None), elsewhere


def _form_keys(place, stems, names):
    """Return (keys of stems, [keys of the words of each name])."""
    return (
        [key_of(STEM, place, form) for form in stems],
        [[key_of(EXACT, place, word) for word in name.split()] for name in names],
    )


def _beside_keys(place, forms):
    """Return the _form_keys() of a Sense; a long text has the words of a name all over it."""
    return _form_keys(place, forms.stems, () if place == MISSION else forms.names)


def _held(postings, forms):
    """Return who has any of the stems, or all words of any of the names, of _form_keys()."""
    stems, names = forms
    alike = (reduce(BitMap.__and__, (postings.get(key, EMPTY) for key in keys)) for keys in names)
    holders = [postings[key] for key in stems if key in postings]
    return holders + [members for members in alike if members]


def _holders(segment, terms):
    holders = [holders_of(segment, group, value) for group, value in terms]
    return BitMap.union(*holders) if holders else EMPTY


def among(members, sets):
    """Return those of some members who are in any of some sets."""
    return BitMap.union(*(members & holders for holders in sets))
