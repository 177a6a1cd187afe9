"""Signing in by code and password: the right ones get in, and nobody learns who has an account."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from members.accounts.adapter import AccountAdapter
from tests.helpers import make_user

from .conftest import ASK, CONFIRM, ask_for_code, kinds, newest_code, sign_in_by_code, signed_in

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"
RESET = "/account/password/reset/"


def is_signed_in(client):
    return "_auth_user_id" in client.session


def without_accidents(response):
    """Return a page without what differs from one answer to the next anyway."""
    page = response.content.decode()
    page = re.sub(r'(csrfmiddlewaretoken|name="credential")[^>]*', "", page)
    return re.sub(r"(owner|nobody)@water\.example", "address", page)


def test_a_code_lets_its_reader_in(owner, client):
    response = ask_for_code(client)
    assert response["Location"].startswith(CONFIRM)
    assert kinds() == ["code"]
    assert client.post(CONFIRM, {"code": newest_code().lower()})["Location"] == "/en/profile/"
    assert is_signed_in(client)


def test_the_way_on_is_kept(owner, client):
    way = {"next": "/en/profile/water-for-all/people/"}
    response = ask_for_code(client, **way)
    assert "next=%2Fen%2Fprofile" in response["Location"]
    response = client.post(response["Location"], {"code": newest_code()})
    assert response["Location"] == way["next"]


def test_the_way_on_never_leads_elsewhere(owner, client):
    response = ask_for_code(client, next="https://evil.example/")
    response = client.post(response["Location"], {"code": newest_code()})
    assert "evil" not in response["Location"]


def test_a_code_works_once(owner, client):
    sign_in_by_code(client)
    code = newest_code()
    client.post("/account/logout/")
    assert client.post(CONFIRM, {"code": code}).status_code == 302
    assert not is_signed_in(client)


def test_a_code_works_in_its_own_browser_only(owner, client):
    ask_for_code(client)
    code = newest_code()
    other = Client()
    ask_for_code(other, "nobody@water.example")
    other.post(CONFIRM, {"code": code})
    assert not is_signed_in(other)


def test_a_code_ends_after_ten_minutes(owner, client, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    ask_for_code(client)
    time_machine.shift(601)
    client.post(CONFIRM, {"code": newest_code()})
    assert not is_signed_in(client)


def test_a_code_has_three_attempts(owner, client):
    ask_for_code(client)
    for _n in range(3):
        client.post(CONFIRM, {"code": "XXXX-XXXX"})
    client.post(CONFIRM, {"code": newest_code()})
    assert not is_signed_in(client)


def test_an_account_has_attempts_too_however_many_codes_it_asks_for(owner):
    for _browser in range(2):
        client = Client()
        ask_for_code(client)
        for _n in range(3):
            client.post(CONFIRM, {"code": "XXXX-XXXX"})
    fresh = Client()
    ask_for_code(fresh)
    response = fresh.post(CONFIRM, {"code": newest_code()})
    assert "Too many attempts" in response.content.decode()
    assert not is_signed_in(fresh)


def test_codes_are_sent_only_so_often(owner, client):
    for _n in range(3):
        assert ask_for_code(Client()).status_code == 302
    assert "Too many attempts" in ask_for_code(Client()).content.decode()
    assert len(kinds()) == 3


def test_no_answer_tells_whether_an_address_has_an_account(owner):
    pages = []
    for email in ("owner@water.example", "nobody@water.example"):
        client = Client()
        asked = ask_for_code(client, email)
        shown = client.get(CONFIRM)
        wrong = client.post(CONFIRM, {"code": "XXXX-XXXX"})
        pages.append(
            [(r.status_code, without_accidents(r)) for r in (asked, shown, wrong)]
            + [asked["Location"]]
        )
    assert pages[0] == pages[1]
    assert kinds() == ["code", "no_account"]


@pytest.mark.parametrize("address", [LOGIN, RESET])
def test_nor_do_the_other_doors(owner, address):
    answers = []
    for email in ("owner@water.example", "nobody@water.example"):
        values = {"login": email, "email": email, "password": "wrong-password"}
        response = Client().post(address, values)
        answers.append((response.status_code, without_accidents(response)))
    assert answers[0] == answers[1]


def test_a_password_lets_in_who_has_one(owner, client):
    owner.set_password("three-calm-words")
    owner.save()
    wrong = client.post(LOGIN, {"login": owner.email, "password": "no"})
    assert "the password is not right" in wrong.content.decode()
    response = client.post(LOGIN, {"login": "OWNER@water.example", "password": "three-calm-words"})
    assert response["Location"] == "/en/profile/"


def test_a_forgotten_password_is_set_anew_by_a_code(owner, client):
    client.post(RESET, {"email": owner.email})
    client.post("/account/password/reset/confirm/", {"code": newest_code()})
    new = {"password1": "three-calm-words", "password2": "three-calm-words"}
    client.post("/account/password/reset/complete/", new)
    owner.refresh_from_db()
    assert owner.check_password("three-calm-words")
    assert kinds() == ["password_code", "account_changed"]


def test_nobody_signs_up(client):
    values = {"email": "new@example.org", "password1": "three-calm-words"}
    page = client.post("/account/signup/", values).content.decode()
    assert "by invitation" in page
    assert not EmailAddress.objects.exists()


def test_who_is_disabled_is_out_at_once(owner):
    client = signed_in(owner)
    assert client.get("/account/sessions/").status_code == 200
    owner.is_active = False
    owner.save()
    assert client.get("/account/sessions/").status_code == 302
    ask_for_code(client)
    assert kinds() == ["no_account"]


def test_an_address_that_staff_took_away_lets_nobody_in(owner, client):
    sign_in_by_code(client)
    owner.email = "new@water.example"
    owner.save()
    ask_for_code(Client(), "owner@water.example")
    assert kinds()[-1] == "no_account"
    sign_in_by_code(Client(), "new@water.example")
    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["new@water.example"]


def test_a_changed_address_needs_a_fresh_sign_in_a_code_and_tells_the_old_one(
    owner, client, time_machine
):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    sign_in_by_code(client)
    time_machine.shift(301)
    values = {"email": "new@water.example", "action_add": "1"}
    assert client.post("/account/email/", values)["Location"].startswith("/account/fresh/")
    client.post("/account/fresh/")
    sign_in_by_code(client)
    client.post("/account/email/", values)
    assert kinds()[-1] == "address_code"
    client.post("/account/confirm-email/", {"code": newest_code()})
    owner.refresh_from_db()
    assert owner.email == "new@water.example"
    assert "address_changed" in kinds()


def test_a_first_password_needs_a_fresh_sign_in(owner, client, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    sign_in_by_code(client)
    assert client.get("/account/password/set/").status_code == 200
    time_machine.shift(301)
    assert client.get("/account/password/set/")["Location"].startswith("/account/fresh/")


def test_somebody_elses_address_is_not_given_away(owner, client):
    make_user("other@water.example")
    sign_in_by_code(client)
    answers = []
    for email in ("other@water.example", "free@water.example"):
        response = client.post("/account/email/", {"email": email, "action_add": "1"})
        answers.append((response.status_code, response["Location"]))
    assert answers[0] == answers[1]


def test_nor_can_it_be_taken_over(owner, client):
    make_user("other@water.example")
    sign_in_by_code(client)
    client.post("/account/email/", {"email": "other@water.example", "action_add": "1"})
    client.post("/account/confirm-email/", {"code": newest_code()})
    owner.refresh_from_db()
    assert owner.email == "owner@water.example"


def test_sessions_are_listed_and_ended_one_by_one(owner):
    here, there = Client(), Client()
    for client in (here, there):
        sign_in_by_code(client)
    rows = here.get("/account/sessions/").context["sessions"]
    assert [row.session_key == here.session.session_key for row in rows] == [True, False]
    here.post("/account/sessions/", {"session": rows[1].pk})
    assert there.get("/account/sessions/").status_code == 302
    assert here.get("/account/sessions/").status_code == 200


def test_nobody_ends_the_session_of_another(owner, client):
    sign_in_by_code(client)
    row = client.get("/account/sessions/").context["sessions"][0]
    stranger = signed_in(make_user("stranger@example.org"))
    assert stranger.post("/account/sessions/", {"session": row.pk}).status_code == 404
    assert client.get("/account/sessions/").status_code == 200


@pytest.mark.parametrize(("language", "word"), [("nl", "nl"), ("fr", "fr"), ("en", "en")])
def test_the_door_speaks_the_readers_language(client, language, word):
    assert f'<html lang="{word}"' in client.get(f"{ASK}?language={language}").content.decode()
    assert f'<html lang="{word}"' in client.get(LOGIN).content.decode()


def test_only_our_own_proxies_are_believed(rf, settings):
    request = rf.get("/", headers={"x-forwarded-for": "made-up, 192.0.2.9"})
    assert AccountAdapter().get_client_ip(request) == "127.0.0.1"
    settings.PROXY_HOPS = 1
    assert AccountAdapter().get_client_ip(request) == "192.0.2.9"
    settings.PROXY_HOPS = 2
    assert AccountAdapter().get_client_ip(request) == "0.0.0.0"
