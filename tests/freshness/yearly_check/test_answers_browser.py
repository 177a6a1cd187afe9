"""The yearly check's page in a real Chromium, by somebody who was never here before."""

import pytest
from django.utils import timezone

from members.models import ConfirmationLink, Member, Proposal
from members.publishing.logos import store_logo
from members.publishing.proposals import Decision, decide
from tests.accounts.conftest import newest_code
from tests.browser.test_accessibility import violations
from tests.helpers import edit, make_theme, make_user, picture

from .people import owned

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def link(db):
    """The path of the page of a member with something in doubt."""
    member = owned("Alpha", "anna@example.org", mission={"en": "Water. " * 90}, phone="112")
    edit(member, countries=["SN"], countries_total=12)
    user = member.editors.get().user
    return f"/en/confirm/{ConfirmationLink.make(member, user)}/"


@pytest.fixture
def window(browser, live_server):
    """A function that opens a path in a new browser."""
    contexts = []

    def opened(path, width=1280, scheme="light"):
        size = {"width": width, "height": 900}
        context = browser.new_context(base_url=live_server.url, viewport=size, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def sure_link(db):
    """The path of the page of a full member with nothing in doubt."""
    texts = dict.fromkeys(("nl", "fr", "en"), "We dig wells with villages.")
    member = owned(
        "Water and Villages Together",
        "anna@example.org",
        phone="+32 2 111 11 11",
        summary=texts,
        mission=texts,
        email="info@example.org",
        website="https://example.org/",
        themes=[make_theme("water").slug],
        countries=["SN", "BF"],
        languages=["nl", "fr", "en"],
        street_address="Main Street 12",
        postal_code="1000",
        city="Brussels",
        founded_year=1980,
        focus_areas=[{"title": dict.fromkeys(texts, "Wells")}],
        legal_form="vzw",
        logo=store_logo(picture(size=(80, 80))),
    )
    user = member.editors.get().user
    return f"/en/confirm/{ConfirmationLink.make(member, user)}/"


@pytest.fixture
def page_log():
    """A function that records the addresses of the pages that follow in a window."""

    def record(page):
        pages = []
        page.on("domcontentloaded", lambda loaded: pages.append(loaded.url))
        return pages

    return record


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(window, link, width, scheme):
    for path in (link, "/nl/confirm/x/", "/fr/confirm/x/new/"):
        page = window(path, width, scheme)
        for part in page.locator(".check-part").all():
            part.locator("summary").first.click()
        for box in page.locator("[value=change]").all():
            box.check()
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_it_is_answered_from_the_mail_to_the_thanks_by_keyboard_and_mouse(window, link):
    page = window(link, 360)
    page.locator(".check-send button").first.click()
    assert "choose whether it is right" in page.text_content("[role=alert]")
    assert violations(page) == []
    for row in page.locator(".check-doubtful .check-row").all():
        row.locator("input[value=right]").focus()
        page.keyboard.press("Space")
    page.locator(".check-send button").last.click()
    assert page.text_content("h1").strip() == "Thank you"
    assert violations(page) == []
    assert Member.objects.get().confirmed_at.year > 2025
    page.goto(link)
    assert page.text_content("h1").strip() == "You have answered already"
    assert violations(page) == []


def test_a_page_without_doubts_fits_two_screens_of_a_phone(window, sure_link):
    page = window(sure_link, 360)
    assert page.locator(".check-doubtful").count() == 0
    assert page.locator(".check-part").count() == 7
    assert page.evaluate("document.documentElement.scrollHeight") <= 2 * 740
    buttons = page.get_by_role("button", name="Everything is right")
    assert buttons.count() == 2
    assert buttons.first.bounding_box()["y"] < 740


def test_one_change_is_two_pages_and_the_rest_is_confirmed(window, sure_link, page_log):
    """The run from the mail: no sign-in, no address typed, confirmed afterwards."""
    page = window(sure_link, 360)
    pages = page_log(page)
    page.locator(".check-part", has_text="Contact").locator("summary").first.click()
    phone = page.locator("#is-phone")
    assert not phone.locator("input[type=tel]").is_visible()
    phone.get_by_label("Change").check()
    phone.locator("input[type=tel]").fill("+32 2 222 22 22")
    page.get_by_role("button", name="Send: the rest is right").last.click()
    page.get_by_role("heading", name="Thank you").wait_for()
    page.wait_for_load_state()
    assert len(pages) == 1, pages
    member = Member.objects.get()
    assert member.phone == "+3222222222"
    assert timezone.localdate(member.confirmed_at) == timezone.localdate()


def test_one_change_that_needs_a_sign_in_is_four_pages_and_no_address(window, sure_link, page_log):
    """The longest way: what does not fit into the page, and that staff look at first."""
    page = window(sure_link, 360)
    pages = page_log(page)
    page.locator(".check-part", has_text="Place").locator("summary").first.click()
    page.locator("#is-city").get_by_label("Change").check()
    page.get_by_role("button", name="Send: the rest is right").last.click()
    assert page.locator("input[type=email]").count() == 0
    assert "You are about to change the page of" in page.text_content("main")
    assert violations(page) == []
    page.locator("[name=code]").fill(newest_code())
    page.locator("main .button-main").click()
    page.locator("[name=city]").fill("Bruges")
    assert violations(page) == []
    page.get_by_role("button", name="Send: the rest is right").click()
    page.wait_for_url("**/sent/")  # what is being saved while typing is waited for
    assert page.text_content("h1").strip() == "Thank you, it is sent"
    page.wait_for_load_state()
    assert len(pages) == 3, pages  # after the first one
    proposal = Proposal.objects.get()
    assert proposal.confirms_rest
    staff = make_user("staff@example.org", "Reviewer")
    decide(proposal, staff, {"city": Decision("accepted")})
    assert timezone.localdate(Member.objects.get().confirmed_at) == timezone.localdate()
