"""The morning page and what it leads to in a real Chromium: no fault that axe-core finds."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from members.models import Claim, Editor, Label, Note, Report, Task
from tests.browser.test_accessibility import violations
from tests.helpers import edit, make_member, make_place, make_theme

_UNFOLD = "document.querySelectorAll('details:not(.filter)').forEach(part => part.open = true)"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pages(administrator):
    """The addresses of the pages, with something on each."""
    member = make_member("Water for All")
    edit(member, confirmed_at=(timezone.now() - timedelta(days=40)).isoformat())
    Editor.objects.create(member=member, user=administrator, role=Editor.Role.OWNER)
    who = {"name": "Nora", "email": "n@example.org", "function": "x", "language": "nl"}
    Claim.objects.create(member=member, **who)
    report = Report.objects.create(member=member, kind="text", message="Wrong", language="nl")
    Report.objects.update(created_at=timezone.now() - timedelta(days=30))
    task = Task.objects.raise_for(member, Task.Kind.NO_OWNER, detail="All have left.")
    Label.objects.create(name="Call", explanation="By phone").members.add(member)
    Note.objects.create(member=member, author=administrator, text="Called them.")
    admin = "/admin/members"
    return [
        "/admin/",
        "/admin/health/incomplete/",
        "/admin/health/incomplete/?q=nobody",
        f"{admin}/report/",
        f"{admin}/report/{report.pk}/change/",
        f"{admin}/task/",
        f"{admin}/task/{task.pk}/change/",
        f"{admin}/label/",
        f"{admin}/member/{member.pk}/change/?report={report.pk}",
    ]


@pytest.fixture
def window(browser, live_server, administrator_client):
    """A function that opens a page as an administrator."""
    session = administrator_client.cookies["sessionid"].value
    contexts = []

    def opened(page, width=1280, scheme="light"):
        size = {"width": width, "height": 900}
        context = browser.new_context(base_url=live_server.url, viewport=size, color_scheme=scheme)
        contexts.append(context)
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        window = context.new_page()
        window.goto(page)
        return window

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(width, scheme, pages, window):
    for address in pages:
        page = window(address, width, scheme)
        page.evaluate(_UNFOLD)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_the_question_before_an_action_has_no_fault_either(pages, window):
    page = window("/admin/health/incomplete/", 360)
    page.check("[name=all]")
    page.click("button[value=remind]")
    assert "1 member" in page.text_content(".confirm-count")
    assert violations(page) == []
    page.click(".confirm-buttons button")
    assert page.locator(".messagelist .success").is_visible()


def test_one_of_many_places_is_found_by_typing_part_of_its_name(window):
    member = make_member("Water for All")
    for number in range(60):
        make_place(f"town-{number}", en=f"Town {number}")
    make_place("BE-VLI", en="Liège")
    page = window(f"/admin/members/member/{member.pk}/change/", 360)
    box = page.locator("[data-find-select]").filter(has=page.locator("[name=place]"))
    box.locator("input[type=search]").fill("lieg")
    expect(box.locator("[role=status]")).to_have_text("1 found")
    box.locator("select").select_option(label="Liège")
    assert violations(page) == []
    box.locator("input[type=search]").fill("town 4")
    expect(box.locator("option")).to_have_count(16)  # 4, 14 … 54, 40 to 49, and Liège
    page.locator("[name=_continue]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    member.refresh_from_db()
    assert member.place.slug == "BE-VLI"


def test_a_theme_is_found_by_another_word(window):
    member = make_member("Water for All")
    for number in range(8):
        make_theme(f"other-{number}", en=f"Zwoefels {number}")
    make_theme("health", en="Health")
    page = window(f"/admin/members/member/{member.pk}/change/", 360)
    box = page.locator("[data-check-list]").filter(has=page.locator("[name=themes]"))
    box.locator("input[type=search]").fill("oogzorg")
    expect(box.locator(".check:visible")).to_have_count(1)
    expect(box.locator(".check:visible")).to_contain_text("oogzorg")
    assert violations(page) == []
