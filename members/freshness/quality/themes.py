"""What is amiss with the themes: those that nobody uses, and those that mean nearly the same."""

from dataclasses import dataclass

from django.db.models import Count, Q

from members.models import Member, Theme

from .similarity import folded, likeness, pairs

# From here on two names are nearly the same ("child rights" and "children's rights" are 80), and
# from here on a synonym and another word: they are many, and nobody reads them side by side.
_NAMES_ALIKE, _SYNONYMS_ALIKE = 80, 92


@dataclass(frozen=True)
class NearSynonyms:
    """Two themes that may mean the same.

    Attributes:
        one, other: the Themes.
        words: the two words that are alike, each as it is written.
        score: how much, 0 to 100.
    """

    one: Theme
    other: Theme
    words: tuple
    score: int


def unused_themes():
    """Return the themes that no member bears but those that have left, in their order."""
    bearing = Count("members", filter=~Q(members__status=Member.Status.FORMER))
    # Said again, as a query that groups forgets the order that its model has.
    themes = Theme.objects.annotate(bearers=bearing).order_by(*Theme._meta.ordering)
    return list(themes.filter(bearers=0))


def near_synonyms():
    """Return the NearSynonyms among all themes and their synonyms, the likeliest first."""
    themes = {theme.pk: theme for theme in Theme.objects.all()}
    spellings = {}
    for pk, theme in themes.items():
        for word in _words(theme):
            spellings.setdefault((pk, folded(word)), word)
    names = {pk: set(map(folded, theme.name.values())) for pk, theme in themes.items()}
    best = {}
    for (one, word), (other, other_word) in pairs([key for key in spellings if key[1]]):
        score = likeness(word, other_word)
        key = (min(one, other), max(one, other))
        both_names = word in names[one] and other_word in names[other]
        enough = _NAMES_ALIKE if both_names else _SYNONYMS_ALIKE
        if score >= enough and score > best.get(key, (0,))[0]:
            words = {one: spellings[one, word], other: spellings[other, other_word]}
            best[key] = (score, words)
    return [
        NearSynonyms(themes[one], themes[other], (words[one], words[other]), score)
        for (one, other), (score, words) in sorted(best.items(), key=lambda item: -item[1][0])
    ]


def _words(theme):
    yield from theme.name.values()
    for synonyms in theme.synonyms.values():
        yield from synonyms
