"""Similar members: those that share most, by what their pages show."""

import pytest

from members.presenting import current_site, public_view
from members.search.facets import terms_of
from members.search.query.similar import alike
from tests.helpers import make_member, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def themes():
    """Three themes to share."""
    for slug in ("health", "water", "rights"):
        make_theme(slug)


def similar_to(member):
    """Return the names of the members most alike, best first."""
    view = public_view(member, "en")
    ids = alike(member.pk, terms_of(view), current_site(), 4)
    by_pk = {row.pk: row.name for row in type(member).objects.all()}
    return [by_pk[pk] for pk in ids]


def test_who_shares_more_stands_first_and_equals_stand_by_name():
    member = make_member("A", themes=["health", "water"], countries=["SN"])
    make_member("Z both", themes=["health", "water"])
    make_member("C one", themes=["water"])
    make_member("B one", themes=["health"])
    make_member("D one and the country", themes=["health"], countries=["SN"])
    assert similar_to(member) == ["Z both", "D one and the country", "B one", "C one"]


def test_a_country_alone_makes_nobody_similar():
    member = make_member("A", themes=["health"], countries=["SN"])
    make_member("B", themes=["rights"], countries=["SN"])
    assert similar_to(member) == []


def test_what_a_page_hides_counts_for_nothing():
    member = make_member("A", themes=["health"])
    make_member("B", themes=["health"], hidden_fields=["themes"])
    assert similar_to(member) == []


def test_a_change_is_followed_at_once():
    member = make_member("A", themes=["health"])
    assert similar_to(member) == []
    make_member("B", themes=["health"])
    assert similar_to(member) == ["B"]
