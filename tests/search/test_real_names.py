"""Whether real organisations are found by their names, among 2,000 and what is called alike."""

import random
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest

from members.core.text import fold, sort_key
from members.models import DirectoryVersion, Member
from members.presenting import current_site
from members.search.indexing import reader
from members.search.indexing.verify import analyse_all
from members.search.query import engine
from tests.helpers import ask, standing_rows

pytestmark = pytest.mark.django_db
_FILE = Path(__file__).parents[1] / "data" / "organisations.txt"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _organisations():
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, short, others = line.split("|")
            yield name, short, [other for other in others.split(";") if other.strip()]


ORGANISATIONS = list(_organisations())
NAMES = [name for name, _short, _others in ORGANISATIONS]


def _member(number, name, short="", others=()):
    named = dict(zip(("nl", "fr", "en", "de"), others, strict=False))
    return Member(
        name=name,
        sort_name=sort_key(name),
        slug=f"m{number}",
        revision=1,
        status="published",
        abbreviation=short,
        other_names=named,
        summary={"de": "Wir helfen mit Rat und Tat."},
    )


@pytest.fixture(scope="module")
def directory(django_db_setup, django_db_blocker):
    """All of them, and to each second one a hospital, a press and a museum of that name."""
    reader.forget()
    with standing_rows(django_db_blocker):
        alike = [f"{name} {kind}" for name in NAMES[::4] for kind in ("Hospital", "Press")]
        alike += [f"A Museum at {name}" for name in NAMES[::4]]
        rows = [_member(n, *one) for n, one in enumerate(ORGANISATIONS)]
        rows += [_member(len(rows) + n, name) for n, name in enumerate(alike)]
        Member.objects.bulk_create(rows, 500)
        analyse_all(current_site())
        DirectoryVersion.objects.bump()
        yield
    reader.forget()


@pytest.fixture(autouse=True)
def in_memory(monkeypatch, directory):
    """They are indexed at once, not in the background."""
    monkeypatch.setattr(reader, "SMALL", 10_000)


def _first(typed, limit=1):
    query = ask(f"q={quote(typed)}")
    ids = engine.find_ids(query.selection, query.site, 0, limit)
    rows = Member.objects.in_bulk(ids)
    return [rows[pk] for pk in ids]


def _is_first(typed, name):
    found = _first(typed)
    return bool(found) and fold(found[0].name) == fold(name)


def _share(pairs):
    """Return the share of (typed, name) pairs whose member stands first, and who do not."""
    missed = [(typed, name) for typed, name in pairs if not _is_first(typed, name)]
    return 1 - len(missed) / len(pairs), missed


def test_a_full_name_comes_first():
    some = random.Random(1).sample(NAMES, 250)
    share, missed = _share([(name, name) for name in some])
    assert share >= 0.99, missed


def test_an_abbreviation_or_another_name_comes_first():
    pairs = [(short, name) for name, short, _others in ORGANISATIONS if short]
    pairs += [(other, name) for name, _short, others in ORGANISATIONS for other in others]
    share, missed = _share(pairs)
    assert share >= 0.97, missed


def test_the_other_spelling_finds_the_name():
    pairs = [
        ("Center for Social Justice", "Centre for Social Justice"),
        ("Centre for Global Development", "Center for Global Development"),
        ("World Food Program", "World Food Programme"),
        ("International Labor Organisation", "International Labour Organization"),
        ("World Health Organisation", "World Health Organization"),
        ("Syria Civil Defense", "Syria Civil Defence"),
        (
            "Royal College of Pediatrics and Child Health",
            "Royal College of Paediatrics and Child Health",
        ),
        ("American Academy of Paediatrics", "American Academy of Pediatrics"),
        ("Theater of the Oppressed", "Theatre of the Oppressed"),
    ]
    share, missed = _share(pairs)
    assert share == 1, missed


def _mistyped(name, draw):
    """Return a name with one typo in one of its words of five letters or more, or None."""
    words = name.split()
    long = [n for n, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long:
        return None
    which = long[int(draw() * len(long))]
    word, at = words[which], 1 + int(draw() * (len(words[which]) - 2))
    letter = _LETTERS[int(draw() * 26)]
    edits = [
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
    ]
    words[which] = edits[int(draw() * 4)]
    return " ".join(words)


def test_one_typo_does_not_hide_a_name():
    draw = random.Random(3).random
    pairs = [(_mistyped(name, draw), name) for name in NAMES[::8]]
    pairs = [(typed, name) for typed, name in pairs if typed]
    share, missed = _share(pairs)
    assert sum(not _first(typed) for typed, _name in missed) <= 0.01 * len(pairs), missed
    assert share >= 0.96, missed


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("harv", "Harvard University"),
        ("stanf", "Stanford University"),
        ("kyoto uni", "Kyoto University"),
        ("university of oxf", "University of Oxford"),
        ("natural history mus", "Natural History Museum"),
        ("mit", "Massachusetts Institute of Technology"),
        ("centre for soc", "Centre for Social Justice"),
    ],
)
def test_what_begins_so_is_suggested(client, typed, name):
    found = client.get("/en/suggest", {"q": typed}).json()["suggestions"]
    assert name in [one["text"] for one in found if one["kind"] == "member"]


def test_after_eight_letters_the_member_meant_is_suggested(client):
    """Of these names 464 begin with "universi": of seven or more nobody can tell six."""
    begun = Counter(fold(name)[:8] for name in NAMES)
    some = [n for n in NAMES[2::9] if len(fold(n)) > 8 and begun[fold(n)[:8]] <= 3]
    missed = []
    for name in some:
        found = client.get("/en/suggest", {"q": name[:8]}).json()["suggestions"]
        if name not in [one["text"] for one in found]:
            missed.append(name)
    assert 1 - len(missed) / len(some) >= 0.9, missed


def test_a_country_is_no_stem_of_another_word():
    found = [member.name for member in _first("hospital in kenya", 10)]
    assert not any("Fukui" in name for name in found), found
