"""Pairs side by side: said to be two, taken back, and the way to merging them."""

import pytest

from members.freshness.quality.duplicates import find_duplicates
from members.models import PossibleDuplicate
from tests.helpers import make_member, make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """Two members that look alike."""
    make_member("Water for All", slug="one", website="https://water.example/", city="Gent")
    make_member("Water for Al", slug="other", website="https://water.example/nl", city="Brugge")
    find_duplicates()
    return PossibleDuplicate.objects.get()


def test_both_stand_side_by_side_with_what_makes_them_suspect(reviewer_client, pair):
    html = reviewer_client.get("/admin/duplicates/").content.decode()
    for said in ("Water for Al<", "nearly the same name, the same website", "Gent", "Brugge"):
        assert said in html


def test_not_a_duplicate_is_remembered_and_can_be_taken_back(reviewer_client, reviewer, pair):
    page = reviewer_client.post(f"/admin/duplicates/{pair.pk}/", follow=True)
    assert "are two members" in page.content.decode()
    pair.refresh_from_db()
    assert pair.settled_by == reviewer
    assert str(reviewer) in reviewer_client.get("/admin/duplicates/?settled=1").content.decode()
    reviewer_client.post(f"/admin/duplicates/{pair.pk}/", {"reopen": "1"})
    assert PossibleDuplicate.objects.open().exists()


def test_whoever_may_merge_finds_the_way_there(administrator_client, pair):
    html = administrator_client.get("/admin/duplicates/").content.decode()
    way = f"/admin/members/member/{pair.first_id}/merge/?with={pair.second_id}"
    assert f'href="{way}"' in html
    assert administrator_client.get(way).status_code == 200


def test_its_queries_do_not_grow(reviewer_client, pair, django_assert_max_num_queries):
    for number in range(10):
        make_member(
            f"Twin{number}{number}{number}", slug=f"a{number}", phone=f"+32 2 {number}11 22 33"
        )
        make_member(f"Other {number * 7}", slug=f"b{number}", phone=f"+32 2 {number}11 22 33")
    find_duplicates()
    reviewer_client.get("/admin/duplicates/")
    with django_assert_max_num_queries(8):
        page = reviewer_client.get("/admin/duplicates/")
    assert page.content.decode().count('class="side-by-side"') == 11


def test_the_check_of_the_themes_leads_to_each_theme(reviewer_client):
    theme = make_theme("water", en="Water")
    make_theme("waters", en="Waters")
    html = reviewer_client.get("/admin/themes/").content.decode()
    assert f"/admin/members/theme/{theme.pk}/change/" in html
    assert "Used by nobody" in html


def test_the_menu_leads_to_these_pages(reviewer_client, stranger_client):
    html = reviewer_client.get("/admin/").content.decode()
    assert all(f'href="/admin/{page}/"' in html for page in ("links", "duplicates", "themes"))
