"""Every page of the account, opened and posted to by sessions that lack the second factor.

The owner made the factor after they were signed in, or they know the mailbox or the password
alone: whatever they send to whatever page, they see no code, change no factor, address or
password, and do not stand in the admin.
"""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.test import Client

from members.models import User
from tests.test_access import addresses

from .conftest import CONFIRM, ask_for_code, newest_code, sign_in_by_code
from .test_second_factor import give_app

pytestmark = pytest.mark.django_db
PASSWORD = "three-calm-words"
PAGES = sorted(
    "/" + re.sub(r"<int:pk>", "1", route)
    for route in addresses()
    if route.startswith("account/") and "logout" not in route
)
# What somebody would send who tries to change something.
EVERYTHING = {
    "code": "000000",
    "password": PASSWORD,
    "oldpassword": PASSWORD,
    "password1": "four-quiet-other-words",
    "password2": "four-quiet-other-words",
    "email": "evil@example.org",
    "login": "reviewer@example.org",
    "action_add": "1",
    "name": "Evil",
    "language": "en",
    "tell_staff": "1",
    "credential": "{}",
}


@pytest.fixture(autouse=True)
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def reviewer(reviewer):
    reviewer.set_password(PASSWORD)
    reviewer.save()
    return reviewer


def by_code(user, _clock):
    client = Client()
    sign_in_by_code(client, user.email)
    return client


def by_password(user, _clock):
    client = Client()
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    return client


def by_password_yesterday(user, clock):
    clock.move_to("2026-11-22 12:00:00+00:00", tick=False)
    client = by_password(user, clock)
    clock.move_to("2026-11-23 12:00:00+00:00", tick=False)
    return client


def half_way_in(user, _clock):
    """The mailbox is theirs, the factor is not: they stand before its page."""
    give_app(user)
    client = Client()
    ask_for_code(client, user.email)
    client.post(CONFIRM, {"code": newest_code()})
    Authenticator.objects.all().delete()
    return client


@pytest.mark.parametrize("session", [by_code, by_password, by_password_yesterday, half_way_in])
@pytest.mark.parametrize("password_first", [False, True])
def test_no_page_lets_a_session_without_the_factor_through(
    reviewer, time_machine, session, password_first
):
    client = session(reviewer, time_machine)
    client.raise_request_exception = False
    secret = give_app(reviewer)
    RecoveryCodes.activate(reviewer)
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).get_unused_codes()
    before = state_of(reviewer)
    for page in PAGES:
        if password_first:
            client.post("/account/reauthenticate/", {"password": PASSWORD})
        for answer in (client.get(page), client.post(page, EVERYTHING)):
            assert answer.status_code < 500, page
            assert not any(code in answer.content.decode() for code in [secret, *codes]), page
        assert state_of(reviewer) == before, page
        assert client.get("/admin/").status_code == 302, page


def state_of(user):
    """Return what nobody may change without the factor."""
    person = User.objects.get(pk=user.pk)
    factors = list(Authenticator.objects.order_by("pk").values_list("pk", "type", "data"))
    return (person.email, person.password, person.is_active, factors)


def test_the_owners_own_session_does_change_things(reviewer):
    # What is sent above is not refused for another reason.
    client = by_password(reviewer, None)
    client.post("/account/password/change/", EVERYTHING)
    assert User.objects.get(pk=reviewer.pk).check_password("four-quiet-other-words")
    assert UserSession.objects.filter(user=reviewer).exists()
