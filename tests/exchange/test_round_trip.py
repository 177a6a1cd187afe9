"""An export that is imported again changes nothing: every kind, field and language."""

import itertools
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from members.exchange import tables, uploads
from members.exchange.exporting import FORMATS, export
from members.models import ImportJob, Member
from members.parsing.country_data import CONTINENT_OF
from members.parsing.language_data import LANGUAGES
from members.parsing.text import shows_something
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
        aliases=[text, "水之友"],
        former_names=[text, "B;c"],
        abbreviation="0M",
        legal_form="ivzw",
        enterprise_number="0546740696",
        founded_year=1066,
        annual_budget="250k-1m",
        offers=[
            {"kind": "job", "text": {"nl": "Kok | kokkin", "fr": "Cuisine"}, "until": "2031-12-31"},
            {"kind": "give", "text": {"en": "Books: any"}, "url": "https://d.example/?a=1|2"},
        ],
        recognitions=[{"name": "Label", "by": "FPS", "until": "2030-01-31"}],
        affiliations=[
            {"name": "A | B \\ C", "since": 2004},
            {"name": "D: E", "url": "https://d.example/"},
        ],
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


# Letters of every script, with the marks and signs that names have.
NAMES = st.text(
    st.characters(categories=["L", "M", "N", "P", "S", "Zs"]), min_size=1, max_size=40
).filter(shows_something)
MEMBERS = st.fixed_dictionaries(
    {
        "name": NAMES.map("x{}".format),
        "aliases": st.lists(NAMES, max_size=3),
        "former_names": st.lists(NAMES, max_size=3),
        "other_names": st.dictionaries(st.sampled_from(["nl", "fr", "en"]), NAMES),
        "abbreviation": st.text(st.characters(categories=["L", "N"]), max_size=10),
        "legal_form": st.sampled_from(["", "vzw", "ivzw", "son", "ps", "cv", "other"]),
        "founded_year": st.none() | st.integers(1, 2026),
        "mission": st.dictionaries(st.sampled_from(["nl", "fr", "en"]), TEXTS),
        "phone": st.sampled_from(["", "+32 2 123 45 67", "+33123456789", "+32475123456;ext=12"]),
        "website": st.sampled_from(["", "https://münchen.de/a,b;c", "http://пример.рф/?q=1"]),
        "countries": st.lists(st.sampled_from(sorted(CONTINENT_OF)), max_size=5, unique=True),
        "languages": st.lists(st.sampled_from(sorted(LANGUAGES)), max_size=5, unique=True),
        "themes": st.lists(st.sampled_from(["water", "health"]), unique=True),
        "postal_code": st.text(st.characters(categories=["Lu", "Nd"]), max_size=8),
        "countries_total": st.none() | st.integers(0, 200),
        "joined_on": st.none() | st.dates(date(1900, 1, 1), date(2026, 1, 1)).map(str),
    }
)


def _members_come_back(kind, language, separator, profiles):
    with rolled_back():
        for number, profile in enumerate(profiles):
            make_member(f"Member {number}", slug=f"member-{number}")
            try:
                edit(Member.objects.get(slug=f"member-{number}"), **profile)
            except ValidationError:
                continue  # what no form takes cannot be exported
        members = Member.objects.order_by("sort_name", "pk")
        content = b"".join(export(members, kind, language, separator))
        file = SimpleUploadedFile(f"members.{kind}", content)
        for empty in ("leave", "clear"):
            file.seek(0)
            job = rehearsed(file, empty=empty)
            assert job.counts["unchanged"] == len(profiles), list(
                job.rows.exclude(outcome="unchanged").values("outcome", "changes", "errors")
            )


ANY_MEMBERS = given(
    kind=st.sampled_from([*FORMATS]),
    language=st.sampled_from(["nl", "fr", "en"]),
    separator=st.sampled_from(",;"),
    profiles=st.lists(MEMBERS, min_size=1, max_size=4),
)


@settings(max_examples=6)
@ANY_MEMBERS
def test_any_members_come_back_as_they_were(vocabularies, kind, language, separator, profiles):
    _members_come_back(kind, language, separator, profiles)


@pytest.mark.slow
@settings(max_examples=60)
@ANY_MEMBERS
def test_many_members_come_back_as_they_were(vocabularies, kind, language, separator, profiles):
    _members_come_back(kind, language, separator, profiles)


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
