"""Members that left a round without an answer stand after the others in the order of names."""

import pytest
from django.utils import timezone

from members.models import Member, Revision
from members.presenting import current_site
from members.publishing import publish
from members.search.indexing import reader
from members.search.indexing.verify import drift
from members.search.query import database
from tests.helpers import ask, edit, make_member, make_theme, names
from tests.search.indexing.building import build

pytestmark = pytest.mark.django_db
SUNK = ["Beta", "Delta", "Alpha", "Gamma"]


def mark(member):
    publish(member, {"unconfirmed_since": "2025-03-03"}, None, Revision.Source.ROUND)


@pytest.fixture
def four():
    """Alpha to Gamma, in the index; then Alpha and Gamma are marked."""
    make_theme("water")
    made = {n: make_member(n, themes=["water"]) for n in ("Alpha", "Beta", "Delta", "Gamma")}
    assert names() == list(made)
    mark(made["Alpha"])
    mark(made["Gamma"])
    return made


@pytest.mark.parametrize("query", ["", "theme=water", "sort=name", "q=water&sort=name"])
@pytest.mark.usefixtures("four")
def test_index_file_late_members_and_database_give_one_order(query):
    assert names(query) == SUNK  # the index of this process, which follows the revisions
    site, selection = current_site(), ask(query).selection
    by_name = dict(Member.objects.values_list("pk", "name"))
    found = [by_name[pk] for pk in database.find_ids(selection, site, 0, 24)]
    assert found == SUNK
    build()
    assert names(query) == SUNK
    assert drift() == []


def test_pages_are_cut_across_the_two_groups(four):
    for size, start in ((2, 1), (3, 0), (1, 2)):
        found = database.find_ids(ask("").selection, current_site(), start, size)
        assert [Member.objects.get(pk=pk).name for pk in found] == SUNK[start : start + size]
    first, last = four["Beta"], four["Gamma"]
    view = ask("theme=water").members[2]
    before, after = ask("theme=water").around(view, 3)
    assert (before.name, after.name) == ("Delta", last.name)
    assert ask("theme=water").members[0].name == first.name


def test_it_is_no_filter_and_counts_nothing(four):
    assert {facet.name for facet in ask("").facets}.isdisjoint({"unconfirmed"})
    assert len(names("unconfirmed=1")) == 4


def test_a_confirmation_brings_a_member_back_to_its_place(four):
    edit(four["Alpha"], confirmed_at=timezone.now())
    assert Member.objects.get(name="Alpha").unconfirmed_since is None
    assert names() == ["Alpha", "Beta", "Delta", "Gamma"]
    reader.forget()
    assert names() == ["Alpha", "Beta", "Delta", "Gamma"]


def test_another_change_leaves_the_mark(four):
    edit(four["Alpha"], city="Ghent")
    assert names() == SUNK


def test_the_page_and_the_card_say_since_when(four, client):
    edit(four["Gamma"], confirmed_at="2025-03-03T12:00:00+01:00", unconfirmed_since="2025-03-03")
    page = client.get("/en/members/gamma/").content.decode()
    assert "Confirmed by the organisation on 3 March 2025" in page
    assert "Not confirmed since 3 March 2025" in page
    assert "Not confirmed since March 2025" in client.get("/en/").content.decode()
