"""Sharing pictures: what they show, that they are light, and of whom there are none."""

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from members.publishing.logos import store_logo
from members.web.sharing import views
from members.web.sharing.cards import Card
from members.web.sharing.drawing import MOST, SIZE, can_write, draw
from tests.helpers import edit, make_member, picture, set_federation

pytestmark = pytest.mark.django_db
CARD = Card("Water for All", "Clean water " * 40, "Our members", "#1d5c63", "WA", 125)


def address_on(client, page):
    head = client.get(page).content.decode()
    return re.search(r'property="og:image" content="http://testserver(.*?)"', head)[1]


def opened(content):
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        return image


@pytest.mark.parametrize(
    "page", ["/en/", "/fr/?theme=water", "/nl/members/water-for-all/", "/en/countries/sn/"]
)
def test_a_page_names_a_picture_of_the_size_that_links_are_shown_with(client, directory, page):
    response = client.get(address_on(client, page))
    assert response.status_code == 200
    assert "immutable" in response["Cache-Control"]
    assert opened(response.content).size == SIZE
    assert len(response.content) <= MOST


def test_a_change_gives_it_another_address_and_the_old_one_leads_there(client, directory):
    old = address_on(client, "/en/members/water-for-all/")
    edit(directory, summary={"en": "Wells for everybody"})
    new = address_on(client, "/en/members/water-for-all/")
    assert new != old
    assert client.get(old)["Location"] == new


def test_it_is_drawn_once_and_never_for_a_page(client, directory, monkeypatch):
    drawn = []
    monkeypatch.setattr(views, "draw", lambda card: drawn.append(card.title) or b"png")
    address = address_on(client, "/fr/members/water-for-all/")
    assert drawn == []
    client.get(address)
    client.get(address)
    assert drawn == ["De l'eau pour tous"]


@pytest.mark.parametrize("status", ["hidden", "draft", "former"])
def test_who_is_not_public_has_none(client, directory, status):
    address = address_on(client, "/en/members/water-for-all/")
    edit(directory, status=status)
    assert client.get(address).status_code == 404


def test_what_is_hidden_is_not_on_it(client, directory):
    with_summary = address_on(client, "/nl/members/water-for-all/")
    edit(directory, hidden_fields=["summary"])
    without = address_on(client, "/nl/members/water-for-all/")
    assert without != with_summary
    edit(directory, summary={"nl": "Iets anders"})
    assert address_on(client, "/nl/members/water-for-all/") == without


def test_a_logo_stands_on_it(client):
    member = make_member("Logos", logo=store_logo(picture(size=(300, 200))))
    image = opened(client.get(address_on(client, "/en/members/logos/")).content).convert("RGB")
    red, green, _blue = image.getpixel((147, 155))
    assert red > 200 > 60 > green
    assert member.logo


def test_letters_that_the_fonts_lack_give_the_sites_own_picture(client):
    make_member("منظمة الماء", slug="water")
    assert address_on(client, "/en/members/water/") == address_on(client, "/en/")
    assert not can_write("水")
    assert can_write("Één œuvre “Ελλάδα” – Україна")


@pytest.mark.parametrize("title", ["W" * 200, "Wij " * 60, "", "a" * 3000])
def test_any_words_fit(title):
    assert opened(draw(replace(CARD, title=title))).size == SIZE


def test_a_busy_logo_stays_light(tmp_path):
    file = tmp_path / "logo.webp"
    Image.effect_noise((384, 384), 90).convert("RGB").save(file)
    assert len(draw(replace(CARD, logo=str(file)))) <= MOST


@pytest.mark.parametrize(
    "address",
    [
        "xx/site/all-0123456789abcdef.png",
        "en/nobody/all-0123456789abcdef.png",
        "en/member/secret-0123456789abcdef.png",
        "en/theme/nowhere-0123456789abcdef.png",
    ],
)
def test_what_there_is_not_is_not_found(client, directory, address):
    assert client.get(f"/sharing/{address}").status_code == 404


def test_a_language_that_the_federation_does_not_use_has_none(client, directory):
    address = address_on(client, "/en/")
    set_federation(languages=["nl", "fr"])
    assert client.get(address).status_code == 404
