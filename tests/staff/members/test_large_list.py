"""The member list of a large directory: index and database give the same of every member."""

import itertools

import pytest
import time_machine

from members.models import Label, Member, Place
from members.publishing import change_setting
from members.search.indexing import builder, reader
from members.search.indexing.contents import STAFF
from members.search.query.staff_query import StaffQuery
from members.staff.members import changelist as member_changelist
from tests.helpers import edit, make_area, make_member, make_place, make_theme
from tests.staff.conftest import text_of

pytestmark = pytest.mark.django_db
URL = "/admin/members/member/"
STATUSES = ("published", "draft", "hidden", "former")
# Only in the order of names do equals stand alike in both.
SORTED = ["", "o=2", "o=-2"]
QUERIES = [
    "q=wells",
    "q=ells",
    "q=WÉLLS+villages",
    "q=w",
    "q=info@wells",
    "q=0546.740.696",
    "q=546740696",
    "q=&",
    "q=villages+d'enfants",
    "q=old+name",
    "q=gent",
    "q=qqq",
    "status=draft",
    "status=former",
    "status=x",
    "theme=water",
    "theme=water&place=BE-VAN&q=wells",
    "place=no-such",
    "area=world",
    "confirmed=fresh",
    "confirmed=stale",
    "confirmed=never",
    "confirmed=x",
    "complete=low",
    "complete=middle",
    "complete=x",
    "category=associate&status=hidden",
    "label=1",
    "label=77",
]


@pytest.fixture
def directory(db):
    """Thirty members of every status, with and without all that the list asks about."""
    make_theme("water"), make_theme("youth"), make_place("BE-VAN"), make_place("BE-VOV")
    make_area("world")
    label = Label.objects.create(pk=1, name="Call")
    days = ("2024-05-01", "2026-06-01", None)
    for n, status in zip(range(30), itertools.cycle(STATUSES), strict=False):
        day = days[n % 3]
        member = make_member(
            f"Wells {n}",
            status=status,
            city=("Gent", "Wavre")[n % 2],
            email=f"info@wells{n}.example",
            website="https://a.example" if n % 2 else "",
            themes=[["water"], ["water", "youth"], []][n % 3],
            place=("BE-VAN", None)[n % 2],
            area=("world", None)[n % 2],
            category=("full", "associate")[n % 2],
            confirmed_at=day and f"{day}T10:00:00+00:00",
            other_names={"fr": "Villages d'Enfants"},
            former_names=["An Old Name"],
            enterprise_number="0546740696" if n == 7 else "",
            summary={"en": "It digs."} if n % 2 else {},
        )
        if n % 4 == 0:
            label.members.add(member)


@pytest.fixture(params=["memory", "file", "file and later changes"])
def indexed(request, directory, monkeypatch):
    """The index of all members, in memory or in a file."""
    if request.param != "memory":
        monkeypatch.setattr(reader, "SMALL", 0)
        builder.build(contents=STAFF)
        reader.forget()
    if "later" in request.param:
        edit(Member.objects.get(name="Wells 3"), status="published", city="Liège")
        edit(Member.objects.get(name="Wells 4"), name="Aqua Wells", place="BE-VOV", themes=[])
        make_member("Wells 31", status="draft", themes=["youth"])


def shown(client, query):
    """Return (names on the page, total, {filter: {value: count}}) of the list."""
    changelist = client.get(f"{URL}?{query}").context["cl"]
    counts = {
        group: {value: number for value, number in values.items() if number and value != "None"}
        for group, values in changelist.counts.items()
    }
    return [m.name for m in changelist.result_list], changelist.result_count, counts


def from_database(client, query, monkeypatch):
    with monkeypatch.context() as without:
        without.setattr(member_changelist.MemberChangeList, "_listing", lambda self: None)
        without.setattr(StaffQuery, "can_be_answered", lambda self: False)
        return shown(client, query)


@time_machine.travel("2026-11-23 12:00:00+00:00", tick=True)
def test_index_and_database_list_find_and_count_alike(indexed, reviewer_client, monkeypatch):
    for query in QUERIES:
        expected = from_database(reviewer_client, query, monkeypatch)
        if query == "q=&":
            expected = from_database(reviewer_client, "", monkeypatch)
        assert shown(reviewer_client, query) == expected, query


@pytest.mark.parametrize("column", [2, 3, 4, 5, 6])
def test_every_column_sorts_both_ways(indexed, reviewer_client, column):
    """What is sorted by rises, or falls; members without a confirmation stand as the oldest."""
    keys = {2: "sort_name", 3: "status", 4: "completeness", 5: "updated_at", 6: "confirmed_at"}
    for sign in ("", "-"):
        page = reviewer_client.get(f"{URL}?o={sign}{column}")
        values = [getattr(m, keys[column]) for m in page.context["cl"].result_list]
        ranked = [(value is not None, value) for value in values]
        assert ranked == sorted(ranked, reverse=bool(sign)), (column, sign)
        assert len(set(page.context["cl"].result_list)) == Member.objects.count()


def test_pages_in_any_order_show_everybody_once(indexed, reviewer_client, monkeypatch):
    monkeypatch.setattr("members.staff.members.admin.MemberAdmin.list_per_page", 4)
    for order in ("2", "-2", "-4", "5", "-6", "3.-2"):
        last = -(-Member.objects.count() // 4)
        pages = [shown(reviewer_client, f"o={order}&p={n}")[0] for n in range(1, last + 1)]
        names = list(itertools.chain(*pages))
        assert sorted(names) == sorted(Member.objects.values_list("name", flat=True)), order


def test_an_action_on_all_that_a_search_finds_changes_those_alone(indexed, reviewer_client):
    found = set(shown(reviewer_client, "q=wavre&status=draft")[0])
    first = Member.objects.filter(name__in=found).first()
    sent = {"action": "publish_chosen", "select_across": "1", "confirmed": "1"}
    sent["_selected_action"] = [first.pk]
    before = set(Member.objects.published().values_list("name", flat=True))
    reviewer_client.post(f"{URL}?q=wavre&status=draft", sent)
    now = set(Member.objects.published().values_list("name", flat=True))
    assert found
    assert now - before == found


def test_a_label_given_or_taken_counts_at_once(indexed, reviewer_client):
    label, member = Label.objects.get(), Member.objects.get(name="Wells 5")
    before = shown(reviewer_client, "label=1")[1]
    label.members.add(member)
    assert shown(reviewer_client, "label=1")[1] == before + 1
    label.members.remove(Member.objects.get(name="Wells 0"))
    names, total, counts = shown(reviewer_client, "label=1")
    assert (total, counts["label"]["1"], "Wells 0" in names) == (before, before, False)


# --- vocabularies of thousands
@pytest.fixture
def places(db):
    """As many places as a country has municipalities, and a member in one of them."""
    change_setting(
        lambda: Place.objects.bulk_create(
            Place(slug=f"town-{n}", name={"en": f"Town {n}"}, position=n) for n in range(2400)
        )
    )
    make_member("Wells", place="town-1234")


def test_a_filter_of_thousands_shows_the_most_used_and_a_search_box(places, reviewer_client):
    page = text_of(reviewer_client.get(URL))
    assert "Find one of 2,400 values" in page
    assert page.index("Town 1234") < page.index("Town 0<")
    assert page.count("?place=") < 20
    assert len(page) < 100_000


def test_a_value_among_thousands_is_found_by_its_name(places, reviewer_client):
    answer = reviewer_client.get(f"{URL}?place-find=town+123&status=published")
    page = text_of(answer)
    assert "13 values found" in page
    assert "?place=town-1234&amp;status=published" in page
    assert "place-find=" not in page.split("paginator")[1]


def test_the_chosen_value_is_shown_however_few_have_it(places, reviewer_client):
    page = text_of(reviewer_client.get(f"{URL}?place=town-77"))
    assert "<strong>Town 77</strong>" in page


def test_the_lists_queries_do_not_grow_with_a_vocabulary(
    places, reviewer_client, django_assert_num_queries
):
    reviewer_client.get(URL)
    with django_assert_num_queries(13):
        reviewer_client.get(URL)
