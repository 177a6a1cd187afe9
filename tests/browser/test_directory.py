"""A visitor uses the directory with a script, without one, by keyboard and on a phone."""

import re

import pytest
from playwright.sync_api import expect


def total(page):
    """Return the number of members that the page says it found."""
    return int(re.search(r"\d+", page.locator("#status").inner_text())[0])


def tick(page, value):
    """Tick a filter and wait for the results that follow."""
    with page.expect_response(lambda answer: value in answer.url):
        page.check(f"#facets input[value={value}]")
    page.wait_for_url(lambda url: value in url)


def test_results_follow_a_tick_and_the_focus_stays(open_page):
    page = open_page("/en/")
    before = total(page)
    tick(page, "health")
    assert total(page) < before
    assert page.evaluate("document.activeElement.value") == "health"


def test_the_count_of_a_filter_is_what_its_tick_shows(open_page):
    page = open_page("/en/")
    label = page.locator("label:has(input[value=health])").first.inner_text()
    tick(page, "health")
    assert total(page) == int(re.findall(r"\d+", label)[-1])


def test_back_returns_to_what_was_there(open_page):
    page = open_page("/en/")
    before = total(page)
    tick(page, "health")
    page.go_back()
    page.wait_for_url(lambda url: "health" not in url)
    expect(page.locator("#status")).to_contain_text(str(before))


def test_it_works_without_a_script(open_page):
    page = open_page("/en/", java_script_enabled=False)
    page.check("#facets input[value=health]")
    page.locator("#filters button:visible, #facets button:visible").last.click()
    assert "theme=health" in page.url
    assert page.locator("#status").is_visible()


def test_the_keyboard_alone_reaches_a_profile(open_page):
    page = open_page("/nl/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    page.focus("#q")
    page.keyboard.type("djapo")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=djapo"))
    page.locator(".card h3 a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("members/djapo"))


def test_the_keyboard_chooses_a_suggestion(open_page):
    page = open_page("/nl/")
    page.locator("#q").press_sequentially("sos", delay=20)
    page.wait_for_selector("#suggestions:popover-open")
    page.keyboard.press("ArrowDown")
    assert page.locator("#q").get_attribute("aria-activedescendant") == "suggestion-0"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("members/sos-kinderdorpen"))


def test_escape_closes_the_suggestions_and_keeps_the_text(open_page):
    page = open_page("/nl/")
    page.locator("#q").press_sequentially("sos", delay=20)
    page.wait_for_selector("#suggestions:popover-open")
    page.keyboard.press("Escape")
    assert page.locator("#q").get_attribute("aria-expanded") == "false"
    assert page.input_value("#q") == "sos"


def test_what_was_searched_for_is_offered_again_and_can_be_cleared(open_page):
    page = open_page("/nl/")
    page.locator("#q").press_sequentially("sos", delay=20)
    page.wait_for_selector("#suggestions:popover-open")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("members/sos-kinderdorpen"))
    page.goto(re.sub(r"members/.*", "", page.url))
    page.locator("#q").click()
    page.wait_for_selector("#suggestions:popover-open")
    options = page.locator("#suggestions li")
    assert options.all_inner_texts()[0].startswith("sos")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=sos"))
    page.fill("#q", "")
    page.locator("#q").click()
    options.filter(has_text="Eerdere zoekopdrachten wissen").click()
    page.wait_for_selector("#suggestions:popover-open", state="hidden")
    assert page.evaluate("localStorage.getItem('koepel-recent-searches')") is None


def test_the_filters_of_a_phone_are_a_panel_that_closes_with_the_number(open_page):
    page = open_page("/en/", viewport={"width": 360, "height": 760})
    assert not page.locator("#facets").is_visible()
    page.click(".filters-open")
    page.wait_for_selector("#filters:popover-open")
    tick(page, "health")
    page.locator("#show-total").click()
    page.wait_for_selector("#filters:popover-open", state="hidden")
    assert total(page) < 42


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_the_language_switch_keeps_the_search(open_page, language):
    page = open_page("/en/?theme=health" if language != "en" else "/nl/?theme=health")
    page.click(f"nav a[hreflang={language}], .languages a[hreflang={language}]")
    assert f"/{language}/?theme=health" in page.url


def test_the_next_visit_begins_in_the_language_that_was_chosen(open_page):
    page = open_page("/en/")
    page.click(".languages a[hreflang=fr]")
    page.goto("/")
    assert page.url.endswith("/fr/")


def test_the_first_visit_weighs_at_most_60_kilobytes_all_from_the_site(browser, site):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    bytes_received, hosts = [], set()
    session.on("Network.loadingFinished", lambda e: bytes_received.append(e["encodedDataLength"]))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto(f"{site}/nl/", wait_until="networkidle")
    context.close()
    assert hosts == {site.split("/")[2]}
    assert sum(bytes_received) <= 60_000
