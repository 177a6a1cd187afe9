"""People at the door: an owner, and small steps that several files take."""

import re

import pytest
from django.test import Client
from post_office.models import Email

from members.models import Editor
from tests.helpers import make_member, make_user

ASK, CONFIRM = "/account/login/code/", "/account/login/code/confirm/"


@pytest.fixture
def member(db):
    """A published member."""
    return make_member("Water for All", website="https://water.example/")


@pytest.fixture
def owner(member):
    """Its owner."""
    user = make_user("owner@water.example", name="Olga Owner")
    Editor.objects.create(member=member, user=user, role=Editor.Role.OWNER)
    return user


@pytest.fixture
def owner_client(owner):
    """The owner's browser."""
    return signed_in(owner)


def signed_in(user):
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(user)
    return client


def kinds():
    """Return the kinds of the mails in the outbox, oldest first."""
    return [mail.headers["X-Koepel-Mail"] for mail in Email.objects.order_by("pk")]


def newest_code():
    """Return the code in the newest mail."""
    return re.search(r"[A-Z]{4}-[A-Z]{4}", Email.objects.latest("pk").subject)[0]


def newest_link():
    """Return path of the link in the newest mail."""
    return re.search(r"http://localhost:8000(\S+)", Email.objects.latest("pk").message)[1]


def ask_for_code(client, email="owner@water.example", **query):
    """Ask for a sign-in code and return the response."""
    return client.post(ASK, {"email": email}, query_params=query)


def sign_in_by_code(client, email="owner@water.example"):
    """Sign in as people do and return the response."""
    ask_for_code(client, email)
    return client.post(CONFIRM, {"code": newest_code()})
