"""Why a member was found: its best sentence with the words marked, and one line that says where."""

import re
from functools import lru_cache
from html import escape

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.presenting import load_focus_areas
from members.presenting.texts import Text

from .analyse import fold
from .documents import FOCUS, MISSION, NAME, NAMES, REST, SUMMARY
from .facets import option_label
from .matching import ANYWHERE, PROSE
from .sought import Sought

_TOKEN = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_LONGEST = 260
_NAMED_AT_MOST = 3


class Marked(Text):
    """A Text whose `html` marks the words of the search (HTML's mark element)."""

    def __init__(self, text, language, reader, html):
        super().__init__(text, language, reader)
        self.__dict__["html"] = html


def explain(entries, found, site, language):
    """Say on members why they were found: sets `marked_name`, `excerpt` and `why` of the views.

    Args:
        entries: the shelf's Entries.
        found: the Found that they are of, with the Meanings and where their words stand.
        site: the Site.
        language: the reader's language code.
    """
    page = _Page(found.meanings, site, language)
    held = [_by_place(found.places.get(entry.view.id, {})) for entry in entries]
    # Few are found by their focus areas, and only theirs are read.
    load_focus_areas(
        entry.row
        for entry, places in zip(entries, held, strict=True)
        if FOCUS in places or ANYWHERE in places
    )
    for entry, places in zip(entries, held, strict=True):
        page.explain(entry.view, entry.row.search_terms, places)


def _by_place(held):
    """Return {place: {language or None: {numbers of words}}}."""
    places = {}
    for (place, code), numbers in held.items():
        places.setdefault(place, {})[code] = numbers
    return places


class _Page:
    """What the members of one page have in common: the words, and how reasons are said."""

    def __init__(self, meanings, site, language):
        self._sought = Sought(meanings)
        self._site, self._language = site, language
        self._asked = set().union(*(m.terms | m.terms_begun for m in meanings))
        self._words = _words(language)

    def explain(self, view, terms, held):
        """Set `marked_name`, `excerpt` and `why` of a PublicMember.

        Args:
            view: the PublicMember.
            terms: {group: [value, …]} as search_terms keeps them.
            held: {place: {language or None: {numbers of words}}} of where the words stand.
        """
        if NAME in held:
            view.marked_name = marked(view.name, self._sought.hits(fold(view.name), ""))
        best = self._best(view, held) if held else None
        if best:
            sentence, code, hits, where = best
            sentence = _shortened(sentence, hits)
            view.excerpt = Marked(sentence, code, self._language, marked(sentence, hits))
        reasons = [*self._terms(terms), *self._where(view, held, best and where)]
        view.why = " · ".join(dict.fromkeys(reasons))

    def _best(self, view, held):
        """Return (sentence, language, hits, place) of what holds the most of the words, or None."""
        best, reached = None, (0, 0, 0)
        for most, place, code, texts in self._promising(view, held):
            if most <= reached:
                break  # no sentence holds more than the whole text
            for whole in texts:
                hits = self._sought.hits(fold(whole), code)
                all_found = len(set(hits.values()))
                if all_found < reached[0]:
                    continue
                for sentence, found in _sentences(whole, hits):
                    score = (found, *most[1:])
                    if score > reached:
                        best, reached = (sentence, code, hits, place), score
                    if found == all_found:
                        break
        return best

    def _promising(self, view, held):
        """Return ((most words, in the reader's language, -rank), place, language, [text, …]).

        The best come first. A word whose language is not known may stand in any text of a place.
        """
        anywhere, rated = held.get(ANYWHERE, {}).get(None, frozenset()), []
        for place in PROSE if anywhere else PROSE & held.keys():
            by_code = held.get(place, {})
            unknown = by_code.get(None, frozenset()) | anywhere
            texts = _texts(view, place)
            known = self._with_own(by_code, texts)
            for code in texts if unknown else known:
                numbers = known.get(code, frozenset()) | unknown
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
            mine = set(map(fold, texts[own]))
            for code, numbers in by_code.items():
                if not mine.isdisjoint(map(fold, texts.get(code, ()))):
                    return by_code | {own: numbers}
        return by_code

    def _terms(self, held):
        """Yield the terms of the member that the words name: "theme Water", "works in Senegal"."""
        for group, text in self._words["groups"].items() if self._asked else ():
            values = [value for value in held.get(group, ()) if (group, value) in self._asked]
            if values and group == "legal_form":
                yield text
            elif values:
                label = lambda v: option_label(group, v, self._site, self._language)  # noqa: E731, B023
                yield text % {"name": ", ".join(map(label, values[:_NAMED_AT_MOST]))}

    def _where(self, view, held, where):
        """Yield where the words stand: "name", "mission", "enterprise number"."""
        for place in (NAME, NAMES):
            if place in held:
                yield self._words["places"][place]
        if where:
            yield self._words["places"][where]
        if REST in held or ANYWHERE in held:
            seat = f"{view.postal_code} {view.city} {view.website_label}"
            if self._sought.hits(fold(seat), ""):
                yield self._words["seat"]
            number = f"{view.enterprise_number} {view.enterprise_number.replace('.', '')}"
            if self._sought.hits(fold(number), ""):
                yield self._words["number"]


@lru_cache(maxsize=8)
def _words(language):
    """Return how reasons are said in a language: looked up once, not for every page."""
    with override(language):
        return {
            "groups": {
                "theme": _("theme %(name)s"),
                "country": _("works in %(name)s"),
                "place": _("seat in %(name)s"),
                "legal_form": _("legal form"),
            },
            "places": {
                NAME: _("name"), NAMES: _("other name"), SUMMARY: _("summary"),
                FOCUS: _("focus area"), MISSION: _("mission"),
            },
            "seat": _("seat or website"), "number": _("enterprise number"),
        }  # fmt: skip


def marked(text, hits):
    """Return a text as safe HTML with its hits, {folded word: number}, in mark elements."""
    parts, at = [], 0
    for token in _tokens(text, hits) if hits else ():
        parts += [escape(text[at : token.start()]), f"<mark>{token[0]}</mark>"]
        at = token.end()
    return mark_safe("".join(parts) + escape(text[at:]))  # noqa: S308 - escaped piece by piece


def _tokens(text, hits):
    """Yield the matches of a text's words that are among its hits."""
    for token in _TOKEN.finditer(text):
        word = token[0]
        # Folding is for words with signs: of plain letters only their case is taken off.
        if word.lower() in hits if word.isascii() else hits.keys() & set(fold(word).split()):
            yield token


def _sentences(whole, hits):
    """Yield (sentence, how many of the words it holds) of a text, where that is any."""
    for sentence in _SENTENCE.split(whole) if hits else ():
        # Most sentences hold none, and of plain letters that is seen without folding them.
        if sentence.isascii() and not any(map(sentence.lower().__contains__, hits)):
            continue
        words = set(fold(sentence).split())
        if found := {number for word, number in hits.items() if word in words}:
            yield sentence, len(found)


def _shortened(sentence, hits):
    if len(sentence) <= _LONGEST:
        return sentence
    starts = (token.start() for token in _tokens(sentence, hits))
    start = max(0, next(starts, 0) - _LONGEST // 3)
    start = sentence.rfind(" ", 0, start) + 1 if start else 0
    end = sentence.find(" ", start + _LONGEST)
    end = len(sentence) if end < 0 else end
    return ("… " if start else "") + sentence[start:end] + (" …" if end < len(sentence) else "")


def _texts(view, place):
    """Return {language: [text, …]} of one place."""
    if place != FOCUS:
        texts = view.in_all_languages("summary" if place == SUMMARY else "mission")
        return {code: [text] for code, text in texts.items()}
    found = {}
    for code, text in (pair for pairs in view.focus_areas_in_all_languages() for pair in pairs):
        found.setdefault(code, []).append(text)
    return found
