"""Other names in any language: shown under the name, found, and told to machines."""

import pytest

from tests.helpers import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def member():
    """A member with names in three scripts beside its own."""
    return make_member("Water for All", aliases=["水之友", "أصدقاء الماء", "Waterworks"])


def test_a_profile_shows_them(client):
    page = client.get("/en/members/water-for-all/").content.decode()
    assert "<span>水之友</span>" in page
    assert "Waterworks" in page


@pytest.mark.parametrize("name", ["水之友", "أصدقاء الماء", "waterworks"])
def test_they_are_searched(client, name):
    assert "Water for All" in client.get("/en/", {"q": name}).content.decode()


def test_hidden_ones_are_neither_shown_nor_found(client):
    make_member("Air", aliases=["Secretum"], hidden_fields=["aliases"])
    assert "Secretum" not in client.get("/en/members/air/").content.decode()
    assert "/members/air/" not in client.get("/en/", {"q": "Secretum"}).content.decode()
