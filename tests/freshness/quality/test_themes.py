"""Themes that nobody uses, and themes that mean nearly the same."""

import pytest

from members.freshness.quality.themes import near_synonyms, unused_themes
from members.models import Theme
from tests.helpers import make_member, make_theme

pytestmark = pytest.mark.django_db


def test_a_theme_that_only_former_members_bear_is_unused():
    for slug in ("water", "food", "health"):
        make_theme(slug)
    make_member("Water", themes=["water"])
    make_member("Gone", themes=["food"], status="former")
    assert [theme.slug for theme in unused_themes()] == ["food", "health"]
    Theme.objects.filter(slug="food").update(position=9)
    assert [theme.slug for theme in unused_themes()] == ["health", "food"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ({"en": "Children's rights"}, {"en": "Child rights"}, True),
        ({"nl": "Vrede en veiligheid"}, {"nl": "Veiligheid en vrede"}, True),
        ({"nl": "Water"}, {"fr": "Water"}, True),
        ({"en": "Water"}, {"en": "Food"}, False),
        ({"en": "Human rights"}, {"en": "Women's rights"}, False),
    ],
)
def test_themes_that_mean_nearly_the_same_are_found(one, other, alike):
    make_theme("one", **one)
    make_theme("other", **other)
    make_theme("else", en="Something quite different")
    assert [(pair.one.slug, pair.other.slug) for pair in near_synonyms()] == (
        [("one", "other")] if alike else []
    )


def test_a_synonym_that_is_another_themes_name_is_found():
    make_theme("health", synonyms={"en": ["Medicine"]})
    make_theme("care", en="Medicine")
    (pair,) = near_synonyms()
    assert (pair.words, pair.score) == (("Medicine", "Medicine"), 100)
