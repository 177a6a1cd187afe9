"""Results that follow a choice: language, history, a lost connection, suggestions, paper."""

import re

import pytest
from playwright.sync_api import expect

from .test_directory import tick, total

# What a reader sees of the page, without what only a script sets.
_LAYOUT = """() => [...document.querySelectorAll("main *")]
    .filter(element => element.checkVisibility())
    .map(element => {
        const { x, y, width, height } = element.getBoundingClientRect();
        const box = [x, y + scrollY, width, height].map(Math.round);
        return [element.localName, element.id, ...box].join(" ");
    })"""


def test_the_language_links_follow_a_search(open_page):
    page = open_page("/en/")
    tick(page, "health")
    page.select_option("#sort", "-confirmed")
    page.wait_for_url(re.compile("sort="))
    page.click(".languages a[hreflang=fr]")
    assert page.url.endswith("/fr/?theme=health&sort=-confirmed")
    page.goto("/")
    assert "/fr/" in page.url


@pytest.mark.parametrize("width", [360, 1280])
def test_a_live_search_looks_like_its_reload(open_page, width):
    page = open_page("/en/?theme=nonsense", viewport={"width": width, "height": 800})
    page.fill("#q", "water")
    page.wait_for_url(re.compile("q=water"))
    page.wait_for_selector("[aria-busy=false]")
    page.evaluate("document.activeElement.blur()")
    live = page.evaluate(_LAYOUT)
    page.goto(page.url)
    assert page.evaluate(_LAYOUT) == live


def test_a_lost_connection_is_said_and_the_boxes_tell_the_truth(open_page):
    page = open_page("/en/")
    before = total(page)
    page.route("**/en/?*", lambda route: route.abort("internetdisconnected"))
    page.click("#theme-health")
    page.wait_for_selector("#trouble:visible")
    assert not page.is_checked("#theme-health")
    assert total(page) == before
    page.unroute("**/en/?*")
    tick(page, "health")
    page.wait_for_selector("#trouble", state="hidden")
    assert total(page) < before


def test_while_a_search_runs_the_page_says_so(open_page):
    page = open_page("/en/")
    waiting = []
    page.route("**/en/?*", lambda route: waiting.append(route))
    page.check("#theme-health")
    page.wait_for_selector("#directory[aria-busy=true]")
    bar = "getComputedStyle(document.querySelector('.hero'), '::before').position"
    assert page.evaluate(bar) == "fixed"
    waiting[0].continue_()
    page.wait_for_selector("#directory[aria-busy=false]")
    assert page.evaluate(bar) != "fixed"


PHONE = {"viewport": {"width": 360, "height": 760}}


def test_the_panel_takes_the_focus_and_gives_it_back(open_page):
    page = open_page("/en/", **PHONE)
    page.click(".filters-open")
    expect(page.locator("#filters-title")).to_be_focused()
    assert page.locator("#filters").get_attribute("role") == "dialog"
    for leave in (lambda: page.keyboard.press("Escape"), lambda: page.click(".filters-close")):
        leave()
        page.wait_for_selector("#filters:popover-open", state="hidden")
        expect(page.locator(".filters-open")).to_be_focused()
        page.click(".filters-open")
        page.wait_for_selector("#filters:popover-open")


def test_back_closes_the_panel_first_and_keeps_what_was_ticked(open_page):
    page = open_page("/en/about/", **PHONE)
    page.click(".menu-open")
    page.click(".site-nav a")
    for ticks in ((), ("#theme-health",)):
        page.click(".filters-open")
        page.wait_for_selector("#filters:popover-open")
        for box in ticks:
            page.check(box)
            page.wait_for_url(re.compile("theme=health"))
        page.evaluate("history.back()")
        page.wait_for_selector("#filters:popover-open", state="hidden")
        assert ("theme=health" in page.url) == bool(ticks)
    assert total(page) < 42
    page.evaluate("history.back()")
    page.wait_for_url(re.compile("/en/$"))
    expect(page.locator("#theme-health:checked")).to_have_count(0)


def test_suggestions_join_the_filters_and_are_counted_aloud(open_page):
    page = open_page("/en/?theme=health")
    page.locator("#q").press_sequentially("congo", delay=20)
    page.wait_for_selector("#suggestions:popover-open")
    option = page.locator("#suggestions [role=option]", has_text="Active in")
    number = int(re.search(r"(\d+) member", option.first.inner_text())[1])
    said = page.locator(".search-box [role=status]")
    said.filter(has_text="Suggestions:").wait_for(state="attached")
    option.first.click()
    page.wait_for_url(re.compile("country=C"))
    assert "theme=health" in page.url
    assert total(page) == number


def test_the_active_suggestion_shows_in_forced_colours(open_page):
    page = open_page("/nl/", forced_colors="active")
    page.locator("#q").press_sequentially("sos", delay=20)
    page.wait_for_selector("#suggestions:popover-open")
    page.keyboard.press("ArrowDown")
    colour = "([s]) => getComputedStyle(document.querySelector(s)).backgroundColor"
    active = page.evaluate(colour, ["#suggestions [aria-selected=true]"])
    assert active != page.evaluate(colour, ["#suggestions"])


def test_a_printed_list_is_whole_and_says_where_it_is_from(open_page):
    page = open_page("/en/")
    assert page.locator(".card").count() == 24
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".card").count() == 42
    assert page.locator(".on-paper").inner_text().startswith(page.url)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".card").count() == 24


def test_a_printed_profile_fills_its_pages(open_page):
    page = open_page("/nl/members/sos-kinderdorpen/")
    # Fifteen ways of working: too many for what is left of the first page.
    page.evaluate(
        "() => { const list = document.querySelector('.focus');"
        " list.append(...[...list.children, list.firstElementChild].map(e => e.cloneNode(true))) }"
    )
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    assert len(pages) <= 2
