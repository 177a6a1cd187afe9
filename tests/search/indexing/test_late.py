"""The file and the members published since answer as one, on every page and in every order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.models import Member
from members.search.index import ordering
from members.search.indexing import reader
from members.search.query import engine
from tests.helpers import ask, edit, make_member, names, rolled_back

from .building import build

pytestmark = pytest.mark.django_db


WORDS = ["water", "waterput", "putten", "kind", "kinderen", "kinderrechten", "rechten", "bos"]
MEMBER = st.fixed_dictionaries(
    {
        "name": st.text("abcAé ", min_size=1, max_size=3).filter(str.strip),
        "status": st.sampled_from(["published", "published", "published", "hidden"]),
        "summary": st.lists(st.sampled_from(WORDS), max_size=3).map(lambda w: {"nl": " ".join(w)}),
        "themes": st.sampled_from([[], ["water"], ["health"], ["water", "health"]]),
        "countries": st.sampled_from([[], ["SN"], ["SN", "CD"]]),
        "confirmed_at": st.sampled_from([None, "2026-10-01T10:00:00Z", "2020-01-01T10:00:00Z"]),
        "hidden_fields": st.sampled_from([[], [], ["themes"], ["countries", "summary"]]),
    }
)
QUERIES = [
    "",
    "q=a",
    "q=water",
    "q=watr",
    "q=kind",
    "q=rechten",
    "q=put",
    "q=senegal+water",
    "q=-water",
    "q=%22water+kind%22",
    "theme=water",
    "theme=water&country=SN",
    "q=water&theme=health",
    "q=kin&country=CD&confirmed=1",
    "q=bos&sort=name",
    "sort=-confirmed",
    "q=a&sort=-confirmed",
]


@pytest.fixture
def settling(monkeypatch):
    """After every second publish the late members are put together anew."""
    monkeypatch.setattr(reader, "_NEWEST", 1)


def _everything(query):
    """Return all that a query answers, without addresses."""
    query = ask(query)
    counts = {(f.name, o.value): o.count for f in query.facets for o in f.options if o.count}
    ids = engine.find_ids(query.selection, query.site, 0, 100)
    return ids, query.total, counts, query.corrected


def _answer_alike(first, later):
    with rolled_back():
        pks = [make_member(slug=f"m{n}", **values).pk for n, values in enumerate(first)]
        build()
        names()
        for number, values in enumerate(later):
            if number < len(pks):
                edit(Member.objects.get(pk=pks[number]), **values)
            else:
                make_member(slug=f"n{number}", **values)
        with_late = [_everything(query) for query in QUERIES]
        build()
        assert [_everything(query) for query in QUERIES] == with_late
        reader.forget()


@pytest.mark.usefixtures("vocabularies", "in_file", "settling")
@given(st.lists(MEMBER, min_size=1, max_size=3), st.lists(MEMBER, min_size=1, max_size=4))
@settings(max_examples=3)
def test_late_members_and_a_fresh_file_answer_alike(first, later):
    _answer_alike(first, later)


@pytest.mark.slow
@pytest.mark.usefixtures("vocabularies", "in_file", "settling")
@given(st.lists(MEMBER, min_size=1, max_size=5), st.lists(MEMBER, min_size=1, max_size=8))
@settings(max_examples=30)
def test_late_members_and_a_fresh_file_answer_alike_at_length(first, later):
    _answer_alike(first, later)


@pytest.mark.slow
@pytest.mark.usefixtures("vocabularies", "in_file")
@given(st.lists(MEMBER, min_size=1, max_size=4), st.lists(MEMBER, max_size=3))
@settings(max_examples=20)
def test_a_count_with_words_is_what_a_click_gives(first, later):
    with rolled_back():
        for number, values in enumerate(first):
            make_member(slug=f"m{number}", **values)
        build()
        for number, values in enumerate(later):
            make_member(slug=f"n{number}", **values)
        for query in (
            "q=-bos&theme=water",
            "q=water&theme=health",
            "q=kin&country=SN",
            "q=-bos&confirmed=1",
        ):
            _counts_are_true(ask(query))
        reader.forget()


def _counts_are_true(query):
    for facet in query.facets:
        others = query.selection.without_group(facet.name)
        for option in facet.options:
            alone = others.toggled(facet.name, option.value)
            assert ask(alone.querystring()).total == option.count


# --- pages
@pytest.fixture
def two_pages(in_file):
    """Members for two pages, of which the file holds the half."""
    for number in range(27):
        days = {} if number % 3 else {"confirmed_at": f"2026-10-{number // 6 + 1:02}T10:00:00Z"}
        make_member(f"Member {number:02}", summary={"en": "water"}, **days)
        if number == 13:
            build()


@pytest.mark.usefixtures("two_pages")
def test_all_pages_together_hold_every_member_once_in_every_order(monkeypatch):
    expected = list(Member.objects.order_by("name").values_list("name", flat=True))
    for few in (0, 4000):
        monkeypatch.setattr(ordering, "_FEW", few)
        for query in ("", "q=water", "q=water&sort=name", "sort=-confirmed"):
            pages = [names(f"{query}&page={number}") for number in (1, 2)]
            assert [len(page) for page in pages] == [24, 3]
            assert sorted(pages[0] + pages[1]) == expected


@pytest.mark.usefixtures("two_pages")
def test_a_slice_is_the_same_however_it_is_cut(monkeypatch):
    for query in map(ask, ("", "q=water", "sort=-confirmed")):
        whole = engine.find_ids(query.selection, query.site, 0, 27)
        for few in (0, 4000):
            monkeypatch.setattr(ordering, "_FEW", few)
            for start in range(27):
                cut = engine.find_ids(query.selection, query.site, start, 7)
                assert cut == whole[start : start + 7]
