"""What was typed is taken apart: words, "phrases" and -exclusions; all else is text."""

import pytest

from members.search.query.parser import parse_wording
from tests.helpers import ask, make_member, names

WATER, PIT = "water", "put"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("water put", (WATER, PIT)),
        ("Water, PUT!", (WATER, PIT)),
        ("water water", (WATER,)),
        ("water-put", (WATER, PIT)),
        ("l'eau d’ici", ("eau", "ici")),
        ("ngo's in Senegal", ("senegal",)),
        ("https://www.water.be/", (WATER,)),
        ("wie helpt waar", ("helpt",)),
        ("wie werkt rond water", (WATER,)),
        ("the", ("the",)),
        ("de la", ("de", "la")),
        ("water AND put", (WATER, PIT)),
        ("water - put", (WATER, PIT)),
        ("water – put", (WATER, PIT)),
        ('"water', (WATER,)),
        ('wa"ter put"', ("ter", PIT)),
        ("", ()),
        ("%_*", ()),
    ],
)
def test_words(typed, words):
    wording = parse_wording(typed)
    assert wording.words == words
    assert (wording.phrases, wording.excluded, wording.excluded_phrases) == ((), (), ())


@pytest.mark.parametrize(
    ("typed", "phrases", "words"),
    [
        ('"water put"', (("water", "put"),), ()),
        ('"Recht op Water" put', (("recht", "op", "water"),), ("put",)),
        ('put "water"', (("water",),), ("put",)),
        ('""', (), ()),
        ('"%"', (), ()),
        ('"a b" "a b"', (("a", "b"),), ()),
    ],
)
def test_phrases(typed, phrases, words):
    wording = parse_wording(typed)
    assert (wording.phrases, wording.words) == (phrases, words)


@pytest.mark.parametrize(
    ("typed", "excluded", "phrases", "words"),
    [
        ("water -put", ("put",), (), ("water",)),
        ('water -"Join For Water"', (), (("join", "for", "water"),), ("water",)),
        ('-"put"', ("put",), (), ()),
        ("-water -put", ("water", "put"), (), ()),
        ("rode-kruis", (), (), ("rode", "kruis")),
        ("-", (), (), ()),
        ("--", (), (), ()),
    ],
)
def test_exclusions(typed, excluded, phrases, words):
    wording = parse_wording(typed)
    assert (wording.excluded, wording.excluded_phrases, wording.words) == (excluded, phrases, words)


@pytest.mark.parametrize(
    ("typed", "open_end"),
    [
        ("wa", True),
        ("join wa", True),
        ('"wa"', False),
        ("wa -put", False),
        ("", False),
        ("water van", False),
        ('"join" wa', True),
    ],
)
def test_the_last_word_may_be_unfinished(typed, open_end):
    assert parse_wording(typed).open_end is open_end


@pytest.fixture
def three():
    make_member("Alpha", summary={"nl": "Recht op water voor elk dorp"})
    make_member("Beta", summary={"nl": "Water is een recht"})
    make_member("Gamma", summary={"nl": "Scholen"})


@pytest.mark.django_db
@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("water+recht", ["Alpha", "Beta"]),
        ("%22recht+op+water%22", ["Alpha"]),
        ("%22water+recht%22", []),
        ("%22Recht+op+WATER%22+dorp", ["Alpha"]),
        ("water+-dorp", ["Beta"]),
        ("water+-%22recht+op+water%22", ["Beta"]),
        ("-water", ["Gamma"]),
        ("-%22recht+op%22", ["Beta", "Gamma"]),
        ("-water+-scholen", []),
        ("school", ["Gamma"]),
    ],
)
def test_what_they_find(typed, found):
    assert sorted(names(f"q={typed}")) == found


@pytest.mark.django_db
@pytest.mark.usefixtures("three")
def test_a_mended_word_can_be_searched_for_as_it_was_typed():
    query = ask("q=watter+-dorp")
    assert (query.corrected, query.total) == ("water", 1)
    as_typed = ask(query.as_typed_url)
    assert as_typed.words == '"watter" -dorp'
    assert (as_typed.corrected, as_typed.total) == ("", 0)


@pytest.mark.django_db
@pytest.mark.usefixtures("three")
def test_nothing_is_mended_where_the_word_as_typed_is_found():
    make_member("Watter Foundation")
    query = ask("q=watter")
    assert (query.corrected, [m.name for m in query.members]) == ("", ["Watter Foundation"])
