"""Which themes a concept of the field belongs to, and which are near."""

from types import SimpleNamespace

import pytest

from members.search.question.theme_concepts import ThemeConcepts

LANGUAGES = ("nl", "fr", "en")


def theme(slug, name, **synonyms):
    return SimpleNamespace(slug=slug, name={"en": name}, synonyms=synonyms)


@pytest.fixture(scope="module")
def themes():
    return ThemeConcepts(
        [
            theme("health", "Health"),
            theme("disability", "Disability", nl=["blindheid", "een eigen woord"]),
            theme("children", "Child rights", en=["children"]),
            theme("other", "Zwoefels"),
        ]
    )


def test_a_concept_belongs_to_the_theme_that_names_it_or_the_nearest_wider_one(themes):
    assert themes.themes_of(["eye-care"]) == ("health",)
    assert themes.themes_of(["blindness"]) == ("disability",)
    assert themes.themes_of(["theatre"]) == ()


def test_a_theme_has_its_own_words_and_those_of_its_concepts(themes):
    words = " ".join(themes.words("health", LANGUAGES))
    assert "oogzorg" in words
    assert "eye care" in words
    assert "een eigen woord" in themes.words("disability", LANGUAGES)
    assert themes.words("other", LANGUAGES) == ("Zwoefels",)


def test_a_word_within_another_is_no_second_one(themes):
    words = [word.lower() for word in themes.words("children", LANGUAGES)]
    assert not any(one != other and one in other for one in words for other in words)


def test_themes_are_near_by_wider_narrower_and_related_concepts(themes):
    assert "disability" in themes.near("health")
    assert "health" in themes.near("disability")
    assert themes.near("other") == ()
