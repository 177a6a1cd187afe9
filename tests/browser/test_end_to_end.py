"""From the invitation to the decision, in a real browser, with mail read from a real mail server.

Two people: Rita of the staff, and Nora of the member. Each has a browser of their own; what they
get by mail arrives at an SMTP server, sent by the command that sends it in production.
"""

import re

import pytest
from django.core.management import call_command
from django.test import Client

from members.models import Member, Revision
from members.publishing import values
from tests.accounts.test_second_factor import code_of
from tests.helpers import make_member, make_user, picture
from tests.mailing.conftest import sink  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = {
    "summary": {"nl": "Wij graven putten.", "fr": "Nous creusons des puits."},
    "mission": {"nl": "Water voor iedereen.", "fr": "De l'eau pour tous."},
    "city": "Gent",
}
NEW = {
    "summary": {"nl": "Wij boren diepe putten.", "fr": "Nous forons des puits profonds."},
    "mission": {"nl": "Water voor elk dorp.", "fr": "De l'eau pour chaque vilage."},
}
CODE = re.compile("[A-Z]{4}-[A-Z]{4}")
MENDED, REASON = (
    "De l'eau pour chaque village.",
    "Your office is still in Ghent, says the register.",
)


@pytest.fixture
def member(transactional_db):
    """Water for All, with two texts in two languages."""
    return make_member(**BEFORE)


@pytest.fixture
def person(browser, live_server, settings):
    """A function that opens a new browser; whatever goes wrong in its console fails the test."""
    settings.SITE_URL, settings.REQUIRE_SECOND_FACTOR = live_server.url, True
    contexts, complaints = [], []

    def opened():
        context = browser.new_context(base_url=live_server.url, locale="en")
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def mail_to(sink):  # noqa: F811 - a fixture's name
    """A function that sends what waits and returns the newest mail that somebody got.

    On a Monday staff get the week's mail as well, so a subject may be asked for.
    """

    def newest(address, subject=re.compile("")):
        call_command("send_mail", verbosity=0)
        theirs = [mail for mail in sink.mails if mail["To"] == address]
        return [mail for mail in theirs if subject.search(mail["Subject"])][-1]

    return newest


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


def link_of(mail, site):
    return re.search(rf"{re.escape(site)}(/\S+)", text_of(mail))[1]


def type_code(page, mail):
    """Type the code of a mail into the page that asks for it."""
    page.fill("[name=code]", CODE.search(mail["Subject"])[0])
    page.click("main .button-main")


def sign_in(page, address, mail_to):
    """Ask for a code and type what the mail says."""
    page.fill("[name=email]", address)
    page.click("main .button-main")
    type_code(page, mail_to(address, CODE))


def make_factor(page):
    """Add an authenticator app, as the page asks staff to."""
    page.click("a[href*='totp/activate']")
    page.fill("[name=code]", code_of(page.get_by_text(re.compile(r"^[A-Z2-7]{16,}$")).inner_text()))
    page.click("main .button-main")


def invite(page, member, address):
    """Invite an owner from the member's form."""
    page.goto(f"/admin/members/member/{member.pk}/change/")
    page.click("text=Invite an owner")
    page.fill("#id_email", address)
    page.select_option("#id_language", "en")
    page.click("[name=send]")


def edit_everything(page, logo):
    """Write two texts in two languages, another town and a new logo, step by step."""
    page.click("text=Texts in Dutch")
    for language in ("nl", "fr"):
        for field, texts in NEW.items():
            page.fill(f"#id_{field}-{language}", texts[language])
        page.click(f".steps [value={'texts-fr' if language == 'nl' else 'place'}]")
    page.fill("#id_city", "Brugge")
    page.click(".steps [value=logo]")
    page.set_input_files("[type=file]", logo)
    page.click(".steps [value=check]")


def decide(page, member):
    """Accept the summary and the logo, mend the mission, refuse the town."""
    page.goto("/admin/review/")
    page.click(f"text={member.name}")
    for field, verdict in {
        "summary": "accepted",
        "logo": "accepted",
        "mission": "edited",
        "city": "refused",
    }.items():
        page.check(f"[name={field}-verdict][value={verdict}]")
    page.fill("[name=mission-value_fr]", MENDED)
    page.fill("[name=city-reason]", REASON)
    page.click("#review .default")


def public_pages():
    visitor = Client()
    return {lang: visitor.get(f"/{lang}/members/water-for-all/").content for lang in ("nl", "fr")}


def test_from_the_invitation_to_the_decision(person, live_server, mail_to, member):
    make_user("rita@example.org", "Reviewer", name="Rita", language="en")
    before, live = public_pages(), values.read(member)
    rita, nora = person(), person()
    rita.goto("/admin/")
    sign_in(rita, "rita@example.org", mail_to)
    make_factor(rita)
    invite(rita, member, "nora@water.example")

    nora.goto(link_of(mail_to("nora@water.example"), live_server.url))
    nora.fill("[name=name]", "Nora")
    nora.click("text=Accept the invitation")
    nora.click("header >> text=Sign out")
    nora.click("main .button-main")
    nora.goto("/en/profile/water-for-all/")
    sign_in(nora, "nora@water.example", mail_to)
    logo = {"name": "logo.png", "mimeType": "image/png", "buffer": picture().read()}
    edit_everything(nora, logo)
    nora.fill("#note", "We moved in May.")
    nora.click("text=Send for review")
    nora.wait_for_selector("text=Thank you, it is sent")
    assert public_pages() == before

    decide(rita, member)
    rita.wait_for_selector("text=2 accepted, 1 accepted with a correction, 1 refused")
    now = values.read(Member.objects.get())
    changed = {field: now[field] for field in now if now[field] != live[field]}
    mended = NEW["mission"] | {"fr": MENDED}
    assert changed == {"summary": NEW["summary"], "mission": mended, "logo": now["logo"]}
    for language, page in public_pages().items():
        nora.goto(f"/{language}/members/water-for-all/")
        text = nora.inner_text("main")
        assert NEW["summary"][language] in text
        assert mended[language] in text
        assert "Brugge" not in text
        assert now["logo"][:32] in page.decode()
    assert Revision.objects.latest("pk").source == Revision.Source.PROPOSAL

    mail = mail_to("nora@water.example")
    assert "Water for All" in mail["Subject"]
    for part in ("plain", "html"):
        words = mail.get_body((part,)).get_content()
        assert REASON in words
    nora.goto("/en/profile/water-for-all/")
    assert REASON in nora.inner_text("main")
