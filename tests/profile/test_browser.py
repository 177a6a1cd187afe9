"""The workspace in a real Chromium: no fault that axe-core finds, and what script adds."""

import pytest
from playwright.sync_api import expect

from members.publishing.proposals import draft_of
from tests.browser.test_accessibility import violations
from tests.helpers import make_theme, picture
from tests.profile.helpers import ROOT, fill

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ["", "check/", "discard/", "preview/", "history/"] + [
    f"edit/{part}/"
    for part in ("identity", "texts-nl", "focus", "work", "contact", "place", "logo")
]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(width, scheme, anna_client, window):
    fill(anna_client, "texts-nl", summary__nl="Wij slaan putten.")
    for page in PAGES:
        opened = window(page, width, scheme)
        assert violations(opened) == [], page
        assert opened.evaluate("document.documentElement.scrollWidth") <= width, page


def test_mistakes_and_conflicts_have_no_fault_either(anna_client, window):
    page = window("edit/contact/")
    fill(anna_client, "contact", phone="+32 2 222 22 22")
    page.fill("#id_phone", "call me")
    page.click(".form-end .button-main")
    assert page.locator("[role=alert]").is_visible()
    assert violations(page) == []
    page.fill("#id_phone", "112")
    page.click(".form-end .button-main")
    assert "changed" in page.text_content("[role=alert]")
    assert violations(page) == []


def test_focus_areas_are_added_and_moved_by_keyboard(member, window):
    page = window("edit/focus/")
    page.focus("[data-add]")
    page.keyboard.press("Enter")
    page.keyboard.type("Pompen")
    page.focus("[data-row]:last-child [data-move='-1']")
    page.keyboard.press("Enter")
    assert "Pompen is now number 2 of 3" in page.text_content("[data-areas] > [role=status]")
    page.click("text=Save and back to the overview")
    new = member.proposals.get().changes.get().new
    assert [next(iter(area["title"].values())) for area in new] == ["Wells", "Pompen", "Kranen"]


def test_a_logo_is_shown_and_made_square(member, window):
    page = window("edit/logo/")
    content = picture(size=(400, 200)).read()
    file = {"name": "logo.png", "mimeType": "image/png", "buffer": content}
    page.set_input_files("[type=file]", file)
    page.wait_for_selector("[data-frame] canvas")
    page.focus("[data-square]")
    page.keyboard.press("Enter")
    page.click("text=Save and back to the overview")
    assert member.proposals.get().changes.get().new.endswith("-200x200")


def test_countries_are_found_by_a_few_letters(member, window):
    page = window("edit/work/")
    page.fill("#filter-countries", "cote d")
    assert page.locator(".field-countries .choice:visible").count() == 3  # and the two ticked


def test_leaving_with_unsaved_text_warns(member, window):
    page = window("edit/texts-nl/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("#id_summary-nl").press_sequentially("Meer")
    page.goto(ROOT)
    assert asked == ["beforeunload"]


def test_what_is_typed_is_saved_without_a_click_and_the_button_knows_it(member, window):
    page = window("edit/place/")
    page.fill("#id_city", "Bruges")
    page.locator("[data-failed]", has_text="Saved in your draft at").wait_for()
    assert draft_of(member).changes.get().new == "Bruges"
    page.fill("#id_city", "Bruges-la-Morte")
    page.click(".form-end .button-main")
    page.wait_for_url("**/edit/logo/")
    assert draft_of(member).changes.get().new == "Bruges-la-Morte"


def test_a_draft_thrown_away_is_put_back_in_the_browser(member, anna_client, window):
    fill(anna_client, "place", city="Bruges")
    page = window("check/", width=360)
    page.click(".discard a")
    page.click(".form-end .button-main")
    assert draft_of(member) is None
    assert violations(page) == []
    page.click(".put-back .button")
    page.wait_for_url("**/check/")
    assert draft_of(member).changes.get().new == "Bruges"


@pytest.mark.parametrize("typed", ["eye care", "oogzorg", "Pumps"])
def test_a_theme_is_found_by_another_word(typed, member, window):
    for number in range(5):
        make_theme(f"other-{number}", en=f"Zwoefels {number}")
    make_theme("health", en="Health", synonyms={"en": ["Pumps of the heart"]})
    page = window("edit/work/")
    page.fill("#filter-themes", typed)
    shown = page.locator(".field-themes .choice:visible:not(:has(:checked))")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("Health")
    expect(shown).to_contain_text(typed)
    assert violations(page) == []
