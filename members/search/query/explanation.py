"""What the search understood of a text and why members are found by it, in lines for a person."""

from members.search.index.documents import FOCUS, MISSION, NAME, NAMES, REST, SUMMARY
from members.search.indexing.site_vocabulary import vocabulary_of
from members.search.question.interpretation import understand

from .directory_query import DirectoryQuery

_FIRST, _TERMS, _FORMS = 10, 6, 8
_PLACES = {
    NAME: "name",
    NAMES: "other name",
    SUMMARY: "summary",
    FOCUS: "focus area",
    MISSION: "mission",
    REST: "seat, site or number",
}


def explanation_of(params, language, site):
    """Yield lines that tell what was understood and why each of the first ten stands there.

    Args:
        params: a QueryDict, as DirectoryQuery takes it.
        language: the reader's language code, which is active.
        site: the Site to answer from.
    """
    query = DirectoryQuery(params, language, site, page_size=_FIRST)
    question = understand(query.selection.wording.tokens, vocabulary_of(site))
    if question.passed_over:
        yield f"Passed over: {' '.join(question.passed_over)}"
    if question.near:
        yield "Asks for what is near"
    for meaning in query.meanings:
        yield from _meaning(meaning)
    yield f"Members: {query.total}{' (nobody has all)' if query.is_relaxed else ''}"
    if query.is_relaxed and query.left_out:
        yield f"Without: {query.left_out}"
    for number, member in enumerate(query.members, 1):
        words = ", ".join(_held(query, member))
        yield f"{number:3}. {member.name}: {words} ({member.why})"


def _meaning(meaning):
    mended = f" (typed: {meaning.typed})" if meaning.is_corrected else ""
    yield f"Word: {meaning.word}{mended}"
    forms = [*dict.fromkeys(meaning.stems), *meaning.kin]
    if forms:
        yield f"  also: {_some(forms, _FORMS)}"
    if meaning.begun:
        yield f"  begins: {_some(meaning.begun, _FORMS)}"
    if meaning.terms:
        yield f"  names: {_pairs(meaning.terms)}"
    for sense in meaning.senses:
        expansion = (
            _pairs(sense.terms) if sense.terms else _some([*sense.stems, *sense.names], _FORMS)
        )
        yield f"  {sense.kind} {sense.name}: {expansion}"


def _pairs(terms):
    return _some(sorted(f"{group} {value}" for group, value in terms), _TERMS)


def _some(values, most):
    values = list(values)
    more = f" and {len(values) - most} more" if len(values) > most else ""
    return ", ".join(values[:most]) + more


def _held(query, member):
    """Yield where each word stands in a member's texts ("water in summary")."""
    words = [meaning.word for meaning in query.meanings]
    for (place, _code), numbers in query.places(member).items():
        for number in sorted(numbers):
            yield f"{words[number]} in {_PLACES.get(place, 'a text')}"
