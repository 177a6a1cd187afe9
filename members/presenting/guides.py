"""The guides under Help: Markdown files of the tree, one a language (templates/help/)."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, override
from markdown_it import MarkdownIt

FOLDER = settings.BASE_DIR / "templates" / "help"
NAME = re.compile(r"\[\[(.+?)\]\]")
_MARKDOWN = MarkdownIt("commonmark", {"html": False})


@dataclass(frozen=True)
class Guide:
    """A guide as it is shown.

    Attributes:
        title: its title.
        language: the code of its language: the reader's, or English.
        chapters: (id, title) of each chapter.
        html: the text, without its title.
    """

    title: str
    language: str
    chapters: tuple
    html: str


@lru_cache(maxsize=32)
def guide(name, language):
    """Return the Guide "editor" or "staff" for a reader."""
    path = FOLDER / f"{name}.{language}.md"
    if not path.exists():
        language, path = "en", FOLDER / f"{name}.en.md"
    with override(language):
        source = NAME.sub(lambda match: f"**{screen_name(match[1])}**", path.read_text("utf-8"))
    title, _line, rest = source.removeprefix("# ").partition("\n")
    tokens = _MARKDOWN.parse(rest)
    chapters = tuple(_chapters(tokens))
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return Guide(title, language, chapters, SafeString(html))


def screen_name(name):
    """Return what a screen calls something, which a guide names in English, as the code does.

    A model has its name in small letters there, and the menu begins it with a capital.
    """
    small = name[0].lower() + name[1:]
    label = gettext(name)
    return label if label != name else capfirst(gettext(small))


def _chapters(tokens):
    """Give each chapter's heading an id; yield it with the title."""
    for heading, inline in pairwise(tokens):
        if heading.type == "heading_open" and heading.tag == "h2":
            heading.attrSet("id", f"chapter-{heading.map[0]}")
            yield heading.attrs["id"], inline.content
