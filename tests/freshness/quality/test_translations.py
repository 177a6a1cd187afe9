"""Which translations are behind: by how many edits, since when, and when they no longer are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from members.freshness.quality.health_lists import health_list
from members.models import BehindText, drift
from members.presenting.completeness import by_language
from members.publishing import values
from tests.helpers import edit, make_member, make_user, rolled_back, set_federation

pytestmark = pytest.mark.django_db
BOTH = {"nl": "Water voor iedereen", "fr": "De l'eau pour tous"}


@pytest.fixture(autouse=True)
def two_languages(db):
    """A federation that speaks Dutch and French."""
    set_federation(languages=["nl", "fr"])


def behind():
    """Return {(field, language): (edits, source)} of what is behind."""
    rows = BehindText.objects.open()
    return {(row.field, row.language): (row.edits, row.source) for row in rows}


def test_each_edit_in_one_language_leaves_the_other_one_more_behind():
    member = make_member(mission=BOTH)
    edit(member, mission=BOTH | {"nl": "Schoon water"})
    edit(member, mission=BOTH | {"nl": "Schoon water voor iedereen"})
    edit(member, phone="+32 2 123 45 67")
    assert behind() == {("mission", "fr"): (2, "nl")}
    assert list(health_list("behind").members()) == [member]


def test_whoever_edits_what_is_behind_catches_up_and_becomes_no_source():
    member = make_member(mission=BOTH)
    edit(member, mission=BOTH | {"nl": "Schoon water"})
    edit(member, mission={"nl": "Schoon water", "fr": "De l'eau propre"})
    assert behind() == {}


def test_any_language_may_be_the_source():
    member = make_member(mission=BOTH)
    edit(member, mission=BOTH | {"fr": "De l'eau propre"})
    assert behind() == {("mission", "nl"): (1, "fr")}


def test_languages_edited_together_leave_none_behind():
    member = make_member(mission=BOTH)
    edit(member, mission={"nl": "Schoon water", "fr": "De l'eau propre"})
    assert behind() == {}


def test_a_language_that_is_added_is_neither_source_nor_behind():
    member = make_member(mission={"nl": "Water"})
    edit(member, mission=BOTH)
    assert behind() == {}


def test_an_edit_that_is_undone_leaves_nothing_behind():
    member = make_member(mission=BOTH)
    edit(member, mission=BOTH | {"nl": "Schoon water"})
    edit(member, mission=BOTH)
    assert behind() == {}


def test_a_text_that_is_taken_away_leaves_nothing_behind():
    member = make_member(mission=BOTH)
    edit(member, mission=BOTH | {"nl": "Schoon water"})
    edit(member, mission={"nl": "Schoon water"})
    assert behind() == {}


def test_focus_areas_follow_by_language_whatever_their_order():
    areas = [{"title": {"nl": "Zorg", "fr": "Soins"}}, {"title": {"nl": "Hulp", "fr": "Aide"}}]
    member = make_member(focus_areas=areas)
    kept = values.read(member)["focus_areas"]
    edit(member, focus_areas=kept[::-1])
    assert behind() == {}
    kept[0]["title"]["nl"] = "Gezondheid"
    edit(member, focus_areas=kept)
    assert behind() == {("focus_areas", "fr"): (1, "nl")}


def test_somebody_may_say_that_a_text_is_still_right_until_the_next_edit():
    member, user = make_member(mission=BOTH), make_user()
    edit(member, mission=BOTH | {"nl": "Schoon water"})
    assert BehindText.objects.get().settle(user)
    assert behind() == {}
    assert not BehindText.objects.get().settle(user)
    assert not health_list("behind").members().exists()
    edit(member, mission=BOTH | {"nl": "Heel schoon water"})
    assert behind() == {("mission", "fr"): (1, "nl")}


def test_a_change_that_touches_no_text_asks_nothing():
    member = make_member(mission=BOTH)
    with CaptureQueriesContext(connection) as asked:
        edit(member, phone="+32 2 123 45 67")
    assert not [query for query in asked if "behindtext" in query["sql"]]


def test_completeness_by_language_says_what_is_missing_and_how_far_behind():
    member = make_member(
        summary={"nl": "Water"}, mission=BOTH, focus_areas=[{"title": {"nl": "Zorg"}}]
    )
    edit(member, mission=BOTH | {"nl": "Schoon water"})
    dutch, french = by_language(values.read(member), ["nl", "fr"], list(BehindText.objects.open()))
    assert (dutch.percent, dutch.missing, dutch.edits) == (100, [], 0)
    assert (french.percent, french.edits) == (38, 1)
    assert list(map(str, french.missing)) == ["summary", "the title of 1 focus area"]


TEXTS = st.dictionaries(st.sampled_from(["nl", "fr", "en"]), st.sampled_from(["a", "b", "c"]))


PHONES = st.sampled_from(["+32 2 111 11 11", "+32 2 222 22 22"])
EDITS = st.lists(st.one_of(TEXTS, PHONES), max_size=12)


@settings(max_examples=15)
@given(EDITS)
def test_the_rows_are_what_a_replay_of_the_revisions_gives(edits):
    check_replay(edits)


@pytest.mark.slow
@given(EDITS)
def test_the_rows_are_what_a_replay_of_the_revisions_gives_at_length(edits):
    check_replay(edits)


def check_replay(edits):
    with rolled_back():
        member = make_member()
        for value in edits:
            edit(member, **({"mission": value} if isinstance(value, dict) else {"phone": value}))
        history = member.revisions.order_by("number").values_list("number", "changes")
        replayed = drift.replayed(history, ["nl", "fr"])
        kept = {
            (row.field, row.language): (row.edits, row.since, row.source, row.marks)
            for row in BehindText.objects.all()
        }
        assert kept == {
            key: (entry["edits"], entry["since"], entry["source"], entry["marks"])
            for key, entry in replayed.items()
        }
