"""What these tests share with others, and a member that is due for its yearly check."""

import pytest
from django.test import Client

from members.freshness.yearly_check import run
from tests.freshness.yearly_check.people import FULL, OLD, mails, noon, owned, tokens
from tests.mailing.conftest import sink  # noqa: F401 - a fixture


@pytest.fixture
def member(time_machine):
    """Alpha, owned by Anna and due for its yearly check."""
    time_machine.move_to(noon("2025-12-23"), tick=False)
    member = owned("Alpha", "anna@example.org", confirmed=OLD, **FULL)
    time_machine.move_to(noon("2026-11-23"), tick=False)
    run.run()
    return member


@pytest.fixture
def token(member):
    """The token in Anna's mail."""
    return tokens(mails()[-1])[0]


@pytest.fixture
def visitor():
    """A browser that was never here, checked for CSRF as in production."""
    return Client(enforce_csrf_checks=True)
