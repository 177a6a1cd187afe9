"""A page's frame is rendered once for all visitors; what differs is rendered for each of them."""

from functools import lru_cache

import pytest
from django.conf import settings
from django.template import Template, TemplateSyntaxError
from django.test import Client

from members.web import frame_cache
from tests.helpers import make_user, set_federation

# In an order in which each would leave the next one something, were it kept.
ADDRESSES = [
    "/en/?q=%3Cb%3Ewells%3C/b%3E&theme=water&theme=nonsense&sort=name",
    "/en/",
    "/en/?q=welsl",
    "/en/?country=SN&country=CD",
    "/en/?q=nothingatall&theme=water",
    "/en/?q=water",
    "/fr/?q=puits",
    "/nl/",
    "/en/members/water-for-all/?q=water&at=1",
    "/en/members/wells-together/",
    "/nl/members/water-for-all/",
]


def whole(address):
    """Return a page as it is rendered for somebody who may be signed in, without any frame."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = "nobodys"
    return client.get(address).content.decode()


def shown(client, address):
    return client.get(address).content.decode()


@pytest.mark.parametrize("addresses", [ADDRESSES, ADDRESSES[::-1]], ids=["forth", "back"])
def test_a_page_in_a_kept_frame_is_the_whole_page(addresses, directory, client):
    for address in addresses:
        assert shown(client, address) == whole(address)


def test_the_frame_is_rendered_once(directory, client):
    shown(client, "/en/?q=water")
    assert frame_cache._framed.cache_info().currsize == 1
    shown(client, "/en/?q=wells")
    assert frame_cache._framed.cache_info().currsize == 1
    assert frame_cache._framed.cache_info().misses == 1


def test_a_visitor_sees_nothing_of_who_is_signed_in(directory, client):
    insider = Client()
    insider.force_login(make_user("robin@example.org", "Administrator"))
    assert "Sign out" in shown(insider, "/en/")
    assert "Sign in" in shown(client, "/en/")
    assert "Sign out" not in shown(client, "/en/?q=water")
    assert "Sign out" in shown(insider, "/en/?q=water")


def test_the_frame_follows_the_federation(directory, client):
    shown(client, "/en/?q=water")
    set_federation(name={"en": "The Umbrella"}, introduction={"en": "Under one roof."})
    page = shown(client, "/en/?q=wells")
    assert "The Umbrella" in page
    assert "Under one roof." in page


def test_no_more_frames_are_kept_than_there_is_room_for(directory, client, monkeypatch):
    small = lru_cache(maxsize=2)(frame_cache._framed.__wrapped__)
    monkeypatch.setattr(frame_cache, "_framed", small)
    for address in ("/en/", "/fr/", "/nl/", "/en/members/water-for-all/", "/fr/?q=puits"):
        assert shown(client, address) == whole(address)
        assert small.cache_info().currsize <= 2


def test_a_live_part_with_a_block_in_it_is_refused():
    with pytest.raises(TemplateSyntaxError, match="none of them a block"):
        Template("{% load koepel %}{% live %}{% block a %}{% endblock %}{% endlive %}")
