"""No screen for people who sign in has a fault that axe-core can find, nor scrolls sideways."""

import pytest

from members.accounts.invitations import cancel, invite
from members.mailing import queue
from members.models import Claim, Editor, Invitation, Member, Proposal, SavedReason
from members.publishing.proposals import save_draft, submit
from tests.accounts.conftest import newest_link
from tests.accounts.test_by_staff import browser_of
from tests.accounts.test_second_factor import give_app
from tests.browser.test_accessibility import violations
from tests.helpers import edit, make_member, make_user
from tests.profile.conftest import FILLED

pytestmark = pytest.mark.django_db(transaction=True)
HOME = "/en/profile/water-for-all/"
LOOKS = ((1280, "light"), (360, "dark"))
VISITOR = (
    "/account/login/code/",
    "/account/login/",
    "/account/password/reset/",
    "/account/signup/",
    "/account/inactive/",
    "/account/password/reset/done/",
    "/en/members/water-for-all/claim/",
    "/en/members/water-for-all/claim/thanks/",
    "{invitation}",
    "/en/invitation/unknown/",
    "{gone}",
)
OWNER = (
    "/account/",
    "/account/close/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/account/sessions/",
    "/account/email/",
    "/account/password/set/",
    "/account/fresh/",
    "/account/logout/",
    "/admin/login/",
    "/en/profile/",
    f"{HOME}",
    f"{HOME}people/",
    f"{HOME}people/leave/",
    f"{HOME}check/",
    "{proposal}",
    "{proposal}sent/",
    "{invitation}",
)
STAFF = (
    "/admin/",
    "/admin/review/",
    "/admin/review/?late=1",
    "{review}",
    "/admin/review/policy/",
    "/admin/review/policy/{member}/",
    "/admin/members/member/{member}/change/",
    "/admin/members/invitation/",
    "/admin/members/invitation/add/?member={member}",
    "/admin/members/editor/",
    "/admin/members/claim/",
    "/admin/members/claim/{claim}/change/",
    "/admin/members/savedreason/add/",
    "/admin/members/mailtext/",
    "/admin/members/mailtext/add/?kind=invitation&language=nl",
    "/admin/members/user/{reviewer}/change/",
    "/admin/members/user/{reviewer}/second-factor/",
    "/mailbox/",
    "/mailbox/{mail}/",
)


@pytest.fixture
def world(settings):
    """A member with an owner, a claim, invitations, a proposal that waits and another draft."""
    member = make_member(**FILLED)
    make_member("Bread for All")
    people = {
        "owner": make_user("owner@water.example", name="Olga", language="en"),
        "staff": make_user("ada@example.org", "Administrator", name="Ada", language="en"),
        "reviewer": make_user("rita@example.org", "Reviewer", name="Rita", language="en"),
    }
    give_app(people["reviewer"])
    owner = people["owner"]
    Editor.objects.create(member=member, user=owner, role=Editor.Role.OWNER)
    Editor.objects.create(member=Member.objects.get(name="Bread for All"), user=owner)
    invite(member, "gone@example.org", "editor", owner, language="en")
    gone = newest_link()
    cancel(Invitation.objects.get())
    invite(member, "new@example.org", "editor", owner, language="en")
    invitation = newest_link()
    changes = {"summary": {"en": "We dig deep wells."}, "city": "Brugge", "countries": ["SN"]}
    changes["focus_areas"] = [{"title": {"en": "Pumps"}, "description": {}}]
    proposal = submit(save_draft(member, changes, owner), owner, "A note")
    save_draft(member, {"city": "Leuven"}, owner)
    edit(member, city="Aalst")
    SavedReason.objects.create(title="Too long", text={"en": "Please shorten it."})
    claim = Claim.objects.create(
        member=member,
        name="Nora",
        email="nora@water.example",
        function="Director",
        message="I am new here.",
        language="en",
        sender="x",
    )
    mail = queue("claim_refused", "x@example.org", "en", {"member": "W", "reason": "R"})
    names = {
        "invitation": invitation,
        "gone": gone,
        "proposal": f"{HOME}proposals/{proposal.pk}/",
        "review": f"/admin/review/{proposal.pk}/",
        "member": member.pk,
        "claim": claim.pk,
        "reviewer": people["reviewer"].pk,
        "mail": mail.pk,
    }
    return people, names


@pytest.fixture
def window(browser, live_server):
    """A function that opens a browser, with somebody signed in."""
    contexts = []

    def opened(user=None):
        context = browser.new_context(base_url=live_server.url, locale="en")
        contexts.append(context)
        if user:
            session = browser_of(user).cookies["sessionid"].value
            cookie = {"name": "sessionid", "value": session, "url": live_server.url}
            context.add_cookies([cookie])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def faults(page, looks=LOOKS):
    """Return what axe-core finds on a page on a desk and on a telephone, and what is too wide."""
    found = []
    page.wait_for_load_state()
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found += [f"{width} {scheme}: {fault}" for fault in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{width}: scrolls sideways")
    return found


@pytest.mark.parametrize(
    ("who", "screens"),
    [("", VISITOR), ("owner", OWNER), ("staff", STAFF)],
    ids=["visitor", "owner", "staff"],
)
def test_axe_finds_nothing(who, screens, world, window):
    people, names = world
    page, wrong = window(people.get(who)), {}
    for address in screens:
        page.goto(address.format(**names))
        if found := faults(page):
            wrong[address] = found
    assert wrong == {}


def test_nor_where_something_is_asked_or_wrong(world, window):
    page = window()
    page.goto("/account/login/code/")
    page.fill("[name=email]", "owner@water.example")
    page.click("main .button-main")
    assert faults(page) == []
    page.fill("[name=code]", "WRON-GONE")
    page.click("main .button-main")
    assert page.locator("[role=alert]").is_visible()
    assert faults(page) == []
    page.goto("/en/members/water-for-all/claim/")
    page.click("main form[method=post] .button-main")
    assert page.locator("[role=alert]").is_visible()
    assert faults(page) == []


def test_nor_while_a_proposal_is_decided(world, window):
    people, names = world
    page = window(people["staff"])
    page.goto(names["review"])
    page.wait_for_selector("text=You are reviewing this")
    assert faults(page) == []
    page.click("#accept-all")
    page.check("[name=summary-verdict][value=edited]")
    page.check("[name=city-verdict][value=refused]")
    assert faults(page) == []
    page.click("#review .default")
    assert page.locator("[role=alert]").is_visible()
    assert faults(page) == []


def reach(page, selector):
    """Go on with Tab until something has the focus."""
    for _step in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}")


def test_the_keyboard_alone_decides_a_proposal(world, window):
    people, names = world
    page = window(people["staff"])
    page.goto("/admin/review/")
    reach(page, f"#content form[action='{names['review']}take/'] button")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{names['review']}")
    page.wait_for_selector("#review .default")
    reach(page, "#accept-all")
    page.keyboard.press("Enter")
    reach(page, "[name=city-verdict]")
    page.keyboard.press("ArrowLeft")  # from the first, "accept", round to the last, "refuse"
    reach(page, "[name=city-reason]")
    page.keyboard.type("Still in Ghent.")
    reach(page, ".saved-reasons button")
    reach(page, "#review .default")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/review/")
    assert Proposal.objects.get(pk=names["review"].split("/")[-2]).state == "decided"
