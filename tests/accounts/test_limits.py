"""How often somebody may try: strangers are stopped, and never use up the tries of the owner."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib import messages
from django.db import connection
from django.test import Client

from members.accounts import invitations
from tests.helpers import make_user

from .conftest import ASK, CONFIRM, ask_for_code, kinds, newest_code, sign_in_by_code

pytestmark = pytest.mark.django_db
LOGIN, PASSWORD = "/account/login/", "three-calm-words"


def stranger(number=0):
    """Return the browser of somebody in another network than the owner's."""
    return Client(REMOTE_ADDR=f"198.51.100.{number}")


def try_codes(count=6):
    """Let a stranger ask for codes of the owner and get so many wrong."""
    for first in range(0, count, 3):
        client = stranger()
        ask_for_code(client)
        for _again in range(min(3, count - first)):
            client.post(CONFIRM, {"code": "XXXX-XXXX"})


def try_passwords(client, count=5):
    """Try wrong passwords of the owner; return the last answer."""
    for _again in range(count):
        answer = client.post(LOGIN, {"login": "owner@water.example", "password": "wrong"})
    return answer


@pytest.fixture
def with_password(owner):
    """The owner has a password."""
    owner.set_password(PASSWORD)
    owner.save()
    return owner


def test_a_strangers_wrong_codes_do_not_stop_the_owner(owner, client):
    try_codes(9)
    assert sign_in_by_code(client)["Location"] == "/en/profile/"


def test_a_strangers_wrong_passwords_do_not_stop_the_owner(with_password, client):
    try_passwords(stranger(), 8)
    right = {"login": with_password.email, "password": PASSWORD}
    assert client.post(LOGIN, right).status_code == 302


def test_asking_for_codes_from_many_networks_does_not_stop_a_browser_that_is_known(owner, client):
    sign_in_by_code(client)
    client.get("/account/sessions/")  # any page: the browser is known from now on
    client.post("/account/logout/")
    asked = [ask_for_code(stranger(number)).status_code for number in range(15)]
    assert asked[-1] == 429
    assert sign_in_by_code(client)["Location"] == "/en/profile/"


def test_wrong_passwords_from_many_networks_are_stopped_but_not_for_a_known_browser(
    with_password, client
):
    sign_in_by_code(client)
    client.get("/account/sessions/")
    client.post("/account/logout/")
    answers = [try_passwords(stranger(number), 4).status_code for number in range(14)]
    assert answers[-1] == 429
    right = {"login": with_password.email, "password": PASSWORD}
    assert stranger(200).post(LOGIN, right).status_code == 429
    assert client.post(LOGIN, right).status_code == 302


def test_right_passwords_use_nothing_up(with_password):
    right = {"login": with_password.email, "password": PASSWORD}
    assert {Client().post(LOGIN, right).status_code for _again in range(8)} == {302}


def test_one_network_has_six_wrong_codes_in_five_minutes(owner, client, time_machine):
    time_machine.move_to("2026-11-23 12:00:00+00:00", tick=False)
    try_codes(6)
    late = stranger()
    ask_for_code(late)
    answer = late.post(CONFIRM, {"code": newest_code()})
    assert answer.status_code == 429
    assert "Too many attempts" in answer.content.decode()
    time_machine.shift(301)
    assert late.post(CONFIRM, {"code": newest_code()}).status_code == 302


def test_who_tries_too_often_is_answered_429(owner):
    for _again in range(4):
        answer = ask_for_code(Client())
    assert answer.status_code == 429
    assert answer["Retry-After"] == "300"
    assert try_passwords(Client(), 6).status_code == 429


@pytest.mark.django_db(transaction=True)
def test_tries_at_the_same_moment_are_judged_three_times(owner, client):
    """The session forgets all but one of them, for each request saves what it has read."""
    ask_for_code(client)
    cookie = client.cookies["sessionid"].value

    def attempt(_number):
        twin = Client()
        twin.cookies["sessionid"] = cookie
        try:
            return twin.post(CONFIRM, {"code": "XXXX-XXXX"}).content.decode()
        finally:
            connection.close()

    with ThreadPoolExecutor(7) as pool:
        pages = list(pool.map(attempt, range(7)))
    assert sum("This code is not right" in page for page in pages) <= 3


def test_an_owner_writes_to_a_few_strangers_a_day(member, owner, owner_client):
    address = f"/en/profile/{member.slug}/people/"
    for number in range(30):
        owner_client.post(address, {"email": f"s{number}@example.org", "role": "editor"})
        member.invitations.all().delete()
    assert kinds().count("invitation") == 20
    page = owner_client.post(address, {"email": "one.more@example.org", "role": "editor"})
    assert "Please go on tomorrow" in page.content.decode()


def test_one_stranger_gets_three_of_them_at_most(member, owner, owner_client):
    invitation = invitations.invite(member, "s@example.org", "editor", owner)
    address = f"/en/profile/{member.slug}/invitations/{invitation.pk}/"
    for _again in range(5):
        answer = owner_client.post(address, {"action": "again"}, follow=True)
    assert kinds().count("invitation") == 3
    assert [m.level for m in answer.context["messages"]] == [messages.ERROR]


def test_staff_invite_as_many_as_they_must(member):
    staff = make_user("staff@example.org", is_staff=True)
    for number in range(30):
        invitations.invite(member, f"s{number}@example.org", "editor", staff)
        member.invitations.all().delete()
    assert kinds().count("invitation") == 30


@pytest.mark.parametrize("name", ["Win at https://evil.example", "www.evil.example", "a@evil.ex"])
def test_the_name_of_an_inviter_leads_nowhere(member, owner, name):
    owner.name = name
    owner.save()
    invitation = invitations.invite(member, "s@example.org", "editor", owner)
    mail = invitations.preview(invitation)
    assert "evil" not in f"{mail}"


def test_the_door_is_still_one_for_all(owner):
    pages = []
    for email in (owner.email, "nobody@water.example"):
        for _again in range(4):
            answer = Client().post(ASK, {"email": email})
        pages.append((answer.status_code, answer["Retry-After"]))
    assert pages[0] == pages[1]
