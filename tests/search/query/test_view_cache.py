"""What lists show of members is kept while the directory stays as it is, and no longer."""

import pytest

from members.models import Theme
from members.presenting import current_site, listed
from members.publishing import change_setting
from members.search.query import view_cache
from tests.helpers import ask, edit, make_member, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def well():
    make_theme("water", en="Water", fr="Eau")
    return make_member("Well", summary={"en": "Clean water."}, themes=["water"], city="Ghent")


def shown(query="", language="en"):
    """Return the first result."""
    return ask(query, language).members[0]


def test_the_same_members_are_read_once(well, django_assert_num_queries):
    shown()
    with django_assert_num_queries(1):  # the version
        assert shown().city == "Ghent"


def test_a_publish_is_shown_at_once_and_what_it_hides_is_gone(well):
    assert (shown().city, shown().summary.text) == ("Ghent", "Clean water.")
    edit(well, city="Leuven", hidden_fields=["summary"])
    assert (shown().city, shown().summary) == ("Leuven", None)
    edit(well, status="hidden")
    assert ask().members == []


def test_a_renamed_theme_is_shown_at_once(well):
    assert [theme.label for theme in shown().themes] == ["Water"]
    change_setting(lambda: Theme.objects.update(name={"en": "Wells"}))
    assert [theme.label for theme in shown().themes] == ["Wells"]


def test_each_language_has_its_own(well):
    assert [theme.label for theme in shown(language="fr").themes] == ["Eau"]
    assert [theme.label for theme in shown(language="en").themes] == ["Water"]


def test_what_one_search_says_is_not_said_by_the_next(well):
    assert "<mark>" in shown("q=water").excerpt.html
    assert (shown().excerpt, shown().why, shown().query) == (None, "", "")


def test_a_confirmation_ages_by_the_day(well, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    edit(well, confirmed_at="2025-11-24T10:00:00+00:00")
    assert shown().is_fresh
    time_machine.move_to("2026-11-25 12:00:00+00:00", tick=False)
    assert not shown().is_fresh


def test_it_never_grows_beyond_its_size(monkeypatch):
    monkeypatch.setattr(view_cache, "_LEAST", 4)
    for number in range(10):
        make_member(f"Member {number}")
    assert len(ask().members) == 10
    assert len(view_cache._entries) <= 4


def test_a_larger_directory_has_a_larger_one(monkeypatch):
    monkeypatch.setattr(view_cache, "_LEAST", 4)
    monkeypatch.setattr(view_cache, "_SHARE", 2)
    for number in range(18):
        make_member(f"Member {number}")
    assert len(ask().members) == 18
    assert 6 <= len(view_cache._entries) <= 9


def test_what_no_list_shows_is_read_with_the_whole_member(well):
    edit(well, phone="+32 2 123 45 67", focus_areas=[{"title": {"en": "Wells"}}])
    member = listed([well.pk], current_site())[well.pk]
    assert member.phone == "+3221234567"
    assert [area.title for area in member.focus_areas.all()] == [{"en": "Wells"}]


def test_a_column_that_another_thread_has_just_read_is_not_lost(well):
    edit(well, summary={"en": "Wells for all."}, themes=[])
    member = listed([well.pk], current_site())[well.pk]
    # A thread that found the attribute missing comes here, when the other one has set it.
    assert member.summary == {"en": "Wells for all."}
    assert member.__getattr__("summary") is member.summary
