"""An answer takes as long for an address with an account as for one without: it is the same work.

Counted, not timed: queries, mails put into the outbox, and passwords hashed.
"""

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .conftest import CONFIRM, ask_for_code, kinds

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "owner@water.example", "nobody@water.example"


@pytest.fixture
def work(owner, monkeypatch):
    """A function that does something in a new browser and returns (queries, mails, hashes)."""
    hashed = []
    encode = hashers.PBKDF2PasswordHasher.encode

    def counted(self, *args, **kwargs):
        hashed.append(1)
        return encode(self, *args, **kwargs)

    owner.set_password("three-calm-words")
    owner.save()
    monkeypatch.setattr(hashers.PBKDF2PasswordHasher, "encode", counted)

    def done(action, prepare=None):
        client = Client()
        if prepare:
            prepare(client)
        mails = len(kinds())
        hashed.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            action(client)
        return len(queries), len(kinds()) - mails, len(hashed)

    return done


def codes(address):
    return lambda client: ask_for_code(client, address)


DOORS = {
    "ask for a code": lambda address: (codes(address), None),
    "look at the page for it": lambda address: (lambda c: c.get(CONFIRM), codes(address)),
    "type a wrong code": lambda address: (
        lambda c: c.post(CONFIRM, {"code": "XXXX-XXXX"}),
        codes(address),
    ),
    "sign in with a password": lambda address: (
        lambda c: c.post("/account/login/", {"login": address, "password": "wrong"}),
        None,
    ),
    "forget a password": lambda address: (
        lambda c: c.post("/account/password/reset/", {"email": address}),
        None,
    ),
    "type a wrong code for it": lambda address: (
        lambda c: c.post("/account/password/reset/confirm/", {"code": "XXXX-XXXX"}),
        lambda c: c.post("/account/password/reset/", {"email": address}),
    ),
}


@pytest.mark.parametrize("door", DOORS)
def test_every_door_does_the_same_work_for_both(door, work):
    work(*DOORS[door]("warm@water.example"))  # what a process reads once
    known, unknown = (work(*DOORS[door](address)) for address in (KNOWN, UNKNOWN))
    assert known[1:] == unknown[1:]
    # One row more is read where there is a user: a tenth of a millisecond, by its key.
    assert known[0] - unknown[0] in (0, 1)
