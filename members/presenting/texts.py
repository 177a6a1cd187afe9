"""Which of a field's languages a reader gets, and a long text made safe to show."""

from dataclasses import dataclass

import nh3
from django.utils.functional import cached_property
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

from .countries import language_name


def _lower_titles(state):
    # The page has its own h1.
    for token in state.tokens:
        token.tag = "h2" if token.tag == "h1" else token.tag


# Raw HTML stays text.
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable("image")
_MARKDOWN.core.ruler.push("lower_titles", _lower_titles)
_TAGS = {"p", "br", "em", "strong", "ul", "ol", "li", "a", "blockquote", "h2", "h3", "h4", "code"}


@dataclass(frozen=True)
class Text:
    """One text with the language it is in.

    Attributes:
        text: the words.
        language: the code of their language.
        reader: the code of the language that was asked for.
    """

    text: str
    language: str
    reader: str

    def __str__(self):
        return self.text

    @property
    def is_fallback(self):
        """Whether the reader asked for another language than this text is in."""
        return self.language != self.reader

    @property
    def language_name(self):
        """The name of the text's language, in the reader's."""
        return language_name(self.language, self.reader)

    @cached_property
    def html(self):
        """The text rendered from Markdown and cleaned with an allow-list of tags."""
        return render_markdown(self.text)


def pick(texts, language, order):
    """Return the Text of a {language: text} for a reader, or None where there is none.

    Args:
        texts: {language code: text}.
        language: the reader's language, taken first.
        order: the federation's languages, in which texts fall back.
    """
    for code in (language, *order, *texts):
        if text := texts.get(code):
            return Text(text, code, language)
    return None


def render_markdown(source):
    """Return safe HTML of a CommonMark text; links say nothing of this site (rel)."""
    html = _MARKDOWN.render(source)
    return mark_safe(nh3.clean(html, tags=_TAGS, link_rel="noopener nofollow"))  # noqa: S308
