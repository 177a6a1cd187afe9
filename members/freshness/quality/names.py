"""Names of organisations as they are compared: without legal forms, told apart by places."""

import re

from rapidfuzz import fuzz

from members.core.text import fold

from .similarity import likeness

# Legal forms of Belgium and its neighbours, as people write them before or behind a name.
LEGAL_FORMS = frozenset(
    "vzw asbl ivzw aisbl inpa vog npo ngo ong vof bv bvba cv cvba sprl srl scrl nv sa cvso scrlfs "
    "ev gmbh ggmbh ltd inc cic stichting fondation foundation stiftung vereniging association "
    "asso verein prive privee private".split()
)
# From here on two words are one that was written in two ways.
_SAME_WORD = 75
# What tells a branch from the whole.
_BRANCH = frozenset(
    "afdeling lokale kring regio regionaal antenne section sectie groep groupe locale local branch "
    "chapter regionale federation federatie noord zuid oost west nord sud est ouest".split()
)
_LETTERS_APART = re.compile(r"\b(?:\w )+\w\b")


def bare_name(name):
    """Return a name folded, without the legal form that some write before or behind it."""
    folded = _LETTERS_APART.sub(_joined, fold(name))
    words = folded.split()
    return " ".join(word for word in words if word not in LEGAL_FORMS) or folded


def _joined(match):
    """Return "vzw" for "v z w", and other single letters as they are."""
    joined = match[0].replace(" ", "")
    return joined if joined in LEGAL_FORMS else match[0]


def differ_by_place(one, other, places):
    """Whether two bare names are of siblings or branches: a place, a number or such tells them.

    Args:
        one, other: bare names.
        places: the folded words of place names.
    """
    one, other = set(one.split()), set(other.split())
    apart = one ^ other
    if any(word.isdigit() for word in apart):
        return True
    return bool(apart & _BRANCH or apart & places)


def are_siblings(one, other, places):
    """Whether two bare names that share a word are of siblings, or of a branch and its whole.

    Each has a place or number that the other has not ("Shop Gent" and "Shop Genk"), or one says
    that it is a branch.
    """
    here, there = set(one.split()), set(other.split())
    if not here & there:
        return False
    telling = places | _BRANCH
    own = [
        any(word in telling or word.isdigit() for word in words)
        for words in (here - there, there - here)
    ]
    return all(own) or bool((here ^ there) & _BRANCH)


def alike(one, other, places=frozenset()):
    """Return how much two bare names are alike, 0 to 100.

    Those of siblings are not, nor those that differ by a word ("Group A" and "Group B"): a mistake
    in writing leaves a word that is like the one that was meant.
    """
    if one.replace(" ", "") == other.replace(" ", ""):
        return 100
    if differ_by_place(one, other, places):
        return 0
    here, there = one.split(), other.split()
    apart, others = set(here) - set(there), set(there) - set(here)
    if apart and others and len(here) == len(there) and not _are_mistakes(apart, others):
        return 0
    return likeness(one, other)


def _are_mistakes(words, others):
    return all(
        len(word) > 2 and max(fuzz.ratio(word, other) for other in others) >= _SAME_WORD
        for word in words
    )
