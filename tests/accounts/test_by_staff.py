"""What staff do with somebody's account: the owner is told, and old sessions end."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.test import Client
from post_office.models import Email

from members.models import Editor, Task
from tests.staff.conftest import FormReader

from .conftest import kinds, sign_in_by_code
from .test_second_factor import code_of, give_app

pytestmark = pytest.mark.django_db
NEW = "fresh-words-77"


@pytest.fixture
def lost(reviewer):
    """A reviewer who is signed in somewhere, and has lost the telephone with the app."""
    give_app(reviewer)
    RecoveryCodes.activate(reviewer)
    return reviewer


def browser_of(user):
    """Return a browser in which somebody has just signed in."""
    client = Client()
    sign_in_by_code(client, user.email)
    return client


def reset_page(user):
    return f"/admin/members/user/{user.pk}/second-factor/"


def change(client, user, **values):
    """Send the admin's form of an account with some fields typed over."""
    url = f"/admin/members/user/{user.pk}/change/"
    return client.post(url, {**FormReader(client.get(url).content.decode()).fields, **values})


def test_a_lost_second_factor_is_taken_away_after_a_question(administrator, lost):
    client = browser_of(administrator)
    form = client.get(f"/admin/members/user/{lost.pk}/change/").content.decode()
    assert reset_page(lost) in form
    assert "an authenticator app" in client.get(reset_page(lost)).content.decode()
    assert Authenticator.objects.filter(user=lost).exists()
    client.post(reset_page(lost))
    assert not Authenticator.objects.filter(user=lost).exists()
    mail = Email.objects.latest("pk")
    assert (mail.to, kinds()[-1]) == ([lost.email], "changed_by_staff")
    assert "factor" in mail.message
    assert LogEntry.objects.get(object_id=lost.pk).user == administrator


def test_every_session_of_that_person_ends(administrator, reviewer, settings):
    theirs = browser_of(reviewer)
    assert theirs.get("/account/sessions/").status_code == 200
    give_app(reviewer)
    browser_of(administrator).post(reset_page(reviewer))
    assert theirs.get("/account/sessions/").status_code == 302
    assert not UserSession.objects.filter(user=reviewer).exists()


def test_the_next_sign_in_makes_a_new_one(administrator, lost, settings):
    browser_of(administrator).post(reset_page(lost))
    settings.REQUIRE_SECOND_FACTOR = True
    assert browser_of(lost).get("/admin/")["Location"].startswith("/account/2fa/?next=")


def test_nobody_takes_their_own_away_there(administrator):
    client = browser_of(administrator)
    client.post("/account/2fa/reauthenticate/", {"code": code_of(give_app(administrator))})
    for method in ("get", "post"):
        assert getattr(client, method)(reset_page(administrator)).status_code == 403
    form = client.get(f"/admin/members/user/{administrator.pk}/change/").content.decode()
    assert reset_page(administrator) not in form
    assert Authenticator.objects.filter(user=administrator).exists()


def test_nor_that_of_somebody_who_may_do_more(administrator, superuser):
    give_app(superuser)
    client = browser_of(administrator)
    assert client.post(reset_page(superuser)).status_code == 403
    assert Authenticator.objects.filter(user=superuser).exists()


def test_reviewers_have_no_such_page(reviewer, administrator):
    give_app(administrator)
    assert browser_of(reviewer).post(reset_page(administrator)).status_code == 403
    assert browser_of(reviewer).get(reset_page(reviewer)).status_code == 403


def test_it_asks_for_a_fresh_sign_in(administrator, lost, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    client = browser_of(administrator)
    time_machine.shift(301)
    assert client.post(reset_page(lost))["Location"].startswith("/account/fresh/")
    assert Authenticator.objects.filter(user=lost).exists()


def test_who_has_none_loses_none(administrator, reviewer):
    client = browser_of(administrator)
    assert "nothing to take away" in client.get(reset_page(reviewer)).content.decode()
    assert client.get("/admin/members/user/999999/second-factor/").status_code == 404


def test_a_new_address_is_told_to_the_old_one_and_ends_the_sessions(administrator, owner):
    theirs = browser_of(owner)
    change(browser_of(administrator), owner, email="new@water.example")
    told = [mail.to[0] for mail in Email.objects.order_by("pk")][-2:]
    assert told == ["owner@water.example", "new@water.example"]
    assert kinds()[-2:] == ["address_changed", "address_changed"]
    assert theirs.get("/account/sessions/").status_code == 302


def test_a_change_of_name_is_nobodys_alarm(administrator, owner):
    theirs = browser_of(owner)
    before = len(kinds())
    change(browser_of(administrator), owner, name="Olga")
    assert len(kinds()) == before + 1  # the administrator's own code
    assert theirs.get("/account/sessions/").status_code == 200


def test_a_disabled_person_is_out_and_stays_out_when_enabled_again(administrator, owner, member):
    theirs = browser_of(owner)
    client = browser_of(administrator)
    change(client, owner, is_active=[])
    assert theirs.get("/en/profile/water-for-all/").status_code == 302
    assert Task.objects.get(member=member).kind == "no_owner"
    change(client, owner, is_active="on")
    assert theirs.get("/en/profile/water-for-all/").status_code == 302
    assert Editor.objects.filter(user=owner).exists()


def test_a_password_that_staff_set_is_told(administrator, owner):
    client = browser_of(administrator)
    values = {"password1": NEW, "password2": NEW, "set-password": "1", "usable_password": "true"}
    client.post(f"/admin/members/user/{owner.pk}/password/", values)
    owner.refresh_from_db()
    assert owner.check_password(NEW)
    assert kinds()[-1] == "changed_by_staff"
    assert Email.objects.latest("pk").to == [owner.email]
