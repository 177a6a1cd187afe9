"""Everybody's own account: name and language, sessions in words, data to take away, closing it."""

import json

import pytest
from django.test import Client

from members.accounts import own
from members.accounts.devices import in_words
from members.models import Editor, Task, User
from members.publishing.proposals import save_draft
from tests.accounts.conftest import kinds, sign_in_by_code
from tests.helpers import make_user

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def browser(owner):
    """The owner's browser, in which she has just signed in."""
    client = Client(headers={"User-Agent": FIREFOX})
    sign_in_by_code(client)
    return client


def test_name_and_language_are_kept_and_followed(browser, owner):
    answer = browser.post("/account/", {"name": "Olga O.", "language": "fr"}, follow=True)
    owner.refresh_from_db()
    assert (owner.name, owner.language) == ("Olga O.", "fr")
    assert '<html lang="fr"' in answer.content.decode()


def test_a_name_that_is_too_long_is_refused_with_the_number(browser, owner):
    page = browser.post("/account/", {"name": "x" * 151, "language": "en"}).content.decode()
    assert "151" in page
    assert "x" * 151 in page
    owner.refresh_from_db()
    assert owner.name == "Olga Owner"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/140.0.0.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        ("", "A browser that does not say its name"),
    ],
)
def test_a_browser_is_called_as_people_call_it(user_agent, words):
    assert in_words(user_agent) == words


def test_sessions_say_which_browser_and_when_it_was_last_used(browser, time_machine):
    page = browser.get("/account/sessions/").content.decode()
    assert "Firefox on Windows" in page
    assert "This browser" in page
    assert "Last used on" in page


def test_the_data_hold_what_was_written_and_nothing_of_others(browser, owner, member):
    save_draft(member, {"city": "Ghent"}, owner)
    save_draft(member, {"street_address": "Street 1"}, make_user("other@example.org"))
    answer = browser.get("/account/data/")
    assert "attachment" in answer["Content-Disposition"]
    data = json.loads(answer.content)
    assert data["account"]["email"] == "owner@water.example"
    assert data["profiles"][0]["member__name"] == "Water for All"
    assert data["signed_in"][0]["user_agent"] == FIREFOX
    assert "password" not in answer.content.decode()
    assert "other@example.org" not in answer.content.decode()


def test_the_only_owner_hands_over_or_tells_staff_before_the_account_closes(browser, owner, member):
    page = browser.get("/account/close/").content.decode()
    assert "Water for All" in page
    assert browser.post("/account/close/").status_code == 422
    assert User.objects.get(pk=owner.pk).is_active
    browser.post("/account/close/", {"tell_staff": "1"})
    assert Task.objects.open().filter(member=member, kind=Task.Kind.NO_OWNER).exists()
    owner.refresh_from_db()
    assert not owner.is_active
    assert owner.email.endswith(".invalid")
    assert not Editor.objects.filter(user=owner).exists()
    assert kinds()[-1] == "account_changed"
    assert browser.get("/account/")["Location"].startswith("/account/login/code/")


def test_a_second_owner_closes_without_a_word_to_staff(browser, owner, member):
    Editor.objects.create(member=member, user=make_user("second@water.example"), role="owner")
    browser.post("/account/close/")
    assert not Task.objects.exists()
    assert not User.objects.get(pk=owner.pk).is_active


def test_staff_are_closed_by_an_administrator(administrator):
    with pytest.raises(own.Keeps):
        own.close(administrator)
