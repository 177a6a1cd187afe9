"""The access matrix: every address of the site, what each kind of person gets there.

A new address fails the first test until it has a row. Whoever has no right gets 403 or 404, whoever
is not signed in is sent to sign in (302), and nobody learns what exists by asking.
"""

import copy
import re

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import URLPattern, get_resolver

from members.models import (
    Area,
    Claim,
    Editor,
    Federation,
    Invitation,
    MailText,
    Member,
    Place,
    Report,
    Revision,
    SavedReason,
    SearchTerm,
    Theme,
    User,
)
from tests.access_rows import ROWS
from tests.helpers import make_area, make_member, make_place, make_theme, make_user

pytestmark = pytest.mark.django_db
PEOPLE = ("anonymous", "reviewer_client", "administrator_client", "superuser_client")
MODELS = {
    model._meta.label_lower.replace(".", "/"): model
    for model in (
        Area, Claim, Editor, Federation, Group, Invitation, MailText, Member, Place, Report,
        Revision, SavedReason, SearchTerm, Theme, User,
    )
}  # fmt: skip


def addresses(patterns=None, prefix=""):
    """Yield the route of every address that the site answers."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from addresses(pattern.url_patterns, route)


def concrete(route):
    """Return an address of a route, of a row that exists where one can."""
    for name, model in MODELS.items():
        if route.startswith(f"admin/{name}/"):
            row = model.objects.order_by("pk").first()
            route = re.sub(r"<(path:object_id|id)>", str(row.pk if row else 1), route)
    values = {
        r"<slug:slug>": "water-for-all", r"<slug:step>": "names", r"<str:token>": "forged",
        r"<int:\w+>": "1", r"<path:\w+>": "1", r"<id>": "1",
        r"\(\?P<colour>[^)]*\)": "1d5c63", r"\(\?P<digest>[^)]*\)": "0" * 32,
        r"\(\?P<width>[^)]*\)": "96", r"\(\?P<app_label>[^)]*\)": "members",
        r"\(\?P<url>[^)]*\)": "nowhere",
    }  # fmt: skip
    for pattern, value in values.items():
        route = re.sub(pattern, value, route)
    return "/" + re.sub(r"[\^$\\]", "", route)


@pytest.fixture
def rows():
    """One row of most models."""
    make_theme("water")
    make_place("BE-VAN")
    make_area("world")
    member = make_member("Water for All", themes=["water"])
    Report.objects.create(member=member, kind="text", message="x", sender="x", language="nl")
    SearchTerm.objects.add({"water": (9, 0)})
    SavedReason.objects.create(title="Too long", text={"en": "Too long"})
    Editor.objects.create(member=member, user=make_user("editor@example.org"))


def status_of(client, method, address):
    """Return the status of a request whose writes are undone, a sign-out included."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        status = getattr(client, method)(address).status_code
        transaction.set_rollback(True)
    client.cookies = cookies
    return str(status)


def test_every_address_has_a_row_and_every_row_an_address():
    routes = set(addresses())
    assert {"without a row": routes - set(ROWS), "gone": set(ROWS) - routes} == {
        "without a row": set(),
        "gone": set(),
    }


@pytest.mark.parametrize("person", PEOPLE)
def test_each_person_gets_what_is_theirs(request, rows, person):
    client = request.getfixturevalue(person)
    client.raise_request_exception = False
    found = {}
    for route in ROWS:
        address = concrete(route)
        found[route] = " ".join(status_of(client, method, address) for method in ("get", "post"))
    column = PEOPLE.index(person)
    expected = {route: row.split(" | ")[column] for route, row in ROWS.items()}
    assert {r: found[r] for r in ROWS if found[r] != expected[r]} == {}
