"""British and American spelling, and names as the index files them."""

import pytest

from members.search.index.names import beginning_of, name_of
from members.search.index.spelling import one_spelling, other_spelling


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("centre", "center"),
        ("programmes", "programs"),
        ("organisation", "organization"),
        ("organising", "organizing"),
        ("labour", "labor"),
        ("neighbourhood", "neighborhood"),
        ("paediatric", "pediatric"),
        ("defence", "defense"),
        ("travelling", "traveling"),
        ("anaesthesia", "anesthesia"),
    ],
)
def test_two_spellings_are_one_word(british, american):
    assert one_spelling(british) == one_spelling(american)
    assert other_spelling(british) == american
    assert other_spelling(american) == british


@pytest.mark.parametrize("word", ["water", "tour", "hour", "four", "metro", "wise", "kind"])
def test_other_words_have_one_spelling(word):
    assert one_spelling(word) == other_spelling(word) == word


def test_a_name_has_no_words_that_tell_nothing():
    assert name_of("university of oxford".split()) == name_of("the university oxford".split())
    assert name_of(["mit"]) == "mit"
    assert beginning_of("university of o".split()) == "university o"
