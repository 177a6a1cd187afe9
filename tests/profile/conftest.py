"""A member with an owner, an editor and a stranger, each with a browser."""

import pytest
from django.test import Client

from members.models import Editor
from tests.helpers import make_member, make_user
from tests.profile.helpers import ROOT

FILLED = {
    "summary": {"en": "We dig wells.", "nl": "Wij graven putten."},
    "mission": {"en": "Water for all people.\n\nEvery day."},
    "phone": "+32 2 111 11 11",
    "website": "https://water.example.org/",
    "city": "Ghent",
    "countries": ["CD", "SN"],
    "focus_areas": [
        {
            "id": "8a6e0804-2bd0-4672-b79d-d97027f9071a",
            "title": {"en": "Wells"},
            "description": {"en": "By hand."},
        },
        {
            "id": "8a6e0804-2bd0-4672-b79d-d97027f9071b",
            "title": {"en": "Taps", "nl": "Kranen"},
            "description": {},
        },
    ],
}


@pytest.fixture
def member(db):
    """Water for All, published, with a bit of everything."""
    return make_member(**FILLED)


def sign_in(user):
    """Return the browser of a user."""
    client = Client()
    client.force_login(user)
    return client


def appoint(member, email, name, role="editor"):
    """Return a user who edits a member."""
    user = make_user(email, name=name)
    Editor.objects.create(member=member, user=user, role=role)
    return user


@pytest.fixture
def anna(member):
    """Anna, an editor."""
    return appoint(member, "anna@example.org", "Anna")


@pytest.fixture
def bob(member):
    """Bob, the owner."""
    return appoint(member, "bob@example.org", "Bob", "owner")


@pytest.fixture
def anna_client(anna):
    """Anna's browser."""
    return sign_in(anna)


@pytest.fixture
def bob_client(bob):
    """Bob's browser."""
    return sign_in(bob)


@pytest.fixture
def window(browser, live_server, anna_client):
    """A function that opens a page of Anna's workspace."""
    session = anna_client.cookies["sessionid"].value
    contexts = []

    def opened(page, width=1280, scheme="light"):
        size = {"width": width, "height": 900}
        context = browser.new_context(base_url=live_server.url, viewport=size, color_scheme=scheme)
        contexts.append(context)
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        window = context.new_page()
        window.goto(f"{ROOT}{page}")
        return window

    yield opened
    for context in contexts:
        context.close()
