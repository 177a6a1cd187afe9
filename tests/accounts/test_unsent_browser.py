"""Nothing typed is lost, in a real Chromium: sessions end, pages grow old, languages change."""

import pytest
from django.contrib.sessions.models import Session

from members.models import Label, Proposal
from members.publishing.proposals import save_draft
from tests.accounts.conftest import newest_code
from tests.browser.test_accessibility import violations
from tests.helpers import make_member, make_user
from tests.profile.conftest import FILLED, appoint, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOME = "/en/profile/water-for-all/"
# Each editor form, one of its fields, and what somebody types there.
FORMS = {
    "edit/identity/": ("#id_founded_year", "1987"),
    "edit/texts-en/": ("#id_summary-en", "We dig deep wells by hand."),
    "edit/focus/": ("[name=areas-0-title-en]", "Deep wells"),
    "edit/work/": ("#id_countries_total", "14"),
    "edit/contact/": ("#id_phone", "+32 2 555 55 55"),
    "edit/place/": ("#id_city", "Bruges"),
    "check/": ("#note", "Called on Monday"),
    "people/": ("[name=email]", "new@water.example"),
}


@pytest.fixture
def owner(transactional_db):
    """Olga, the owner, with a draft."""
    member = make_member(**FILLED)
    owner = appoint(member, "olga@water.example", "Olga", "owner")
    save_draft(member, {"street_address": "Well Street 1"}, owner)
    return owner


@pytest.fixture
def page(browser, live_server, owner):
    """A page of Olga's browser."""
    yield from window(browser, live_server, owner)


@pytest.fixture
def staff_page(browser, live_server):
    """A page of an administrator's browser."""
    yield from window(browser, live_server, make_user("ada@example.org", "Administrator"))


@pytest.fixture
def plain_page(browser, live_server, owner):
    """A page of Olga's browser, which runs no script."""
    yield from window(browser, live_server, owner, java_script_enabled=False)


def window(browser, live_server, user, **options):
    """Yield a page of somebody who is signed in."""
    context = browser.new_context(base_url=live_server.url, **options)
    session = sign_in(user).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    yield context.new_page()
    context.close()


def sign_in_again(page, email):
    """Sign in on the page to which a refused form led."""
    page.fill("[name=email]", email)
    page.click("main .button-main")
    page.fill("[name=code]", newest_code())
    page.click("main .button-main")


def end_session():
    """End every session, as another browser does."""
    Session.objects.all().delete()


def save(page, field):
    """Press the main button of a field's form."""
    page.locator(f"form:has({field}) .button-main").first.click()


def stands(page, field, words):
    """Whether words stand in a field, or are shown and carried to be sent with a click."""
    if page.locator(field).count():
        return page.input_value(field) == words
    return page.locator(f"input[type=hidden][value='{words}']").count() == 1


@pytest.mark.parametrize("address", FORMS)
def test_the_words_are_there_after_signing_in_again(address, page):
    field, words = FORMS[address]
    page.goto(HOME + address)
    page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    page.fill(field, words)
    end_session()
    save(page, field)
    sign_in_again(page, "olga@water.example")
    assert stands(page, field, words)
    assert violations(page) == []
    save(page, field if page.locator(field).count() else "[type=hidden]")
    assert page.locator("text=What you typed stands here again").count() == 0


@pytest.mark.parametrize("address", ["edit/texts-en/", "check/", "people/"])
def test_the_words_are_there_when_the_page_was_open_for_too_long(address, page):
    field, words = FORMS[address]
    page.goto(HOME + address)
    page.fill(field, words)
    page.context.clear_cookies(name="csrftoken")
    save(page, field)
    assert stands(page, field, words)
    assert violations(page) == []
    page.click("main .button-main")
    assert page.locator("text=open for too long").count() == 0


def test_staff_find_their_words_again(staff_page):
    staff_page.goto("/admin/members/label/add/")
    staff_page.fill("#id_name", "Call in spring")
    end_session()
    staff_page.click("[name=_save]")
    sign_in_again(staff_page, "ada@example.org")
    staff_page.click("main .button-main")
    assert Label.objects.get().name == "Call in spring"


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("edit/texts-en/", "#id_summary-en"),
        ("check/", "#note"),
        ("people/", "[name=email]"),
        ("../../members/water-for-all/report/", "#id_message"),
        ("../../members/water-for-all/claim/", "#id_message"),
    ],
)
def test_another_language_keeps_what_was_typed(address, field, page):
    page.route("**/keep/", lambda route: route.abort())  # the draft has no chance to save it
    page.goto(HOME + address)
    page.fill(field, "Typed in English")
    page.click(".languages [hreflang=fr], .languages button[value=fr]")
    page.wait_for_url("**/fr/**")
    assert page.input_value(field) == "Typed in English"
    assert "pas encore enregistré" in page.text_content(".typed-again")
    page.click(".typed-again button")
    page.wait_for_selector(".typed-again", state="detached")
    assert page.input_value(field) != "Typed in English"


def test_another_language_keeps_what_was_typed_without_script(plain_page):
    plain_page.goto(f"{HOME}edit/place/")
    plain_page.fill("#id_city", "Bruges")
    plain_page.click(".languages button[value=fr]")
    plain_page.wait_for_url("**/fr/**")
    assert plain_page.input_value("#id_city") == "Bruges"


def test_enter_in_a_field_saves_and_chooses_no_language_without_script(plain_page, owner):
    plain_page.goto(f"{HOME}edit/place/")
    plain_page.fill("#id_city", "Bruges")
    plain_page.press("#id_city", "Enter")
    plain_page.wait_for_selector("text=saved in your draft")
    assert "/en/" in plain_page.url
    assert Proposal.objects.get().changes.get(field="city").new == "Bruges"


def test_another_language_calls_nothing_unsaved_that_the_draft_has(page):
    page.goto(f"{HOME}edit/place/")
    page.fill("#id_city", "Bruges")
    page.wait_for_selector("text=Saved in your draft")
    page.click(".languages button[value=fr]")
    page.wait_for_url("**/fr/**")
    assert page.input_value("#id_city") == "Bruges"
    assert page.locator(".typed-again").count() == 0


def test_another_language_keeps_focus_areas_that_were_added_and_moved(page, owner):
    page.goto(f"{HOME}edit/focus/")
    page.click("[data-add]")
    page.keyboard.type("Pumps")
    page.click("[data-row]:last-child [data-move='-1']")
    page.click(".languages [hreflang=nl], .languages button[value=nl]")
    page.wait_for_url("**/nl/**")
    page.click(".form-end .button >> nth=1")
    new = Proposal.objects.get().changes.get(field="focus_areas").new
    assert [next(iter(area["title"].values())) for area in new] == ["Wells", "Pumps", "Kranen"]


def test_words_come_back_after_a_reload_and_not_after_they_were_saved(page):
    page.goto(f"{HOME}edit/contact/")
    page.fill("#id_phone", "+32 2 555 55 55")
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert page.input_value("#id_phone") == "+32 2 555 55 55"
    save(page, "#id_phone")
    page.goto(f"{HOME}edit/contact/")
    assert page.locator(".typed-again").count() == 0


def test_whoever_signs_out_leaves_no_words_behind(page):
    page.goto(f"{HOME}edit/contact/")
    page.fill("#id_phone", "+32 2 555 55 55")
    page.once("dialog", lambda dialog: dialog.accept())
    page.click("text=Sign out")
    page.wait_for_url("**/")
    keys = page.evaluate("Object.keys(sessionStorage)")
    assert not [key for key in keys if key.startswith("typed")]


def test_back_after_a_sent_form_does_not_ask_to_send_it_again(page):
    page.goto("/en/members/water-for-all/report/")
    page.click("main .button-main")  # nothing is chosen: the page comes back with mistakes
    page.check("[name=kind] >> nth=0")
    page.fill("#id_message", "The name is wrong")
    page.wait_for_timeout(3100)
    page.click("main .button-main")
    page.wait_for_url("**/thanks/")
    answer = page.go_back()
    assert answer is None or answer.request.method == "GET"
    # A browser may show what was in the form; that is its memory, and nothing has been sent again.
    assert page.locator("#id_message").is_visible()


def test_more_than_fits_is_kept_counted_and_refused_with_the_number(page):
    page.goto(f"{HOME}edit/texts-en/")
    page.fill("#id_summary-en", "word " * 40)
    assert "too many: 40" in page.text_content("[data-counts=id_summary-en]")
    save(page, "#id_summary-en")
    assert page.input_value("#id_summary-en") == "word " * 40
    assert "199" in page.text_content("[role=alert]")
