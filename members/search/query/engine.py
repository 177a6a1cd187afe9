"""find(): what a Selection finds, from the index, or from the database while there is none."""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from pyroaring import BitMap

from members.core.text import is_stop_word
from members.models import Member
from members.search.facets import BY_NAME, FILTERS
from members.search.index.expansion import meaning
from members.search.index.matching import WIDER, Worded, answer
from members.search.index.naming import names_asked
from members.search.index.near_terms import with_near_terms
from members.search.index.ordering import ranked_page
from members.search.index.segment import holders_of
from members.search.indexing.reader import locked_index
from members.search.indexing.site_vocabulary import vocabulary_of
from members.search.question.interpretation import understand

from . import database
from .database import SearchResult
from .partial_matches import keep_partial_matches, left_out
from .selection import Selection
from .typo_correction import corrected

_PHRASE_CHUNK = 5000
_FEW = 3  # so few results of a sentence are followed by who has most of it
_FEW_WORDS = 4  # of a longer sentence the words around what is asked tell nothing
_MEANINGS_KEPT = 2000  # of some 1.5 kB each
_EACH = 20  # values whose going is counted


@dataclass(frozen=True)
class ParsedQuery:
    """The words of a search with their Meanings.

    Attributes:
        meanings: of each word, those of phrases included.
        soft: of words that carry no demand: who has them too stands higher.
        excluded: of each word that must not be found.
        wording: the Wording.
        question: the Question that its words ask.
        names: the whole names that the text may be.
    """

    meanings: tuple
    soft: tuple
    excluded: tuple
    wording: object
    question: object
    names: tuple = ()

    @property
    def may_relax(self):
        """Whether members without some of the words may be shown: quotes and minus are strict."""
        wording = self.wording
        return bool(self.meanings) and not (
            wording.phrases or wording.excluded or wording.excluded_phrases
        )

    @property
    def is_sentence(self):
        """Whether several things are asked for in more than a few words."""
        return len(self.meanings) > 1 and len(self.wording.tokens) > _FEW_WORDS

    def phrases(self, segment):
        """Return the BitMap of members with every phrase and with none that is excluded."""
        members = segment.live
        for phrase in self.wording.phrases:
            members = _with_phrase(segment, members, phrase)
        for phrase in self.wording.excluded_phrases:
            members = members - _with_phrase(segment, members, phrase)
        return members


def find(selection, site, offset, limit):
    """Return the Found of a Selection.

    Args:
        selection: the Selection.
        site: the Site to answer from.
        offset: how many members to pass over.
        limit: how many ids to give at the most.
    """
    with locked_index(site) as index:
        if index is not None:
            return _found(selection, site, index, offset, limit)
    return database.find(selection, site, offset, limit)


# A Site is another object at each version: the newest, and one that a request may still hold.
@lru_cache(maxsize=2)
def used(site):
    """Return {group: {value: members}} of the whole directory."""
    return find(Selection(), site, 0, 0).counts


def _found(selection, site, index, offset, limit):
    query = _asked(selection, site, index)
    worded = _worded(index, query, vocabulary_of(site))
    answers = _answers(index, selection, query, worded)
    spots = _page(index.parts, answers, selection, offset, limit)
    total = sum(len(answer.members) for answer in answers)
    places = _places(index.parts, worded, spots) if query.meanings else {}
    counts, within = (_added([getattr(a, kind) for a in answers]) for kind in ("counts", "within"))
    ids = [spot.pk for spot in spots]
    relaxed = any(part.scores is not None for part in worded)
    whole = sum(len(part.whole) for part in worded)
    meanings = tuple(word.meaning for word in worded[0].words)
    missing = left_out(worded)
    return SearchResult(ids, total, counts, within, meanings, places, relaxed, whole, missing)


def _worded(index, query, vocabulary):
    """Return the Worded of each part; where few or none have all words, of who has most of them."""
    worded = [Worded(part.segment, query) for part in index.parts]
    whole = sum(len(words_of_part.members) for words_of_part in worded)
    if not query.may_relax or whole >= (_FEW if query.is_sentence else 1):
        return worded
    if whole and any(words_of_part.is_name() for words_of_part in worded):
        return worded
    lookup = [part.segment for part in index.parts], vocabulary
    if not whole and (better := corrected(query, *lookup)):
        return [Worded(part.segment, better) for part in index.parts]
    wider = tuple(with_near_terms(meaning, *lookup) for meaning in query.meanings)
    relaxed = [Worded(part.segment, replace(query, meanings=wider)) for part in index.parts]
    keep_partial_matches(relaxed, [words_of_part.members for words_of_part in worded])
    return relaxed


def _answers(index, selection, query, worded, **options):
    pairs = zip(index.parts, worded, strict=True)
    return [_answer(part, selection, query, part_words, **options) for part, part_words in pairs]


def _places(parts, worded, spots):
    """Return {primary key: {(place, language): {numbers of words}}} of a page's members."""
    places_of = {}
    for part, answered in zip(parts, worded, strict=True):
        numbers = [spot.number for spot in spots if spot.placed is part]
        for number, places in answered.places(numbers).items() if numbers else ():
            places_of[part.segment.pks[number]] = places
    return places_of


def find_ids(selection, site, offset, limit):
    """Return one slice of the ids that a Selection finds, in order."""
    with locked_index(site) as index:
        if index is not None:
            query = _asked(selection, site, index)
            answers = _answers(
                index, selection, query, _worded(index, query, vocabulary_of(site)), counted=False
            )
            return [spot.pk for spot in _page(index.parts, answers, selection, offset, limit)]
    return database.find_ids(selection, site, offset, limit)


def totals(selections, site):
    """Return how many members each of some Selections finds."""
    with locked_index(site) as index:
        if index is not None:
            return [_total(selection, site, index) for selection in selections]
    return database.totals(selections, site)


def without_each(selection, site):
    """Return {(group, value): members found without it} of the values chosen beside others.

    Each is a search of its own: of more than _EACH, which nobody ticks by hand, none is asked.
    """
    beside = [
        (group, value)
        for group, values in selection.groups.items()
        if len(values) > 1
        for value in values
    ]
    if not 0 < len(beside) <= _EACH:
        return {}
    return dict(zip(beside, totals([selection.toggled(*one) for one in beside], site), strict=True))


def member_sets(selection, site, index):
    """Return [(part of the index, BitMap of its members that a Selection finds)]."""
    query = _asked(selection, site, index)
    unranked = {"counted": False, "ranked": False}
    answers = _answers(
        index, selection, query, _worded(index, query, vocabulary_of(site)), **unranked
    )
    return [(part, answer.members) for part, answer in zip(index.parts, answers, strict=True)]


def _total(selection, site, index):
    return sum(len(members) for _part, members in member_sets(selection, site, index))


def _asked(selection, site, index):
    """Return the Asked of a Selection."""
    wording, vocabulary, memo = selection.wording, vocabulary_of(site), index.meanings
    segments = [part.segment for part in index.parts]
    lookup = {"segments": segments, "vocabulary": vocabulary}
    question = understand(wording.tokens, vocabulary)
    words = question.words
    last = words[-1] if words and wording.open_end else None
    meanings = []
    for demand in question.demands:
        word = demand.word
        # All that a Meaning depends on: its place among the words, and the names it is part of.
        beside = tuple(pair for pair in pairwise(words) if word in pair)
        key = site.stamp, demand, word == last, beside, vocabulary.of_names(words)
        if key not in memo:
            if len(memo) >= _MEANINGS_KEPT:
                memo.clear()
            memo[key] = replace(
                meaning(word, **lookup, others=words, open_end=word == last, senses=demand.senses),
                name=demand.name,
            )
        meanings.append(memo[key])
    meanings += [
        meaning(word, **lookup, mend=False) for phrase in wording.phrases for word in phrase
    ]
    excluded = [meaning(word, **lookup, mend=False) for word in wording.excluded]
    few = question.passed_over if len(wording.tokens) <= _FEW_WORDS else ()
    soft = [meaning(word, **lookup, mend=False) for word in few if not is_stop_word(word)]
    names = names_asked(wording.named, meanings)
    return ParsedQuery(tuple(meanings), tuple(soft), tuple(excluded), wording, question, names)


def _answer(part, selection, query, worded, *, ranked=True, counted=True):
    all_of = selection.all_of
    choices = {group: _choice(part, group, selection) for group in selection.groups}
    ranked = ranked and selection.sort == "relevance"
    counted = _counted_by(part) if counted else {}
    return answer(worded, choices, ranked=ranked, counted=counted, all_of=all_of)


def _counted_by(part):
    """Return {what is counted: {value: BitMap}} of one part."""
    sets = {facet.name: facet.sets(part) for facet in FILTERS}
    wider = {f"{facet.name}{WIDER}": facet.wider_sets(part) for facet in FILTERS}
    return sets | {name: values for name, values in wider.items() if values}


def _choice(part, group, selection):
    """Return the BitMap of members that one group's choice lets through."""
    facet, values = BY_NAME[group], selection.groups[group]
    if group in selection.all_of:
        return facet.members_with_all(part, values)
    return facet.members(part, values)


def _added(all_counts):
    counts = {}
    for part_counts in all_counts:
        for group, values in part_counts.items():
            group_counts = counts.setdefault(group, {})
            for value, number in values.items():
                group_counts[value] = group_counts.get(value, 0) + number
    return counts


def _page(parts, answers, selection, offset, limit):
    ranked = [_ranked(*pair, selection) for pair in zip(parts, answers, strict=True)]
    by_day = selection.sort not in ("name", "near")
    return ranked_page(ranked, offset, limit, by_day=by_day)


def _ranked(part, answer, selection):
    """Yield (score, part, BitMap); by name, who did not confirm for long is behind the others."""
    if selection.sort == "near":
        for km, members in BY_NAME["near"].rings(part, selection.groups["near"]):
            yield km, part, members & answer.members
        return
    if selection.sort != "name":
        yield from ((score, part, members) for score, members in answer.ranked)
        return
    marked = answer.members & holders_of(part.segment, "unconfirmed", "1")
    yield 0, part, answer.members - marked
    yield 1, part, marked


def _with_phrase(segment, members, phrase):
    """Return those of some members whose texts hold a phrase: the database has the texts."""
    for word in phrase:
        members = members & segment.anywhere([word])
    if len(phrase) == 1:
        return members
    numbers, matches = list(members), BitMap()
    for start in range(0, len(numbers), _PHRASE_CHUNK):
        chunk = {segment.pks[number]: number for number in numbers[start : start + _PHRASE_CHUNK]}
        text = f" {' '.join(phrase)} "
        rows = Member.objects.filter(pk__in=chunk, search_text__contains=text)
        matches |= BitMap(chunk[pk] for pk in rows.values_list("pk", flat=True))
    return matches
