"""What no browser sends to the account's pages: an answer for it, and never an error of ours."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from .conftest import sign_in_by_code, signed_in

pytestmark = pytest.mark.django_db
NO_NUMBERS = ["²", "٣", "①", "1²", "-1", "1.0", "9" * 400, "", "\x00", "null"]
DEEP = "[" * 100_000
CREDENTIALS = [
    DEEP,
    '{"a":' * 50_000,
    "[" * 300 + "]" * 300,
    "[]",
    "{}",
    "1",
    "null",
    '"x"',
    "{",
    '{"id": 1}',
    '{"id": "!", "rawId": "!", "response": []}',
    "\x00",
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "AA",'
    ' "authenticatorData": "AA", "signature": "AA", "userHandle": "AA"}}',
]


@pytest.fixture
def key(owner):
    """The owner has a key."""
    data = {"name": "Key", "passwordless": True, "credential": {}}
    return Authenticator.objects.create(user=owner, type="webauthn", data=data)


def statuses(client, address, name, values):
    """Return {value: status} of a form that is sent with each of them."""
    client.raise_request_exception = False
    return {value[:80]: client.post(address, {name: value}).status_code for value in values}


@pytest.mark.parametrize("number", NO_NUMBERS)
def test_a_session_that_is_no_number_is_not_found(owner, number):
    client = signed_in(owner)
    assert statuses(client, "/account/sessions/", "session", [number]) == {number[:80]: 404}


def test_a_successor_who_is_no_number_takes_nothing_over(owner, member):
    client = signed_in(owner)
    address = f"/en/profile/{member.slug}/people/leave/"
    assert set(statuses(client, address, "successor", NO_NUMBERS).values()) == {200}


def test_a_passkey_that_is_none_does_not_sign_in(db):
    client = Client()
    client.get("/account/2fa/webauthn/login/")
    answers = statuses(client, "/account/2fa/webauthn/login/", "credential", CREDENTIALS)
    assert max(answers.values()) < 500, answers
    assert "_auth_user_id" not in client.session


def test_a_new_key_that_is_none_is_not_kept(owner):
    client = Client()
    sign_in_by_code(client)
    client.get("/account/2fa/webauthn/add/")
    answers = statuses(client, "/account/2fa/webauthn/add/", "credential", CREDENTIALS)
    assert max(answers.values()) < 500, answers
    assert not Authenticator.objects.exists()
