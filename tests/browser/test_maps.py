"""A map in a real browser: what the pointer and the keyboard show, and where they lead."""

from playwright.sync_api import expect


def test_a_shape_under_the_pointer_is_named_and_leads_to_its_members(open_page):
    page = open_page("/en/?view=map")
    shape = page.locator(".map a[href='?country=CD']")
    name = shape.locator("text")
    expect(name).to_be_hidden()
    shape.locator("use").first.hover()
    expect(name).to_be_visible()
    assert name.text_content().strip() == "Democratic Republic of the Congo: 12 members"
    shape.locator("use").first.click()
    page.wait_for_url("**/en/?country=CD")
    expect(page.locator("#status")).to_contain_text("12 members found")


def test_the_keyboard_names_a_shape_too_or_passes_the_map(open_page):
    page = open_page("/en/?view=map")
    page.locator(".skip-here").first.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".map a:focus text")).to_be_visible()
    page.locator(".skip-here").first.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#list-country a").first).to_be_focused()


def test_a_tick_keeps_the_map(open_page):
    page = open_page("/en/?view=map")
    page.check("#theme-health")
    page.wait_for_url("**/en/?theme=health&view=map")
    expect(page.locator(".map-country")).to_be_visible()
    page.get_by_role("link", name="List", exact=True).click()
    page.wait_for_url("**/en/?theme=health")
    expect(page.locator(".cards").first).to_be_visible()
