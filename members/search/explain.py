"""Why a member was found: its best sentence with the words marked, and one line that says where."""

import re
from html import escape

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from members.presenting import load_focus_areas
from members.presenting.texts import Text

from .analyse import fold
from .documents import FOCUS, MISSION, NAME, NAMES, REST, SUMMARY
from .facets import option_label
from .sought import Sought

_TOKEN = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_LONGEST = 260
_NAMED_AT_MOST = 3
_PROSE = (SUMMARY, FOCUS, MISSION)


class Marked(Text):
    """A Text whose `html` marks the words of the search (HTML's mark element)."""

    def __init__(self, text, language, reader, html):
        super().__init__(text, language, reader)
        self.__dict__["html"] = html


def explain(entries, meanings, site, language):
    """Say on members why they were found: sets `marked_name`, `excerpt` and `why` of the views.

    Args:
        entries: the shelf's Entries.
        meanings: the Meanings of the search's words.
        site: the Site.
        language: the reader's language code.
    """
    page = _Page(meanings, site, language)
    holding = [page.holding(entry) for entry in entries]
    # Few are found by their focus areas, and only theirs are read.
    load_focus_areas(
        entry.row
        for entry, held in zip(entries, holding, strict=True)
        if any(place == FOCUS for place, _code, _numbers in held)
    )
    for entry, held in zip(entries, holding, strict=True):
        page.explain(entry.view, entry.row.search_terms, held)


class _Page:
    """What the members of one page have in common: the words, and how reasons are said."""

    def __init__(self, meanings, site, language):
        self.sought = Sought(meanings)
        self._all = len(meanings)
        self._site, self._language = site, language
        self._asked = set().union(*(m.terms | m.terms_begun for m in meanings))
        self._groups = {
            "theme": _("theme %(name)s"),
            "country": _("works in %(name)s"),
            "place": _("seat in %(name)s"),
            "legal_form": _("legal form"),
        }  # fmt: skip
        self._places = {
            NAME: _("name"), NAMES: _("other name"), SUMMARY: _("summary"),
            FOCUS: _("focus area"), MISSION: _("mission"),
        }  # fmt: skip
        self._seat, self._number = _("seat or website"), _("enterprise number")

    def holding(self, entry):
        """Return (place, language, numbers of words) of each text of a member that holds any."""
        texts = self.sought.places(entry.row.search_text)
        known = {(place, code) for place, code, _numbers in texts}
        held = [one for one in texts if one[2]]
        for place in (SUMMARY, MISSION):
            # Words that stand in two texts, a slogan's in two languages say, are kept of the
            # first: a field that holds none, and has a text for itself, has no such words.
            if not any(one[0] == place for one in texts) or any(one[0] == place for one in held):
                held += (
                    (place, code, self.sought.numbers(fold(text), code))
                    for code, text in _whole(entry.view, place).items()
                    if (place, code) not in known
                )
        return [one for one in held if one[2]]

    def explain(self, view, terms, held):
        """Set `marked_name`, `excerpt` and `why` of a PublicMember.

        Args:
            view: the PublicMember.
            terms: {group: [value, …]} as search_terms keeps them.
            held: (place, language, numbers of words) of its texts that hold any.
        """
        found = {place for place, _code, _numbers in held}
        view.marked_name = self.marked(view.name, "") if NAME in found else ""
        text, where = self._best(view, held)
        if text is not None:
            html = self.marked(text.text, text.language)
            view.excerpt = Marked(text.text, text.language, self._language, html)
        reasons = [*self._terms(terms), *self._where(view, found, where)]
        view.why = " · ".join(dict.fromkeys(reasons))

    def marked(self, text, language):
        """Return a text as safe HTML with every word of the search in a mark element."""
        parts, at, known = [], 0, self.sought.tokens(_TOKEN.findall(text), language)
        for token in _TOKEN.finditer(text) if known else ():
            if token[0] in known:
                parts += [escape(text[at : token.start()]), f"<mark>{token[0]}</mark>"]
                at = token.end()
        return mark_safe("".join(parts) + escape(text[at:]))  # noqa: S308 - escaped piece by piece

    def _best(self, view, held):
        """Return (the sentence that holds the most of the words, the place it is from)."""
        best, found_best = None, (0, 0, 0)
        for most, place, code in self._promising(view, held):
            if most <= found_best:
                break  # no sentence holds more than the whole text
            for whole in _texts(view, place, code):
                for sentence in _SENTENCE.split(whole):
                    score = (len(self.sought.numbers(fold(sentence), code)), *most[1:])
                    if score[0] and score > found_best:
                        best, found_best = (sentence, code, place), score
                        if score == most:
                            break
        if best is None:
            return view.summary, None
        sentence, code, place = best
        return Text(self._shortened(sentence, code), code, self._language), place

    def _promising(self, view, held):
        """Return ((most words, in the reader's language, -rank), place, language), best first."""
        found = {}
        for place, code, numbers in held:
            if place in _PROSE:
                found[place, code] = found.get((place, code), frozenset()) | numbers
        rated = (
            ((len(numbers), code == self._language, -place), place, code)
            for (place, code), numbers in found.items()
        )
        order = self._site.languages
        at = lambda code: order.index(code) if code in order else len(order)  # noqa: E731
        return sorted(rated, key=lambda one: (one[0], -at(one[2])), reverse=True)

    def _shortened(self, sentence, language):
        if len(sentence) <= _LONGEST:
            return sentence
        known = self.sought.tokens(_TOKEN.findall(sentence), language)
        hits = (token.start() for token in _TOKEN.finditer(sentence) if token[0] in known)
        start = max(0, next(hits, 0) - _LONGEST // 3)
        start = sentence.rfind(" ", 0, start) + 1 if start else 0
        end = sentence.find(" ", start + _LONGEST)
        end = len(sentence) if end < 0 else end
        return ("… " if start else "") + sentence[start:end] + (" …" if end < len(sentence) else "")

    def _terms(self, held):
        """Yield the terms of the member that the words name: "theme Water", "works in Senegal"."""
        for group, text in self._groups.items() if self._asked else ():
            values = [value for value in held.get(group, ()) if (group, value) in self._asked]
            if values and group == "legal_form":
                yield text
            elif values:
                label = lambda v: option_label(group, v, self._site, self._language)  # noqa: E731, B023
                yield text % {"name": ", ".join(map(label, values[:_NAMED_AT_MOST]))}

    def _where(self, view, found, where):
        """Yield where the words stand: "name", "mission", "enterprise number"."""
        for place in (NAME, NAMES):
            if place in found:
                yield self._places[place]
        if where:
            yield self._places[where]
        if REST in found:
            seat = f"{view.postal_code} {view.city} {view.website_label}"
            if self.sought.numbers(fold(seat), ""):
                yield self._seat
            number = f"{view.enterprise_number} {view.enterprise_number.replace('.', '')}"
            if self.sought.numbers(fold(number), ""):
                yield self._number


def _whole(view, place):
    return view.in_all_languages("summary" if place == SUMMARY else "mission")


def _texts(view, place, code):
    if place == FOCUS:
        pairs = (pair for pairs in view.focus_areas_in_all_languages() for pair in pairs)
        return [text for language, text in pairs if language == code]
    return [_whole(view, place).get(code, "")]
