"""The frame over the logo in a real Chromium, by mouse and by keyboard, and what is kept of it."""

import pytest

from members.presenting.logo import SHARP
from members.publishing.logos import store_logo
from tests.browser.test_accessibility import violations
from tests.helpers import edit, picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def choose(page, size):
    """Choose a picture on the logo's page and wait until its frame is there."""
    content = picture(size=size).read()
    file = {"name": "logo.png", "mimeType": "image/png", "buffer": content}
    page.set_input_files("[type=file]", file)
    page.wait_for_selector("[data-tool]:not([hidden])")


def sides(page):
    """Return the four numbers of the form."""
    return [int(page.input_value(f"[name={side}]")) for side in ("left", "top", "right", "bottom")]


def drag(page, handle, across, down):
    """Drag the middle of a handle by shares of the picture."""
    page.locator(".crop-stage").scroll_into_view_if_needed()
    whole = page.locator(".crop-picture").bounding_box()
    box = page.locator(handle).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across * whole["width"], y + down * whole["height"], steps=4)
    page.mouse.up()


def test_the_frame_is_dragged_and_moved_by_keys_and_what_it_shows_is_kept(member, window):
    page = window("edit/logo/")
    choose(page, (400, 200))
    drag(page, "[data-edge=left]", 0.25, 0)
    assert sides(page) == [25, 0, 0, 0]
    page.focus("[data-edge=bottom]")
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("PageUp")
    page.keyboard.press("ArrowDown")
    assert sides(page) == [25, 0, 0, 19]
    page.focus(".crop-move")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowDown")
    assert sides(page) == [24, 10, 1, 9]
    drag(page, ".crop-move", 1, -1)  # no further than the picture
    assert sides(page) == [25, 0, 0, 19]
    said = "Left over: 300 by 162 pixels"
    assert page.text_content("[data-size]") == said
    page.locator("[data-said]", has_text=said).wait_for()
    shown = page.evaluate(
        "(({width, height}) => [width, height])(document.querySelector('[data-frame] canvas'))"
    )
    page.click("text=Save and back to the overview")
    page.wait_for_selector(".messages")
    width, height = shown
    assert member.proposals.get().changes.get().new.endswith(f"-{width}x{height}")
    assert shown == [300, 162]


def test_an_edge_says_where_it_stands_and_never_passes_the_other(member, window):
    page = window("edit/logo/")
    choose(page, (400, 200))
    page.focus("[data-edge=right]")
    page.keyboard.press("Home")
    assert sides(page) == [0, 0, 95, 0]
    edge = page.locator("[data-edge=left]")
    edge.focus()
    page.keyboard.press("End")
    assert sides(page) == [3, 0, 95, 0]
    assert edge.get_attribute("aria-valuenow") == edge.get_attribute("aria-valuemax") == "3"
    assert edge.get_attribute("aria-valuetext") == "3 percent cut off"


def test_one_too_small_to_be_sharp_is_said_at_once(member, window):
    page = window("edit/logo/")
    choose(page, (96, 40))
    assert "96 × 40 pixels and will look blurred" in page.text_content("[data-blurred]")
    assert page.locator("[data-blurred]").is_visible()
    assert page.locator(".crop-picture").bounding_box()["width"] == 240  # or no finger holds it
    choose(page, (SHARP, 40))
    page.wait_for_selector("[data-blurred]", state="hidden")
    drag(page, "[data-edge=left]", 0.1, 0)
    assert page.locator("[data-blurred]").is_visible()


def test_the_size_that_is_called_sharp_is_what_the_profile_shows(member, window):
    edit(member, logo=store_logo(picture(size=(400, 400))))
    page = window("edit/logo/")
    page.goto(member.get_absolute_url())
    width = page.evaluate("""(() => {
      const logo = document.querySelector(".identity .logo"), style = getComputedStyle(logo);
      return logo.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    })()""")
    assert SHARP - 2 <= 2 * width <= SHARP + 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_no_handle_covers_another_and_axe_finds_nothing(scheme, member, window):
    page = window("edit/logo/", 360, scheme)
    choose(page, (400, 100))
    drag(page, "[data-edge=left]", 0.3, 0)
    covered = page.evaluate("""[
      ...document.querySelectorAll(".crop-edge, .crop-move"),
    ].filter((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      const least = one.matches(".crop-edge") ? 24 : 0;
      return width < least || height < least
        || document.elementFromPoint(x + width / 2, y + height / 2) !== one;
    }).map((one) => one.outerHTML)""")
    assert covered == []
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
