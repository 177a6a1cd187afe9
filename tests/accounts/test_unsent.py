"""What was typed outlives a session that ended, and a page that was open for too long."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from members.models import Label, Member, Proposal, Report, UnsentForm
from tests.accounts.conftest import ask_for_code, newest_code, sign_in_by_code
from tests.helpers import make_user, upload
from tests.profile.helpers import form_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("member")]
HOME = "/en/profile/water-for-all/"
PART, REPORT = f"{HOME}edit/contact/", "/en/members/water-for-all/report/"
OURS = {"Origin": "http://testserver"}
TYPED, KEPT = "+32 2 555 55 55", "+3225555555"


def hidden(response):
    """Return {name: [value, …]} of what the page carries for itself, the CSRF token included."""
    data = {}
    for name, value in re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode()
    ):
        data.setdefault(unescape(name), []).append(unescape(value))
    return data


def sign_in_again(client, refused, email="owner@water.example"):
    """Sign in where a refused form led, and open the page to which the sign-in leads."""
    target = parse_qs(urlsplit(refused["Location"]).query)["next"][0]
    asked = ask_for_code(client, email, next=target)
    return client.get(client.post(asked["Location"], {"code": newest_code()})["Location"])


@pytest.fixture
def browser(owner):
    """The owner's browser, signed in by a code; cookies are checked as a real one has them."""
    client = Client()
    sign_in_by_code(client)
    return client


def end_sessions():
    """End every session, as "Sign out everywhere else" does in another browser."""
    Session.objects.all().delete()


def test_a_part_stands_there_again_with_the_words_after_signing_in(browser, member):
    data = form_of(browser.get(PART)) | {"phone": TYPED}
    end_sessions()
    page = sign_in_again(browser, browser.post(PART, data))
    assert page.status_code == 200
    assert form_of(page)["phone"] == [TYPED]
    assert "What you typed stands here again" in page.content.decode()
    assert browser.post(PART, form_of(page)).status_code == 302
    assert Proposal.objects.get(member=member).changes.get().new == KEPT
    assert "What you typed stands here again" not in browser.get(PART).content.decode()


def test_the_sign_in_page_says_that_nothing_is_lost(browser):
    data = form_of(browser.get(PART)) | {"phone": TYPED}
    end_sessions()
    page = browser.get(browser.post(PART, data)["Location"])
    assert "what you typed is there again when you have signed in" in page.content.decode()


def test_a_colleagues_words_are_not_written_over_by_those_that_waited(browser, member):
    data = form_of(browser.get(PART)) | {"phone": TYPED}
    end_sessions()
    refused = browser.post(PART, data)
    other = Client()
    sign_in_by_code(other)
    other.post(PART, form_of(other.get(PART)) | {"phone": "+32 2 444 44 44"})
    page = sign_in_again(browser, refused)
    assert browser.post(PART, form_of(page)).status_code == 409


def test_the_note_to_staff_stands_on_its_page_again(browser, member):
    browser.post(PART, form_of(browser.get(PART)) | {"phone": TYPED})
    browser.get(f"{HOME}check/")
    end_sessions()
    page = sign_in_again(browser, browser.post(f"{HOME}check/", {"note": "Called on Monday"}))
    assert form_of(page)["note"] == ["Called on Monday"]
    assert browser.post(f"{HOME}check/", form_of(page)).status_code == 302
    assert Proposal.objects.get(member=member).note == "Called on Monday"


@pytest.mark.parametrize("address", ["people/"])
def test_any_other_form_shows_what_was_typed_and_sends_it_by_one_click(browser, member, address):
    browser.post(PART, form_of(browser.get(PART)) | {"phone": TYPED})
    browser.get(HOME + address)
    end_sessions()
    data = {"note": "Called on Monday", "email": "new@example.org", "role": "editor"}
    page = sign_in_again(browser, browser.post(HOME + address, data))
    assert {name: hidden(page)[name] for name in data} == {n: [v] for n, v in data.items()}
    assert "Called on Monday" in page.content.decode()
    answer = browser.post(HOME + address, hidden(page))
    assert "This is not sent yet" not in answer.content.decode()
    assert "This is not sent yet" not in browser.get(HOME + address).content.decode()


def test_words_can_be_left(browser):
    data = form_of(browser.get(PART)) | {"phone": TYPED}
    end_sessions()
    sign_in_again(
        browser, browser.post(PART, data, headers={"Referer": f"http://testserver{PART}"})
    )
    assert browser.post(PART, {"koepel-drop": "1"})["Location"] == PART
    assert TYPED not in browser.get(PART).content.decode()


def test_nobody_else_who_signs_in_there_sees_them(browser, member):
    make_user("other@example.org")
    data = form_of(browser.get(PART)) | {"phone": TYPED}
    end_sessions()
    page = sign_in_again(browser, browser.post(PART, data), "other@example.org")
    assert page.status_code == 404
    assert TYPED not in page.content.decode()


def test_a_browser_that_nobody_knows_gets_them_in_the_answer_and_nothing_is_kept(member):
    page = Client().post(PART, {"phone": TYPED})
    assert page.status_code == 403
    assert hidden(page)["phone"] == [TYPED]
    assert UnsentForm.objects.count() == 0


def test_staff_find_theirs_again_too(settings):
    make_user("ada@example.org", "Administrator")
    client, address = Client(), "/admin/members/label/add/"
    sign_in_by_code(client, "ada@example.org")
    client.get(address)
    end_sessions()
    page = sign_in_again(client, client.post(address, {"name": "Call"}), "ada@example.org")
    client.post(address, hidden(page))
    assert Label.objects.get().name == "Call"


def test_a_password_is_never_kept(browser):
    end_sessions()
    answer = browser.post("/account/password/set/", {"password1": "three words here"})
    assert answer.status_code == 302
    assert UnsentForm.objects.count() == 0


@pytest.mark.parametrize("address", [PART, REPORT, f"{HOME}people/"])
def test_a_form_that_was_open_too_long_shows_the_words_and_sends_them(address, owner, member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    stale = {"message": "Typed with care", "phone": TYPED, "csrfmiddlewaretoken": "x" * 64}
    page = client.post(address, stale, headers=OURS)
    assert page.status_code == 403
    assert "reload" not in page.content.decode()
    assert "Typed with care" in page.content.decode()
    assert hidden(page)["phone"] == [TYPED]
    assert client.post(address, hidden(page), headers=OURS).status_code != 403


def test_a_report_that_was_open_too_long_is_sent_by_that_click(member, time_machine):
    client = Client(enforce_csrf_checks=True)
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    form = client.get(REPORT).context["form"]
    client.cookies.clear()
    time_machine.shift(3600)
    typed = {"kind": "text", "message": "Typed with care", "started": form["started"].value()}
    page = client.post(REPORT, typed, headers=OURS)
    assert client.post(REPORT, hidden(page), headers=OURS).status_code == 302
    assert Report.objects.get().message == "Typed with care"


def test_a_file_is_asked_for_again(owner, member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    address = f"{HOME}edit/logo/"
    page = client.post(address, {"file": upload(b"x", "our-logo.png")}, headers=OURS)
    assert "our-logo.png" in page.content.decode()
    assert '<input type="file" name="file"' in page.content.decode()


def test_the_form_of_another_site_is_not_handed_to_a_person_to_send(owner, member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {}):
        page = client.post(f"{HOME}discard/", {"note": "Typed elsewhere"}, headers=headers)
        assert page.status_code == 403
        assert "Typed elsewhere" not in page.content.decode()
    assert Member.objects.count() == 1
