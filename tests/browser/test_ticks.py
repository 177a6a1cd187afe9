"""What a visitor ticks stays under the pointer while the results change around it."""

import pytest
from playwright.sync_api import expect

from tests.helpers import make_member, make_place

MOST = 40  # CSS pixels
# Where the box is in the window before it is ticked: in its middle, or as low as the page goes.
PLACES = ("center", "start")
BOXES = ("#place-BE-VAN", "#area-brussels", "#speaks-fr", "#category-associate", "#confirmed-1")
_TOP = "id => document.querySelector(id).getBoundingClientRect().top"
_BRING = "([id, block]) => document.querySelector(id).scrollIntoView({ block })"


def tick_and_measure(page, box):
    """Click a box where it is, wait for the results, and return how far it moved."""
    before = page.evaluate(_TOP, box)
    with page.expect_response(lambda answer: "/en/" in answer.url):
        page.evaluate("id => document.querySelector(id).focus({ preventScroll: true })", box)
        page.keyboard.press("Space")
    expect(page.locator(".htmx-request, [aria-busy=true]")).to_have_count(0)
    page.wait_for_timeout(250)
    assert page.evaluate("'#' + document.activeElement.id") == box
    return abs(page.evaluate(_TOP, box) - before)


def boxes_of(page):
    return [box for box in BOXES if page.locator(box).count()]


@pytest.mark.parametrize("place", PLACES)
def test_a_tick_moves_no_box_on_a_desk(open_page, place):
    page = open_page("/en/")
    boxes, moved = boxes_of(page), {}
    assert len(boxes) >= 4
    for box in boxes:
        page.goto("/en/")
        page.evaluate(_BRING, [box, place])
        moved[box] = tick_and_measure(page, box)
        moved[f"{box} again"] = tick_and_measure(page, box)
    assert {box: by for box, by in moved.items() if by > MOST} == {}


@pytest.mark.parametrize("place", PLACES)
def test_nor_in_the_panel_of_a_phone(open_page, place):
    page = open_page("/en/", viewport={"width": 360, "height": 760})
    moved = {}
    for box in boxes_of(page):
        page.goto("/en/")
        page.click(".filters-open")
        page.evaluate(_BRING, [box, place])
        moved[box] = tick_and_measure(page, box)
        moved[f"{box} again"] = tick_and_measure(page, box)
    assert {box: by for box, by in moved.items() if by > MOST} == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_nor_where_a_folded_group_was_opened(open_page, width):
    page = open_page("/en/", viewport={"width": width, "height": 800})
    if width < 960:
        page.click(".filters-open")
    page.click("#more-country summary")
    boxes = page.eval_on_selector_all("#more-country input", "all => all.map(one => '#' + one.id)")
    moved = {box: tick_and_measure(page, box) for box in (boxes[3], boxes[-1], boxes[3])}
    assert {box: by for box, by in moved.items() if by > MOST} == {}
    assert page.locator("#more-country").get_attribute("open") is not None


@pytest.mark.django_db(transaction=True)
def test_nor_does_one_of_thousands_leave_when_it_is_unticked(browser, live_server, monkeypatch):
    monkeypatch.setattr("members.search.query.filter_groups.LONG", 1)
    monkeypatch.setattr("members.search.query.filter_groups.HEAD", 1)
    for number in range(3):
        make_place(f"BE-{number}", en=f"Place {number}")
        make_member(f"Member {number}", place=f"BE-{number}")
    page = browser.new_page(base_url=live_server.url)
    page.goto("/en/?place=BE-2")
    moved = [tick_and_measure(page, "#place-BE-2") for _time in range(2)]
    assert max(moved) <= MOST
    assert "place=BE-2" in page.url
    page.close()
