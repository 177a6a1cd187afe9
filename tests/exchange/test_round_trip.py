"""An export that is imported again changes nothing: every kind, field and language."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.exchange import tables, uploads
from members.exchange.exporting import FORMATS
from members.models import ImportJob, Member
from members.publishing import values
from members.sample.load import load_sample
from tests.exchange.importing import applied, exported, rehearsed
from tests.helpers import (
    edit,
    make_area,
    make_member,
    make_place,
    make_theme,
    make_user,
    rolled_back,
)

pytestmark = pytest.mark.django_db
NASTY = (
    '=HYPERLINK("x")',
    "+32 2",
    "-1",
    "@SUM(A1)",
    "'=1",
    "''",
    "0012",
    "1e5",
    "TRUE",
    "#N/A!",
    "a;b,c\td",
    'say "hi"',
    "'s-Gravenhage",
    "één\nnaast twee",
    "🌍 𝔘𝔫𝔦",
    "_x000D_",
    "a\rb",
    "\\n",
    "a\\nb\\\\",
    "2026-03-31",
    "# not a remark",
    "a\u2028b",
    "a\x0bb",
    "NULL.",
    "ا ب",
)


def full_member(number=0, text="Tekst"):
    """Return a member with something in every field."""
    texts = {code: f"{text} {code}"[:100] for code in ("nl", "fr", "en")}
    return make_member(
        f"Member {number}",
        slug=f"member-{number}",
        status="hidden",
        category="associate",
        joined_on="1999-12-31",
        left_on="2020-02-29",
        left_text=texts,
        other_names=texts,
        former_names=[text, "B;c"],
        abbreviation="0M",
        legal_form="ivzw",
        enterprise_number="0546740696",
        founded_year=1066,
        annual_budget="250k-1m",
        summary=texts,
        mission=texts,
        website="https://example.org/?a=1;2,3",
        email="a@example.org",
        phone="+32 2 123 45 67",
        donation_link="https://example.org/give",
        social_links=["https://example.org/a", "https://example.org/b;c"],
        street_address=text,
        postal_code="0012",
        city=text[:80],
        place="BE-VAN",
        latitude=-0.1 + 0.3,
        longitude=1e-7,
        precision="street",
        area="world",
        themes=["health", "water"],
        countries=["SN", "BF"],
        countries_total=0,
        languages=["nl", "fr"],
        sources=[text],
        confirmed_at="2026-03-31T10:00Z",
        hidden_fields=["phone", "email"],
        logo="",
        focus_areas=[{"title": texts, "description": {"fr": text}}, {"title": {"en": text}}],
    )


@pytest.fixture
def vocabularies():
    """The terms that full_member() names."""
    make_theme("water")
    make_theme("health")
    make_place("BE-VAN")
    make_area("world")


def test_the_sample_comes_back_as_it_was():
    load_sample()
    user = make_user("staff@example.org")
    every = itertools.product(FORMATS, ("nl", "fr", "en"), ("leave", "clear"))
    for kind, language, empty in every:
        job = rehearsed(exported(kind, language=language), user, empty=empty)
        assert job.counts["unchanged"] == sum(job.counts.values()) == 42
        assert "" not in job.mapping


@pytest.mark.parametrize("kind", FORMATS)
def test_nasty_texts_come_back_as_they_were(vocabularies, kind):
    for number, text in enumerate(NASTY):
        edit(full_member(number, text), name=text, enterprise_number="")
    job = rehearsed(exported(kind), empty="clear")
    assert job.counts["unchanged"] == len(NASTY), list(job.rows.values("changes", "errors"))


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
LINES = st.lists(TEXTS, max_size=3)


ANY_TEXT = given(
    kind=st.sampled_from([*FORMATS]),
    texts=st.lists(TEXTS, min_size=4, max_size=4),
    lines=LINES,
    number=st.floats(-90, 90),
)


@settings(max_examples=10)
@ANY_TEXT
def test_any_text_comes_back_as_it_was(vocabularies, kind, texts, lines, number):
    _comes_back(kind, texts, lines, number)


@pytest.mark.slow
@settings(max_examples=80)
@ANY_TEXT
def test_any_text_comes_back_as_it_was_at_length(vocabularies, kind, texts, lines, number):
    _comes_back(kind, texts, lines, number)


def _comes_back(kind, texts, lines, number):
    with rolled_back():
        member = full_member()
        edit(
            member,
            name=f"x{texts[0]}",
            city=texts[1],
            sources=lines,
            latitude=number,
            mission={"nl": texts[2], "fr": texts[3]},
            focus_areas=[{"title": {"nl": f"x{texts[3]}"}}],
        )
        job = rehearsed(exported(kind), make_user("staff@example.org"), empty="clear")
        assert job.counts["unchanged"] == 1, list(job.rows.values("changes", "errors"))


@pytest.mark.parametrize("kind", FORMATS)
def test_members_come_into_an_empty_site_as_they_were(vocabularies, kind):
    member = full_member(text='=Één; "twee"')
    file, before = exported(kind), values.read(member)
    Member.objects.all().delete()
    job = applied(file)
    assert job.state == ImportJob.State.APPLIED
    again = Member.objects.get(uuid=member.uuid)
    assert values.read(again) == before


def test_every_cell_of_a_full_member_holds_something(vocabularies):
    full_member()
    path = uploads.path_of(uploads.receive(exported(), make_user()))
    rows = tables.rows(path, tables.detect(path))
    (_number, headings), (_row, cells) = rows
    empty = {h for h, cell in zip(headings, cells, strict=True) if not cell}
    assert empty == {
        "Logo",
        "Not confirmed since",
        "Focus area 1: description (nl)",
        "Focus area 1: description (en)",
        "Focus area 2: title (nl)",
        "Focus area 2: title (fr)",
        "Focus area 2: description (nl)",
        "Focus area 2: description (fr)",
        "Focus area 2: description (en)",
    }
