"""Why a member was found: its best sentence with the words marked, and one line about the rest."""

import re
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.core.text import fold, words_of
from members.presenting import load_focus_areas
from members.presenting.texts import Text
from members.search.facets import FACETS
from members.search.index.documents import FOCUS, NAME, NAMES, REST, SUMMARY
from members.search.index.words import ANYWHERE, PROSE

from .filter_groups import option_label
from .word_matcher import WordMatcher

_TOKEN = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…\n]\s*")
_LONGEST = 260
_NAMED_AT_MOST = 3


class Marked(Text):
    """A Text whose `html` marks the words of the search (HTML's mark element)."""

    def __init__(self, text, language, reader, html):
        super().__init__(text, language, reader)
        self.__dict__["html"] = html


def explain(entries, result, site, language):
    """Say on members why they were found: sets `marked_name`, `excerpt` and `why` of the views.

    Args:
        entries: the shelf's Entries.
        found: the Found that they are of, with the Meanings and where their words stand.
        site: the Site.
        language: the reader's language code.
    """
    page = _Page(result.meanings, site, language)
    places_of = [_by_place(result.places.get(entry.view.id, {})) for entry in entries]
    # Few are found by their focus areas, and only theirs are read.
    load_focus_areas(
        entry.row
        for entry, places in zip(entries, places_of, strict=True)
        if FOCUS in places or ANYWHERE in places
    )
    for entry, places in zip(entries, places_of, strict=True):
        page.explain(entry.view, entry.row.search_terms, places)


def _by_place(words_at):
    """Return {place: {language or None: {numbers of words}}}."""
    places = {}
    for (place, code), numbers in words_at.items():
        places.setdefault(place, {})[code] = numbers
    return places


class _Page:
    """What the members of one page have in common: the words, and how reasons are said."""

    def __init__(self, meanings, site, language):
        self._sought = WordMatcher.of(meanings)
        self._site, self._language = site, language
        self._asked = set().union(*(m.all_terms for m in meanings))
        self._words = _words(language)

    def explain(self, view, terms, places):
        """Set `marked_name`, `excerpt` and `why` of a PublicMember.

        Args:
            view: the PublicMember.
            terms: {group: [value, …]} as search_terms keeps them.
            held: {place: {language or None: {numbers of words}}} of where the words stand.
        """
        if NAME in places or NAMES in places:
            view.marked_name = marked(view.title, self._sought.hits(words_of(view.title), ""))
        best = self._best(view, places, self._sought) if places else None
        if places and not best and self._sought.beside:
            best = self._best(view, places, self._sought.beside)
        if best:
            sentence, code, hits, _place = best
            sentence = _shortened(sentence, hits)
            view.excerpt = Marked(sentence, code, self._language, marked(sentence, hits))
        reasons = [*self._terms(view, terms), *self._where(view, places)]
        view.why = " · ".join(dict.fromkeys(reasons))

    def _best(self, view, places, sought):
        """Return (sentence, language, hits, place) of what holds the most of the words, or None."""
        best, reached = None, (0, 0, 0)
        for most, place, code, texts in self._promising(view, places):
            if most <= reached:
                break  # no sentence holds more than the whole text
            for whole in texts:
                hits = sought.hits(words_of(whole), code)
                all_found = len(set(hits.values()))
                if all_found < reached[0]:
                    continue
                for sentence, count in _sentences(whole, hits):
                    score = (count, *most[1:])
                    if score > reached:
                        best, reached = (sentence, code, hits, place), score
                    if count == all_found:
                        break
        return best

    def _promising(self, view, places):
        """Return ((most words, in the reader's language, -rank), place, language, [text, …]).

        The best come first. A word whose language is not known may stand in any text of a place.
        """
        anywhere, rated = places.get(ANYWHERE, {}).get(None, frozenset()), []
        for place in PROSE if anywhere else PROSE & places.keys():
            by_code = places.get(place, {})
            unknown = by_code.get(None, frozenset()) | anywhere
            texts = _texts(view, place)
            numbers_of = self._with_own(by_code, texts)
            for code in texts if unknown else numbers_of:
                numbers = numbers_of.get(code, frozenset()) | unknown
                if numbers and code in texts:
                    rate = len(numbers), code == self._language, -place
                    rated.append((rate, place, code, texts[code]))
        if len(rated) < 2:
            return rated
        order = self._site.languages
        at = lambda code: order.index(code) if code in order else len(order)  # noqa: E731
        return sorted(rated, key=lambda one: (one[0], -at(one[2])), reverse=True)

    def _with_own(self, by_code, texts):
        """Return by_code, with the reader's language where a text of it is one of these too.

        The index knows the same words in two languages, a slogan say, in one of them.
        """
        own = self._language
        if own in texts and own not in by_code:
            for code, numbers in by_code.items():
                if any(map(_are_alike, texts[own], texts.get(code, ()))):
                    return by_code | {own: numbers}
        return by_code

    def _terms(self, view, places):
        """Yield the terms of the member that the words name: "Theme: Water", "Works in Senegal"."""
        for group, text in self._words["groups"].items() if self._asked else ():
            values = [value for value in places.get(group, ()) if (group, value) in self._asked]
            if values and group == "town":
                yield text % {"name": view.town or view.postal_code}
            elif values:
                label = lambda v: option_label(group, v, self._site, self._language)  # noqa: E731, B023
                yield text % {"name": ", ".join(map(label, values[:_NAMED_AT_MOST]))}

    def _where(self, view, places):
        """Yield what holds the words and is not seen, marked, on the card: a name, an address."""
        if (NAME in places or NAMES in places) and "<mark>" not in view.marked_name:
            others = (*map(str, view.other_names), *view.aliases, *view.former_names)
            names = (view.name, view.abbreviation, *others)
            hits = (name for name in names if self._sought.hits(words_of(name), ""))
            phrases = (self._words["called"] % {"name": name} for name in hits)
            yield next(phrases, self._words["named"])
        if REST in places or ANYWHERE in places:
            yield from self._details(view, REST in places)

    def _details(self, view, is_sure):
        """Yield in which details the words stand; a list knows no phone, e-mail or street."""
        number, seat = view.enterprise_number, f"{view.postal_code} {view.town}".strip()
        details = (
            ("seat", f"{seat} {view.city}", seat),
            ("website", view.website_label, view.website_label),
            ("number", f"{number} {number.replace('.', '')}", number),
        )
        lines = [
            self._words[kind] % {"name": detail}
            for kind, text, detail in details
            if self._sought.hits(words_of(text), "")
        ]
        yield from lines or ([self._words["contact"]] if is_sure else [])


@lru_cache(maxsize=8)
def _words(language):
    """Return how reasons are said in a language: looked up once, not for every page."""
    with override(language):
        return {
            "groups": {facet.name: str(facet.why) for facet in FACETS if facet.why}
            | {"town": _("Based in %(name)s")},
            "named": _("By its name"),
            "called": _("Also called %(name)s"),
            "seat": _("Based in %(name)s"),
            "website": _("Website: %(name)s"),
            "number": _("Enterprise number: %(name)s"),
            "contact": _("In its contact details"),
        }


def marked(text, hits):
    """Return a text as safe HTML with its hits, {folded word: number}, in mark elements."""
    parts, at = [], 0
    for start, end in _spans(text, hits):
        parts += escape(text[at:start]), "<mark>", text[start:end], "</mark>"
        at = end
    return SafeString("".join(parts) + escape(text[at:]))


def _spans(text, hits):
    """Return the (start, end) of a text's words that are among its hits, in order."""
    if not text.isascii():
        return [word.span() for word in _TOKEN.finditer(text) if _is_hit(word[0], hits)]
    # Of plain letters only the case is taken off, and to look for a word is quickest.
    plain, spans = text.lower(), []
    for word in hits:
        end, at = 0, plain.find(word)
        while at >= 0:
            end = at + len(word)
            if not (plain[at - 1 : at].isalnum() or plain[end : end + 1].isalnum()):
                spans.append((at, end))
            at = plain.find(word, end)
    return sorted(spans)


def _is_hit(word, hits):
    return word.lower() in hits if word.isascii() else hits.keys() & words_of(word)


def _sentences(whole, hits):
    """Yield (sentence, how many of the words it holds) of a text, where that is any."""
    sentences = _split(whole) if hits else ()
    if len(sentences) == 1:
        yield whole, len(set(hits.values()))
        return
    for sentence in sentences:
        # Most sentences hold none, and of plain letters that is seen without folding them.
        if sentence.isascii() and not any(map(sentence.lower().__contains__, hits)):
            continue
        if numbers := {hits[word] for word in hits.keys() & words_of(sentence)}:
            yield sentence, len(numbers)


def _split(whole):
    """Return the sentences of a text."""
    sentences, start = [], 0
    for end in _SENTENCE_END.finditer(whole):
        signs = end[0]
        if len(signs) > 1 or signs == "\n":  # and not the point of "3.5"
            sentences.append(whole[start : end.start() + (signs[0] != "\n")])
            start = end.end()
    if start < len(whole):
        sentences.append(whole[start:])
    return sentences


def _shortened(sentence, hits):
    if len(sentence) <= _LONGEST:
        return sentence
    first, _end = next(iter(_spans(sentence, hits)), (0, 0))
    start = max(0, first - _LONGEST // 3)
    start = sentence.rfind(" ", 0, start) + 1 if start else 0
    end = sentence.find(" ", start + _LONGEST)
    end = len(sentence) if end < 0 else end
    return ("… " if start else "") + sentence[start:end] + (" …" if end < len(sentence) else "")


def _texts(view, place):
    """Return {language: [text, …]} of one place."""
    if place != FOCUS:
        by_code = view.in_all_languages("summary" if place == SUMMARY else "mission")
        return {code: [text] for code, text in by_code.items()}
    texts = {}
    for code, text in (pair for pairs in view.focus_areas_in_all_languages() for pair in pairs):
        texts.setdefault(code, []).append(text)
    return texts


def _are_alike(text, other):
    """Whether two texts have the same words; nearly always the first one tells."""
    return words_of(text[:30])[:1] == words_of(other[:30])[:1] and fold(text) == fold(other)
