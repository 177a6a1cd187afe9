"""Whether the search finds what a sensible visitor of the sample federation wants."""

import json
from collections import Counter
from importlib.resources import files

import pytest

from tests.search import judged as judging
from tests.search.judged import COUNTED, JUDGED, QUESTIONS, SEARCHES, STRANGERS, WORKED, name_of

pytestmark = pytest.mark.django_db
SAMPLE = json.loads((files("members.sample") / "federation.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    return judging.answers(django_db_blocker)


@pytest.mark.parametrize("judged", SEARCHES, ids=name_of)
def test_a_search_finds_what_its_visitor_wants(judged, answers):
    found = answers[judged["query"]].slugs
    missing = set(judged.get("found", ())) - set(found)
    too_low = set(judged.get("first", ())) - set(found[:3])
    too_many = set(judged.get("not", ())) & set(found)
    assert (missing, too_low, too_many) == (set(), set(), set()), found
    assert bool(found) != judged.get("nothing", False), found


@pytest.mark.parametrize(
    ("half", "right", "wrong"),
    [(WORKED, 0.97, 0.01), (COUNTED, 0.95, 0.02)],
    ids=["worked", "counted"],
)
def test_questions_are_answered(half, right, wrong, answers):
    _answered([one for one in QUESTIONS if one["query"] in half], right, wrong, answers)


def test_whole_questions_of_strangers_are_answered(answers):
    questions = [one for one in STRANGERS if one["kind"] != "meaning"]
    assert len(questions) >= 120
    _answered(questions, 0.93, 0.02, answers)


def test_a_meaning_is_found_without_its_words(answers):
    questions = [one for one in STRANGERS if one["kind"] == "meaning"]
    assert len(questions) >= 55
    _answered(questions, 0.75, 0.1, answers)


def _answered(questions, right, wrong, answers):
    found = judging.outcomes(questions, answers)
    assert found["right"] >= right * len(questions), found
    assert found["wrong"] <= wrong * len(questions), found


def test_at_least_250_questions_are_judged_and_split_60_to_40():
    assert len(QUESTIONS) >= 250
    assert len(WORKED) == round(0.6 * len(QUESTIONS))
    assert WORKED.isdisjoint(COUNTED)


def test_the_judged_set_covers_four_languages_and_every_kind_of_search():
    languages = Counter(judged["language"] for judged in JUDGED)
    kinds = Counter(judged["kind"] for judged in JUDGED)
    assert len(JUDGED) >= 120
    assert min(languages[code] for code in ("nl", "fr", "en", "de")) >= 20
    assert min(kinds.values()) >= 5
    assert len({judged["query"] for judged in JUDGED}) == len(JUDGED)


@pytest.mark.parametrize("part", ["first", "found", "not", "any"])
def test_the_judged_set_names_members_of_the_sample(part):
    named = {slug for judged in (*JUDGED, *STRANGERS) for slug in judged.get(part, ())}
    assert named <= {member["slug"] for member in SAMPLE["members"]}


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("oxfm", "oxfam"),
        ("watter", "water"),
        ("gezonheid", "gezondheid"),
        ("medcins du monde", "medecins monde"),
        ("kinderechten", "kinderrechten"),
        ("vluchtelinegn", "vluchtelingen"),
        ("sengal", "senegal"),
        ("brusel", "brussel"),
        ("tubercolose", "tuberculose"),
    ],
)
def test_a_typo_is_mended_to_the_likeliest_word(typed, mended, answers):
    assert answers[typed].corrected == mended


@pytest.mark.parametrize(
    "kind", ["name", "abbreviation", "domain", "country", "place", "legal", "phrase", "theme"]
)
def test_nothing_is_mended_that_is_written_right(kind, answers):
    asked = [judged["query"] for judged in JUDGED if judged["kind"] == kind]
    assert [query for query in asked if answers[query].corrected] == []
