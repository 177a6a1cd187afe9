"""Why a member was found: its best sentence with the words marked, and one line that says where."""

import re

from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from members.presenting.countries import country_name
from members.presenting.texts import Text

from .analyse import fold, stem
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
        self._exact, self._stems, self._begun = {}, {}, []
        for number, meaning in enumerate(meanings):
            for word in (meaning.word, *meaning.kin):
                self._exact[word] = number
            for form in meaning.stems:
                self._stems[form] = number
            for word in meaning.begun:
                self._exact.setdefault(word, number)

    def which(self, token, language):
        """Return the number of the word that a token of a text is a form of, or None."""
        for word in fold(token).split():
            if word in self._exact:
                return self._exact[word]
            if (
                language
                and (number := self._stems.get(f"{language}:{stem(word, language)}")) is not None
            ):
                return number
        return None

    def in_text(self, text, language):
        """Return the set of numbers of the words that a text holds."""
        found = {self.which(token, language) for token in _TOKEN.findall(text)}
        return found - {None}

    def marked(self, text, language):
        """Return a text as safe HTML with every word of the search in a mark element."""
        parts, at = [], 0
        for token in _TOKEN.finditer(text):
            if self.which(token[0], language) is not None:
                parts += [escape(text[at : token.start()]), f"<mark>{escape(token[0])}</mark>"]
                at = token.end()
        return mark_safe("".join(parts) + escape(text[at:]))  # noqa: S308 - escaped piece by piece


def explain(view, meanings, site, language):
    """Say on a PublicMember why it was found: sets `marked_name`, `excerpt` and `why`.

    Args:
        view: the PublicMember; its parts are loaded.
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
    reasons = [*_named(view, meanings, site, language), *_places(view, words, where)]
    view.why = " · ".join(dict.fromkeys(reasons))


def _best(view, words, language):
    """Return (the sentence that holds the most of the words, the field it is from)."""
    best, found_best = None, (0, 0, 0)
    for rank, (name, texts) in enumerate(_texts(view)):
        for code, whole in texts:
            for sentence in _SENTENCE.split(whole):
                held = len(words.in_text(sentence, code))
                score = (held, code == language, -rank)
                if held and score > found_best:
                    best, found_best = (_shortened(sentence, words, code), code, name), score
    if best is None:
        return view.summary, None
    sentence, code, name = best
    return Text(sentence, code, language), name


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


def _named(view, meanings, site, language):
    """Yield the terms of the member that the words name: "theme Water", "works in Senegal"."""
    held, words = view.codes(), {
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
    if words.in_text(view.name, ""):
        yield _("name")
    others = [*(text.text for text in view.other_names), *view.former_names, view.abbreviation]
    if any(words.in_text(name, "") for name in others):
        yield _("other name")
    if where:
        yield {"summary": _("summary"), "focus": _("focus area"), "mission": _("mission")}[where]
    if words.in_text(f"{view.city} {view.website_label}", ""):
        yield _("seat or website")
