"""Why a member was found: its best sentence with the words marked, and one line that says where."""

import re

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from members.presenting.countries import country_name
from members.presenting.texts import Text

from .analyse import LANGUAGES, fold, stem
from .facets import option_label

_TOKEN = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
_LONGEST = 260
_NAMED_AT_MOST = 3


class Marked(Text):
    """A Text whose `html` marks the words of the search (HTML's mark element)."""

    def __init__(self, text, language, reader, html):
        super().__init__(text, language, reader)
        self.__dict__["html"] = html


class Words:
    """The words of a search, ready to be recognised in a text.

    Args:
        meanings: the Meanings of the words.
    """

    def __init__(self, meanings):
        self.meanings = meanings
        self._exact, self._stems = {}, {}
        self._known = {}  # texts of one page share most of their words
        for number, meaning in enumerate(meanings):
            for word in " ".join((meaning.word, *meaning.kin)).split():
                self._exact[word] = number
            for form in meaning.stems:
                self._stems[form] = number
            for word in meaning.begun:
                self._exact.setdefault(word, number)
        self._may_be = {code: self._hint(code) for code in LANGUAGES}

    def _hint(self, language):
        """Return a search for letters that every form of the stems sought in a language has.

        To stem a word takes long. The end of a stem may be spelt otherwise in the word ("lees",
        "lezen"), so that only its first letters are sure to be there.
        """
        stems = (form.partition(":") for form in self._stems)
        starts = {s[: max(1, min(3, len(s) - 2))] for code, _colon, s in stems if code == language}
        return re.compile("|".join(map(re.escape, sorted(starts))) or r"(?!)").search

    def which(self, token, language):
        """Return the number of the word that a token of a text is a form of, or None."""
        for word in fold(token).split():
            if (number := self._number(word, language)) is not None:
                return number
        return None

    def _number(self, word, language):
        """Return the number of the word that a folded word is a form of, or None."""
        known = self._known.setdefault(language, {})
        if word not in known:
            known[word] = self._exact.get(word)
            for code in [language] if language else LANGUAGES:
                if known[word] is None and self._may_be[code](word):
                    known[word] = self._stems.get(f"{code}:{stem(word, code)}")
        return known[word]

    def in_text(self, text, language):
        """Return the set of numbers of the words that a text holds."""
        known = self._known.setdefault(language, {})
        words = set(fold(text).split())
        for word in words.difference(known):
            self._number(word, language)
        return {known[word] for word in words} - {None}

    def marked(self, text, language):
        """Return a text as safe HTML with every word of the search in a mark element."""
        parts, at = [], 0
        for token in _TOKEN.finditer(text):
            if self.which(token[0], language) is not None:
                parts += [escape(text[at : token.start()]), f"<mark>{escape(token[0])}</mark>"]
                at = token.end()
        return mark_safe("".join(parts) + escape(text[at:]))  # noqa: S308 - escaped piece by piece


def explain(view, terms, meanings, site, language):
    """Say on a PublicMember why it was found: sets `marked_name`, `excerpt` and `why`.

    Args:
        view: the PublicMember; its focus areas are loaded.
        terms: {group: [value, …]} as search_terms keeps them.
        meanings: the Meanings of the search's words.
        site: the Site.
        language: the reader's language code.
    """
    words = Words(meanings)
    view.marked_name = words.marked(view.name, "")
    text, where = _best(view, words, language)
    if text is not None:
        view.excerpt = Marked(
            text.text, text.language, language, words.marked(text.text, text.language)
        )
    reasons = [*_named(terms, meanings, site, language), *_places(view, words, where)]
    view.why = " · ".join(dict.fromkeys(reasons))


def _best(view, words, language):
    """Return (the sentence that holds the most of the words, the field it is from)."""
    best, found_best = None, (0, 0, 0)
    for rank, (name, texts) in enumerate(_texts(view)):
        for code, whole in sorted(texts, key=lambda pair: pair[0] != language):
            own = (code == language, -rank)
            if (len(words.meanings), *own) <= found_best:
                continue  # not even all words would make it better
            most = len(words.in_text(whole, code))
            if not most or (most, *own) <= found_best:
                continue  # no sentence holds more than the whole text
            for sentence in _SENTENCE.split(whole):
                score = (len(words.in_text(sentence, code)), *own)
                if score[0] and score > found_best:
                    best, found_best = (sentence, code, name), score
    if best is None:
        return view.summary, None
    sentence, code, name = best
    return Text(_shortened(sentence, words, code), code, language), name


def _texts(view):
    yield "summary", view.in_all_languages("summary").items()
    yield "focus", [pair for pairs in view.focus_areas_in_all_languages() for pair in pairs]
    yield "mission", view.in_all_languages("mission").items()


def _shortened(sentence, words, language):
    if len(sentence) <= _LONGEST:
        return sentence
    hits = (t.start() for t in _TOKEN.finditer(sentence) if words.which(t[0], language) is not None)
    start = max(0, next(hits, 0) - _LONGEST // 3)
    start = sentence.rfind(" ", 0, start) + 1 if start else 0
    end = sentence.find(" ", start + _LONGEST)
    end = len(sentence) if end < 0 else end
    return ("… " if start else "") + sentence[start:end] + (" …" if end < len(sentence) else "")


def _named(held, meanings, site, language):
    """Yield the terms of the member that the words name: "theme Water", "works in Senegal"."""
    words = {
        "theme": _("theme %(name)s"),
        "country": _("works in %(name)s"),
        "place": _("seat in %(name)s"),
        "legal_form": _("legal form"),
    }  # fmt: skip
    asked = set().union(*(m.terms | m.terms_begun for m in meanings))
    for group, text in words.items():
        values = [value for value in held.get(group, ()) if (group, value) in asked]
        if values and group == "legal_form":
            yield text
        elif values:
            names = [_label(group, value, site, language) for value in values[:_NAMED_AT_MOST]]
            yield text % {"name": ", ".join(names)}


def _label(group, value, site, language):
    return (
        country_name(value, language)
        if group == "country"
        else option_label(group, value, site, language)
    )


def _places(view, words, where):
    names = [*(text.text for text in view.other_names), *view.former_names, view.abbreviation]
    seat = f"{view.postal_code} {view.city} {view.website_label}"
    number = f"{view.enterprise_number} {view.enterprise_number.replace('.', '')}"
    # Most members are found by their texts, and one look at all of these tells.
    is_here = words.in_text(" ".join((view.name, *names, seat, number)), "")
    if is_here and words.in_text(view.name, ""):
        yield _("name")
    if is_here and any(words.in_text(name, "") for name in names):
        yield _("other name")
    if where:
        yield {"summary": _("summary"), "focus": _("focus area"), "mission": _("mission")}[where]
    if is_here and words.in_text(seat, ""):
        yield _("seat or website")
    if is_here and words.in_text(number, ""):
        yield _("enterprise number")
