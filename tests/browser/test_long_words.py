"""At 320 px no word or address, however long, makes a page scroll sideways or leaves its box."""

from pathlib import Path

import pytest
from post_office.models import Email

from members.mailing import queue
from members.models import Editor, User
from members.publishing.proposals import save_draft, submit
from tests.browser.test_screens import window  # noqa: F401 - a fixture
from tests.helpers import make_area, make_member, make_place, make_theme, make_user, set_federation

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = ("nl", "fr", "en")


def word(start):
    """Return a word of sixty letters whose start tells where it came from."""
    return (start + "q" * 60)[:60]


def words(start):
    """Return a text of one long word, in each language."""
    return {language: word(start) for language in LANGUAGES}


def address(start):
    """Return a web address without a place to break."""
    return f"https://{word(start)}.example.org/{word('path')}"


def long_values():
    """Return a long word for each field of a member that takes words."""
    return {
        "name": word("Name"),
        "slug": word("name").lower(),
        "other_names": words("Other"),
        "former_names": [word("Former")],
        "abbreviation": word("Abbr")[:30],
        "summary": words("Summary"),
        "mission": words("Mission"),
        "website": address("site"),
        "email": f"{word('mail')}@{word('host')}.example",
        "phone": "+32 475 11 11 11",
        "donation_link": address("give"),
        "social_links": [address("social")],
        "street_address": word("Street"),
        "postal_code": word("Post")[:12],
        "city": word("City"),
        "sources": [word("Source"), address("source")],
        "focus_areas": [{"title": words("Area"), "description": words("Description")}],
        "themes": [make_theme(word("theme"), **words("Theme")).slug],
        "area": make_area(word("area"), **words("Region")).slug,
        "place": make_place("BE-QQQ", **words("Province")).slug,
        "countries": ["CD", "SN"],
    }


# What leaves the page or its own box; what is hidden, or scrolls by itself, does not.
TOO_WIDE = (Path(__file__).parent / "too_wide.js").read_text(encoding="utf-8").split("\n", 1)[1]


def too_wide(page, address):
    """Return what is too wide on a page at 320 px."""
    page.goto(address)
    page.wait_for_load_state()
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    return [f"{address}: {what}" for what in page.evaluate(TOO_WIDE)]


@pytest.fixture
def names():
    """A member, its owner and its proposal, a federation and mails: all of them long words."""
    set_federation(name=words("Federation"))
    member = make_member(**long_values())
    owner = make_user(f"{word('own')}@example.org", name=word("Owner"), language="en")
    make_user("ada@example.org", "Administrator", name=word("Ada"), language="en")
    Editor.objects.create(member=member, user=owner, role=Editor.Role.OWNER)
    changes = {
        "summary": words("Changed"),
        "mission": words("Aim"),
        "city": word("Town"),
        "website": address("new"),
        "focus_areas": [{"title": words("Title"), "description": words("Told")}],
    }
    proposal = submit(save_draft(member, changes, owner), owner, word("Note"))
    mail = {"member": member.name, "reason": word("Reason"), "link": address("link")}
    queue("claim_refused", owner.email, "en", mail)
    return {
        "member": member.pk,
        "slug": member.slug,
        "proposal": proposal.pk,
        "mails": list(Email.objects.values_list("pk", flat=True)),
    }


def test_on_public_pages(names, window):  # noqa: F811
    page = window()
    page.set_viewport_size({"width": 320, "height": 740})
    profile = f"/en/members/{names['slug']}/"
    screens = ["/en/", f"/en/?q={word('Name')}", f"/en/?theme={word('theme')}", profile]
    screens += [f"{profile}report/", f"{profile}claim/", "/en/print/", "/en/about/"]
    wrong = [what for screen in screens for what in too_wide(page, screen)]
    assert not wrong, "\n".join(wrong)


def test_in_mails(names, window, settings):  # noqa: F811
    settings.LOCAL = True
    page = window()
    page.set_viewport_size({"width": 320, "height": 740})
    mails = [f"/mailbox/{mail}/" for mail in names["mails"]]
    screens = mails + [f"{mail}html/" for mail in mails]
    assert screens
    wrong = [what for screen in screens for what in too_wide(page, screen)]
    assert not wrong, "\n".join(wrong)


def test_for_an_editor(names, window):  # noqa: F811
    page = window(User.objects.get(name=word("Owner")))
    page.set_viewport_size({"width": 320, "height": 740})
    home = f"/en/profile/{names['slug']}/"
    parts = ("identity", "texts-nl", "focus", "work", "contact", "place")
    screens = ["/account/", "/en/profile/", home, f"{home}check/", f"{home}people/"]
    screens += [f"{home}history/", f"{home}proposals/{names['proposal']}/"]
    screens += [f"{home}edit/{part}/" for part in parts]
    wrong = [what for screen in screens for what in too_wide(page, screen)]
    assert not wrong, "\n".join(wrong)


def test_for_staff(names, window):  # noqa: F811
    page = window(User.objects.get(name=word("Ada")))
    page.set_viewport_size({"width": 320, "height": 740})
    member = f"/admin/members/member/{names['member']}/"
    screens = ["/admin/", "/admin/members/member/", f"{member}change/", f"{member}history/"]
    screens += ["/admin/review/", f"/admin/review/{names['proposal']}/"]
    wrong = [what for screen in screens for what in too_wide(page, screen)]
    assert not wrong, "\n".join(wrong)
