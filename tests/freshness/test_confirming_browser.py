"""The yearly check's page in a real Chromium, by somebody who was never here before."""

import pytest

from members.models import ConfirmationLink, Member
from tests.browser.test_accessibility import violations
from tests.helpers import edit

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


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (360, "light")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(window, link, width, scheme):
    for path in (link, "/nl/confirm/x/", "/fr/confirm/x/new/"):
        page = window(path, width, scheme)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_it_is_answered_from_the_mail_to_the_thanks_by_keyboard_and_mouse(window, link):
    page = window(link, 360)
    page.click("text=Send my answer")
    assert "choose whether it is right" in page.text_content("[role=alert]")
    assert violations(page) == []
    for row in page.locator(".check-doubtful .check-row").all():
        row.locator("input[value=right]").focus()
        page.keyboard.press("Space")
    page.click("text=Send my answer")
    assert page.text_content("h1") == "Thank you"
    assert violations(page) == []
    assert Member.objects.get().confirmed_at.year > 2025
    page.goto(link)
    assert "does not work any more" in page.text_content("h1")
