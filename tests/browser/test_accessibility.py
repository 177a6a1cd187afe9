"""No page has a fault that axe-core can find, in light and dark, on a desk and on a phone."""

import re
from pathlib import Path

import pytest

from .pages import PAGES

AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# What passes is neither described nor brought here, which would take most of the time.
_RUN = """async rules => {
    const options = { runOnly: rules, resultTypes: ["violations"] };
    const { violations } = await axe.run(document, options);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
}"""
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page):
    """Return a line for each fault that axe-core finds on a page."""
    # Not by a script element: the page's own policy forbids it, and stays as it is.
    page.evaluate(AXE)
    return page.evaluate(_RUN, _RULES)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing(open_page, path, width, scheme):
    page = open_page(path, viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert violations(page) == []


def test_axe_finds_nothing_in_a_report_form_with_errors(open_page):
    page = open_page("/nl/members/sos-kinderdorpen/report/")
    page.fill("[name=email]", "no address")
    page.click("form[method=post] button")
    assert page.locator("[role=alert]").is_visible()
    assert violations(page) == []


def test_axe_finds_nothing_among_open_suggestions(open_page):
    page = open_page("/nl/")
    page.locator("#q").press_sequentially("kin", delay=20)
    page.wait_for_selector("#suggestions:popover-open")
    # While the results are fetched the old ones are dim, which axe-core takes for a fault.
    page.wait_for_url(re.compile("q=kin"))
    page.keyboard.press("ArrowDown")
    assert page.locator("#suggestions [aria-selected=true]").is_visible()
    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 360, 800])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_nothing_scrolls_sideways(open_page, path, width):
    page = open_page(path, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
