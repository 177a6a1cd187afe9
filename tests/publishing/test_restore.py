"""Any revision can come back, exactly as it was, and bringing it back is a revision too."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from members.models import Member, Revision
from members.publishing import EditConflict, restore, state_at, values
from tests.helpers import edit, make_area, make_member, make_theme, rolled_back

pytestmark = pytest.mark.django_db

WORDS = st.text("abé ", max_size=6)
TEXTS = st.dictionaries(st.sampled_from(["nl", "fr", "en"]), WORDS, max_size=2)
SLUGS = st.sampled_from(["alpha", "beta", "gamma"])
# A confirmation never lies ahead of today.
PAST = st.datetimes(timezones=st.timezones()).filter(lambda moment: moment.year < 2026)
CHANGE = st.fixed_dictionaries(
    {},
    optional={
        "slug": SLUGS,
        "status": st.sampled_from(Member.Status.values),
        "city": WORDS,
        "summary": TEXTS,
        "founded_year": st.none() | st.integers(1000, 2026),
        "joined_on": st.none() | st.dates(max_value=date(2026, 1, 1)),
        "confirmed_at": st.none() | PAST,
        "area": st.sampled_from([None, "flanders"]),
        "themes": st.lists(st.sampled_from(["health", "water"])),
        "countries": st.lists(st.sampled_from(["SN", "CD", "BE"])),
        "former_names": st.lists(st.sampled_from(["Old", "Older"])),
        "focus_areas": st.lists(
            st.sampled_from(["Wells", "Taps"]).map(lambda title: {"title": {"en": title}}),
            max_size=2,
        ),
        "hidden_fields": st.lists(st.sampled_from(["city", "summary"])),
    },
)


def check_history(changes):
    member = make_member()
    states = {1: values.read(member)}
    for change in changes:
        if revision := edit(member, **change):
            states[revision.number] = values.read(Member.objects.get())
    for number, state in states.items():
        assert state_at(Member.objects.get(), number) == state
        restore(member, number, None)
        assert values.read(Member.objects.get()) == state


@pytest.fixture
def vocabularies():
    make_area("flanders")
    make_theme("health")
    make_theme("water")


@settings(max_examples=8)
@given(st.lists(CHANGE, max_size=4))
def test_it_brings_back_exactly_the_state(vocabularies, changes):
    with rolled_back():
        check_history(changes)


@pytest.mark.slow
@settings(max_examples=50)
@given(st.lists(CHANGE, max_size=8))
def test_it_brings_back_exactly_the_state_of_long_histories(vocabularies, changes):
    with rolled_back():
        check_history(changes)


def test_a_restore_is_a_revision_with_its_own_author(reviewer):
    member = make_member(city="Ghent")
    edit(member, city="Bruges")
    revision = restore(member, 1, reviewer)
    assert revision.source == Revision.Source.RESTORE
    assert (revision.number, revision.actor, revision.reason) == (3, reviewer, "#1")
    assert revision.changes == {"city": {"old": "Bruges", "new": "Ghent"}}


def test_to_restore_what_is_there_is_nothing():
    member = make_member()
    assert restore(member, 1, None) is None


def test_a_number_that_never_was_cannot_be_restored():
    with pytest.raises(Revision.DoesNotExist):
        restore(make_member(), 2, None)


def test_a_restore_does_not_overwrite_what_it_did_not_see():
    member = make_member(city="Ghent")
    edit(member, city="Bruges")
    edit(member, city="Liège")
    with pytest.raises(EditConflict):
        restore(member, 1, None, base=2)


def test_a_restore_of_a_term_that_is_gone_says_so():
    theme = make_theme("health")
    member = make_member(themes=["health"])
    edit(member, themes=[])
    theme.delete()
    with pytest.raises(ValidationError, match="health"):
        restore(member, 1, None)
