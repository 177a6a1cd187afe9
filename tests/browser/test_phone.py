"""A phone of 390 by 664 pixels: the first member without scrolling, the menu behind a button."""

import pytest
from playwright.sync_api import expect

PHONE = {"width": 390, "height": 664}


@pytest.mark.parametrize("path", ["/nl/", "/fr/?theme=health", "/en/?q=water"])
def test_the_first_member_is_seen_without_scrolling(open_page, path):
    page = open_page(path, viewport=PHONE)
    box = page.locator(".card h3").first.bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"]


def test_the_menu_opens_and_leads_on(open_page):
    page = open_page("/en/", viewport=PHONE)
    about = page.locator(".site-nav a", has_text="About")
    expect(about).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(page.locator(".languages a[hreflang=fr]")).to_be_visible()
    about.click()
    page.wait_for_url("**/en/about/")


def test_a_desk_shows_the_whole_menu(open_page):
    page = open_page("/en/", viewport={"width": 800, "height": 900})
    expect(page.locator(".site-nav a").first).to_be_visible()
    expect(page.locator(".menu-open")).to_be_hidden()
    assert page.locator(".site-head").bounding_box()["height"] < 80


def test_a_card_is_one_link_wherever_it_is_clicked(open_page):
    page = open_page("/en/", viewport=PHONE)
    card = page.locator(".card").first
    assert card.locator("a").count() == 1
    sentence = card.locator("p").first.bounding_box()
    page.mouse.click(sentence["x"] + 20, sentence["y"] + 10)
    page.wait_for_url("**/en/members/*/")
