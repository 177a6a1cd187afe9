"""Which concepts of the field each of the federation's themes stands for, and so which are near.

A theme stands for the concepts that its names and synonyms are labels of, and for all that is
narrower. What a concept belongs to are the themes that stand for it, or for what is right above.
"""

from collections import defaultdict
from functools import lru_cache
from itertools import chain

from django.utils.functional import cached_property

from members.core.text import fold, words_of

from .thesaurus import broader, concept_names, concepts, concepts_of, narrower, related


class ThemeConcepts:
    """The concepts of some themes, and the themes of concepts.

    Args:
        themes: the Themes, in their order.
    """

    def __init__(self, themes):
        self._names = {theme.slug: _names(theme) for theme in themes}
        self._named = {
            slug: frozenset(chain.from_iterable(map(_keys_of, names)))
            for slug, names in self._names.items()
        }
        self._themes = defaultdict(tuple)
        for slug, keys in self._named.items():
            for key in keys:
                self._themes[key] += (slug,)

    def themes_of(self, keys):
        """Return the slugs of the themes that some concepts, or the nearest wider ones, are of."""
        level, seen = tuple(keys), set()
        while level:
            slugs = dict.fromkeys(slug for key in level for slug in self._themes.get(key, ()))
            if slugs:
                return tuple(slugs)
            seen.update(level)
            level = tuple(key for key in broader(level) if key not in seen)
        return ()

    def words(self, slug, languages):
        """Return what leads to a theme: its names and synonyms, and the labels of its concepts.

        A word that stands within another one is left out: whoever types it has the other.

        Args:
            slug: the theme.
            languages: the codes of the languages of the labels.
        """
        labels = (
            label
            for key in self._concepts.get(slug, ())
            for language in languages
            for label in concepts()[key].labels.get(language, ())
        )
        by_folded = {fold(word): word for word in (*labels, *self._names[slug])}
        longest_first = sorted(by_folded, key=len, reverse=True)
        whole = ""
        for folded in longest_first:
            if folded in whole:
                del by_folded[folded]
            else:
                whole += f"|{folded}"
        return tuple(by_folded.values())

    def near(self, slug):
        """Return the slugs of the themes right above or below one, and of related concepts."""
        own = self._named[slug]
        around = [(key,) for key in (*narrower(own), *related(own), *broader(own))]
        slugs = dict.fromkeys(chain.from_iterable(map(self.themes_of, around)))
        return tuple(other for other in slugs if other != slug)

    @cached_property
    def _concepts(self):
        """{slug: keys of the concepts that belong to it}."""
        keys_of = defaultdict(list)
        for key in concepts():
            for slug in self.themes_of((key,)):
                keys_of[slug].append(key)
        return keys_of


# Two: the newest version, and the one that a request under way may still hold.
@lru_cache(maxsize=2)
def _theme_concepts(stamp, site):
    return ThemeConcepts(site.themes.values())


def theme_concepts_of(site):
    """Return the ThemeConcepts of a Site, made once for each version of the directory."""
    return _theme_concepts(site.stamp, site)


def _names(theme):
    synonyms = chain.from_iterable(theme.synonyms.values())
    return tuple(dict.fromkeys((*theme.name.values(), *synonyms)))


def _keys_of(name):
    words = tuple(words_of(fold(name)))
    return concepts_of(words[0]) if len(words) == 1 else concept_names().get(words) or ()
