"""The review desk in a real Chromium: by keys, without a fault, and taken by whoever opens it."""

import pytest

from members.models import Claim, Member, Proposal, Task
from members.publishing.proposals import Decision, decide, return_with, save_draft, submit
from tests.browser.test_accessibility import violations
from tests.helpers import edit, make_member, make_user
from tests.staff.test_browser import _UNFOLD, window  # noqa: F401 - a fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VALUES = {
    "city": "Gent",
    "founded_year": 1990,
    "summary": {"nl": "Nieuw", "fr": "Nouveau"},
    "former_names": ["Old name"],
    "countries": ["CD"],
}


@pytest.fixture
def desk(administrator):
    """A proposal with a conflict that waits, a second one, one decided, one asked about."""
    anna = make_user("anna@example.org", name="Anna")
    sent = []
    for name in ("First", "Second", "Third", "Fourth"):
        member = make_member(name, city="Leuven", summary={"nl": "Oud"})
        sent.append(submit(save_draft(member, VALUES, anna), anna, "Hello", confirms_rest=True))
    edit(sent[0].member, city="Brussel")
    accepted = {change.field: Decision("accepted") for change in sent[2].changes.all()}
    refused = accepted | {"city": Decision("refused", reason="Another town")}
    decide(sent[2], administrator, refused)
    return_with(sent[3], administrator, "Since when?")
    return sent


@pytest.fixture
def screens(desk, administrator):
    """The addresses of staff's screens that this part of the admin has."""
    draft = make_member("Draft", status=Member.Status.DRAFT)
    who = {"name": "Nora", "email": "n@example.org", "function": "x", "language": "nl"}
    claim = Claim.objects.create(member=draft, **who)
    task = Task.objects.raise_for(draft, Task.Kind.BROKEN_LINK, "https://example.org/", "It fails")
    admin = "/admin/members"
    return [
        "/admin/review/",
        "/admin/review/?tab=editor",
        "/admin/review/?tab=decided",
        f"/admin/review/{desk[0].pk}/",
        f"/admin/review/{desk[2].pk}/",
        f"{admin}/member/{draft.pk}/preview/",
        f"{admin}/member/{desk[0].member_id}/history/1/",
        f"{admin}/claim/",
        f"{admin}/claim/{claim.pk}/change/",
        f"{admin}/task/{task.pk}/change/",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_on_these_screens(width, scheme, screens, window):  # noqa: F811
    for address in screens:
        page = window(address, width, scheme)
        page.evaluate(_UNFOLD)
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address


def test_opening_takes_it_and_accept_all_stops_at_what_moved(desk, administrator, window):  # noqa: F811
    page = window(f"/admin/review/{desk[0].pk}/")
    page.wait_for_selector("text=You are reviewing this")
    desk[0].refresh_from_db()
    assert desk[0].held_by == administrator
    page.click("#accept-all")
    assert page.locator("[name$=-verdict][value=accepted]:checked").count() == len(VALUES) - 1
    assert page.locator("[name=city-verdict]:checked").count() == 0
    assert page.evaluate("document.activeElement.name") == "city-verdict"
    assert "page changed" in page.text_content("#accept-note")
    page.click("#review .default")
    assert page.locator("#problems a").is_visible()
    page.click("#problems a")
    assert page.evaluate("document.activeElement.name") == "city-verdict"
    assert violations(page) == []


def test_keys_decide_and_are_off_in_fields_and_by_the_tick(desk, window):  # noqa: F811
    page = window(f"/admin/review/{desk[1].pk}/")
    first = page.locator(".change [name$=-verdict]").first.get_attribute("name")
    page.keyboard.press("j")
    page.keyboard.press("r")
    assert page.evaluate("document.activeElement.name") == first.replace("verdict", "reason")
    page.keyboard.type("jar")
    assert page.locator(f"[name={first.replace('verdict', 'reason')}]").input_value() == "jar"
    page.locator(".change .part-title").nth(1).focus()
    for _change in range(len(VALUES) - 1):
        page.keyboard.press("a")
    assert page.locator("[name$=-verdict][value=accepted]:checked").count() == len(VALUES) - 1
    page.uncheck("#keys-on")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == "keys-on"
    page.reload()
    assert not page.is_checked("#keys-on")


def test_deciding_by_keys_leads_to_the_next(desk, window):  # noqa: F811
    page = window("/admin/review/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/admin/review/{desk[1].pk}/")
    page.keyboard.press("j")
    for _change in VALUES:
        page.keyboard.press("a")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/admin/review/{desk[0].pk}/")
    assert Proposal.objects.get(pk=desk[1].pk).state == Proposal.State.DECIDED
    assert f"{len(VALUES)} accepted." in page.text_content(".messagelist")
