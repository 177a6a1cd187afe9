"""What themes are called otherwise, for whoever looks for one in a list to tick."""

from typing import NamedTuple

from django.utils.translation import get_language

from members.core.text import fold
from members.presenting import current_site
from members.search.question.theme_concepts import theme_concepts_of

_SHOWN = 4


class ThemeWords(NamedTuple):
    """Other words for a theme.

    Attributes:
        shown: a few of its synonyms in the reader's language, in one line.
        sought: all words that lead to it, with a bar between them.
    """

    shown: str
    sought: str


def words_of_themes():
    """Return {slug: ThemeWords} of the federation's themes."""
    site, language = current_site(), get_language()
    theme_concepts = theme_concepts_of(site)
    words = {}
    for theme in site.themes.values():
        name = fold(site.label(theme, language))
        synonyms = [word for word in theme.synonyms.get(language, ()) if fold(word) not in name]
        sought = theme_concepts.words(theme.slug, site.languages)
        words[theme.slug] = ThemeWords(", ".join(synonyms[:_SHOWN]), "|".join(sought))
    return words
