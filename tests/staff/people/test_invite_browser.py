"""Staff invite the owners of all members of the sample that have none, in a real browser."""

import pytest

from members.models import Editor, Invitation, Member
from members.sample.load import load_sample
from tests.accounts.conftest import kinds
from tests.accounts.test_by_staff import browser_of
from tests.browser.test_accessibility import violations
from tests.helpers import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_PAGES, MOST_CLICKS = 3, 6
# What a person does who copied the addresses from a spreadsheet: names and addresses beside them.
_PASTE = """(box, text) => {
  const data = new DataTransfer();
  data.setData("text", text);
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, cancelable: true }));
}"""


@pytest.fixture
def page(browser, live_server):
    """The admin's first page over the sample, of which one member has an owner."""
    load_sample()
    owner = make_user("olga@example.org")
    Editor.objects.create(member=Member.objects.earliest("pk"), user=owner, role="owner")
    staff = make_user("ada@example.org", "Administrator", name="Ada", language="en")
    context = browser.new_context(base_url=live_server.url, locale="en")
    cookie = browser_of(staff).cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    page.goto("/admin/")
    yield page
    context.close()


def faults(page):
    """Return what axe-core finds at both widths in both schemes, and what is too wide."""
    found = []
    for width in (360, 1280):
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme}: {fault}" for fault in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{width}: scrolls sideways")
    return found


def test_all_41_members_without_owner_are_invited_in_three_pages_and_six_clicks(page):
    members = Member.objects.order_by("sort_name")[:50]
    column = "\n".join(f"{m.name}\tinfo@{m.slug}.example" for m in members)
    opened, clicks = [], 0

    def click(target):
        nonlocal clicks
        clicks += 1
        page.locator(target).first.click()
        page.wait_for_load_state()

    def count(response):
        # A redirect is no page, and neither is what a page loads.
        if response.request.is_navigation_request() and response.status == 200:
            opened.append(response.url)

    page.on("response", count)
    click("a[href*='no-living-editor']")
    click("[name=all]")
    click("button[value=invite]")
    wrong = faults(page)
    click(".invite-many input[type=email]")
    page.locator(".invite-many input[type=email]").first.evaluate(_PASTE, column)
    page.fill(".invite-many textarea", "Welkom!")
    assert page.locator("[data-words]").first.inner_text() == "Welkom!"
    click("button[name=send]")
    page.wait_for_selector("text=41 invitations are on their way.")
    assert wrong + faults(page) == []
    assert Invitation.objects.count() == kinds().count("invitation") == 41
    assert len(opened) <= MOST_PAGES, opened
    assert clicks <= MOST_CLICKS


def test_the_other_screens_about_people_have_no_fault(page):
    member = Member.objects.earliest("pk")
    wrong = {}
    for address in (
        f"/admin/members/invitation/add/?member={member.pk}",
        "/admin/members/invitation/add/",
        "/admin/members/user/",
        "/admin/members/user/add/",
        "/admin/members/editor/",
        "/admin/members/invitation/",
        "/admin/members/member/add/",
    ):
        page.goto(address)
        if found := faults(page):
            wrong[address] = found
    page.goto("/admin/members/user/add/")
    page.click("text=Send the invitation")
    assert page.locator("[role=alert]").is_visible()
    wrong["error"] = faults(page)
    assert wrong == {"error": []}


def test_while_a_name_is_typed_the_members_that_it_may_be_are_named(page):
    member = Member.objects.get(slug="sos-kinderdorpen")
    page.goto("/admin/members/member/add/")
    page.locator("#id_name").press_sequentially("SOS kinderdorp", delay=10)
    link = page.locator(f".alike a[href$='/{member.pk}/change/']")
    link.wait_for()
    assert "nearly the same name" in page.locator(".alike").inner_text()
    assert faults(page) == []
