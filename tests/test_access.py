"""The access matrix: every address of the site, what each kind of person gets there.

A new address fails the first test, which prints its row; whoever adds it reads the row, and puts
it into access_rows.py where it is right. Whoever has no right gets 403 or 404, whoever is not
signed in is sent to sign in (302), and nobody learns what exists by asking.

Addresses lead to things that exist (`world`): the member is Water for All, which the editor and
the owner keep and the other editor does not. A new kind of thing with an address gets one in
`world`; below /admin/ it is found by its model, elsewhere by `THINGS`.
"""

import copy
import re
from contextlib import contextmanager, nullcontext
from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.db import transaction
from django.template import Template
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils.safestring import SafeString
from post_office.models import Email

from members.accounts.invitations import invite
from members.exchange import uploads
from members.mailing.kinds import OPTIONAL
from members.mailing.opt_outs import address_for
from members.models import (
    Claim,
    CountryText,
    Editor,
    EmbedUse,
    Label,
    MailText,
    Note,
    Report,
    SavedReason,
    SearchTerm,
    Task,
)
from members.publishing import inviting
from members.publishing.merging import merge
from members.publishing.proposals import save_draft, submit
from tests.access_rows import ROWS
from tests.accounts.conftest import newest_link, sign_in_by_code
from tests.accounts.test_second_factor import code_of
from tests.exchange.importing import csv_file
from tests.helpers import make_area, make_member, make_place, make_theme, make_user

pytestmark = pytest.mark.django_db
PEOPLE = (
    "visitor",
    "other editor",
    "editor",
    "owner",
    "reviewer without factor",
    "reviewer",
    "administrator",
    "superuser",
)
# A route's beginning, the first that fits, and the attribute of `world` that its <int:pk> or
# <str:token> stands for.
THINGS = {
    "en/profile/<slug:slug>/proposals/": "proposal",
    "en/profile/<slug:slug>/people/": "colleague",
    "en/profile/<slug:slug>/invitations/": "invitation",
    "en/invitation/": "invitation_token",
    "admin/review/policy/": "member",
    "admin/review/": "proposal",
    "admin/exchange/": "job",
    "admin/invitations/": "batch",
    "admin/internal/notes/": "note",
    "admin/internal/": "member",
    "admin/members/user/<int:pk>/second-factor/": "reviewer",
    "mailbox/": "mail",
    "admin/outbox/": "mail",
    "unsubscribe/": "unsubscribe_token",
}
_VALUES = {
    r"health/<slug:slug>": "health/incomplete",
    r"themes/<slug:slug>": "themes/water",
    r"countries/<slug:slug>": "countries/be",
    r"places/<slug:slug>": "places/be-van",
    r"<slug:lang>": "en",
    r"suggest/<slug:kind>": "suggest/entity",
    r"<slug:kind>/<slug:language>": "decision/nl",
    r"<slug:kind>": "csv",
    r"<slug:group>": "theme",
    r"<slug:slug>": "water-for-all",
    r"<slug:step>": "contact",
    r"<str:key>": "water-for-all",
    r"<str:group>": "theme",
    r"<str:token>": "forged",
    r"<int:\w+>": "1",
    r"<path:\w+>": "1",
    r"<id>": "1",
    r"\(\?P<colour>[^)]*\)": "1d5c63",
    r"\(\?P<language>[^)]*\)": "en",
    r"\(\?P<kind>[^)]*\)": "site",
    r"\(\?P<name>[^)]*\)": "all",
    r"\(\?P<digest>\[0-9a-f\]\{16\}\)": "0" * 16,
    r"\(\?P<digest>[^)]*\)": "0" * 32,
    r"\(\?P<width>[^)]*\)": "96",
    r"\(\?P<app_label>[^)]*\)": "members",
    r"\(\?P<url>[^)]*\)": "nowhere",
}


@pytest.fixture
def world(settings):
    """One thing of most kinds, and a second factor that the admin asks for, as in production."""
    settings.REQUIRE_SECOND_FACTOR = True
    for make, slug in ((make_theme, "water"), (make_place, "BE-VAN"), (make_area, "world")):
        make(slug)
    member, other = make_member("Water for All", themes=["water"]), make_member("Bread for All")
    people = {name: make_user(f"{name.replace(' ', '.')}@example.org") for name in PEOPLE[1:4]}
    for name, home in zip(PEOPLE[1:4], (other, member, member), strict=True):
        role = Editor.Role.OWNER if name == "owner" else Editor.Role.EDITOR
        Editor.objects.create(member=home, user=people[name], role=role)
    staff = zip(PEOPLE[4:7], ("Reviewer", "Reviewer", "Administrator"), strict=True)
    people |= {name: make_user(f"{name.split()[-1]}@example.org", role) for name, role in staff}
    people["superuser"] = make_user("root@example.org", is_staff=True, is_superuser=True)
    colleague = Editor.objects.create(member=member, user=make_user("colleague@example.org"))
    Report.objects.create(member=member, kind="text", message="x", sender="x", language="nl")
    Claim.objects.create(
        member=member,
        name="Nora",
        email="nora@example.org",
        function="Director",
        language="nl",
        sender="x",
    )
    SearchTerm.objects.add({"water": (9, 0)})
    EmbedUse.objects.add({"ally.example.com": 1})
    SavedReason.objects.create(title="Too long", text={"en": "Too long"})
    Task.objects.raise_for(member, Task.Kind.STOPPED)
    Label.objects.create(name="Call")
    CountryText.objects.create(country="BE")
    merge(make_member("Wells"), make_member("Wells again"), {}, None)
    batch = inviting.prepare([member.pk], people["superuser"])
    batch.move("draft", "done")
    note = Note.objects.create(member=member, author=people["administrator"], text="Call")
    MailText.objects.create(kind="no_account", language="en", subject="Hello", body="Hello")
    job = uploads.receive(csv_file(["name"], ["Air for All"]), people["administrator"])
    invitation = invite(member, "new@example.org", "editor", people["owner"])
    invitation_token = newest_link().split("/")[-2]
    proposal = submit(save_draft(member, {"city": "Ghent"}, people["editor"]), people["editor"])
    save_draft(member, {"city": "Bruges"}, people["editor"])
    return SimpleNamespace(
        job=job,
        batch=batch,
        people=people,
        reviewer=people["reviewer"],
        member=member,
        note=note,
        colleague=colleague,
        proposal=proposal,
        invitation=invitation,
        invitation_token=invitation_token,
        mail=Email.objects.latest("pk"),
        unsubscribe_token=address_for(people["reviewer"], min(OPTIONAL)).split("/")[-2],
    )


def browser_of(person, world):
    """Return the browser of one of PEOPLE; staff have signed in with code and second factor."""
    client = Client(raise_request_exception=False)
    if person == "visitor":
        return client
    user = world.people[person]
    if not user.is_staff or person == "reviewer without factor":
        client.force_login(user)
        return client
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    sign_in_by_code(client, user.email)
    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    return client


def addresses(patterns=None, prefix=""):
    """Yield the route of every address that the site answers."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from addresses(pattern.url_patterns, route)


def concrete(route, world):
    """Return an address of a route, of a thing that exists where one can."""
    if match := re.match(r"admin/(\w+)/(\w+)/", route):
        model = dict(apps.all_models.get(match[1], {})).get(match[2])
        row = model and model.objects.order_by("pk").first()
        route = re.sub(r"<(path:object_id|id)>", str(row.pk if row else 1), route)
    for beginning, name in THINGS.items():
        if route.startswith(beginning):
            thing = getattr(world, name)
            route = re.sub(r"<(int:pk|str:token)>", str(getattr(thing, "pk", thing)), route)
    for pattern, value in _VALUES.items():
        route = re.sub(pattern, value, route)
    return "/" + re.sub(r"[\^$\\]", "", route)


def status_of(client, method, address):
    """Return the status of a request whose writes are undone, a sign-out included."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic():
        status = getattr(client, method)(address).status_code
        transaction.set_rollback(True)
    client.cookies = cookies
    return str(status)


def cell_of(route, client, world):
    """Return what one person gets on one route, as a cell of the table: "GET POST"."""
    address = concrete(route, world)
    return " ".join(status_of(client, method, address) for method in ("get", "post"))


def row_of(cells):
    """Return eight cells as a row of the table."""
    short = [cell if n == 0 or cell != cells[n - 1] else "=" for n, cell in enumerate(cells)]
    while short[-1] == "=":
        short.pop()
    return " | ".join(short)


def cells_of(row):
    """Return the eight cells of a row."""
    cells = row.split(" | ")
    for n in range(len(PEOPLE)):
        if n >= len(cells):
            cells.append(cells[-1])
        elif cells[n] == "=":
            cells[n] = cells[n - 1]
    return cells


def test_every_address_has_a_row_and_every_row_an_address(world):
    routes = list(addresses())
    without = [route for route in routes if route not in ROWS]
    browsers = [browser_of(person, world) for person in PEOPLE] if without else []
    missing = {r: row_of([cell_of(r, browser, world) for browser in browsers]) for r in without}
    assert {"without a row": missing, "gone": set(ROWS) - set(routes)} == {
        "without a row": {},
        "gone": set(),
    }


def first_reader(row):
    """Return the place in PEOPLE of the first who gets a page, or None where nobody does."""
    return next((n for n, cell in enumerate(cells_of(row)) if "200" in cell), None)


@contextmanager
def no_templates(monkeypatch):
    """Answer with empty pages: what somebody may do is decided before a page is rendered."""
    with monkeypatch.context() as patch:
        patch.setattr(Template, "render", lambda template, context: SafeString(""))
        yield


@pytest.mark.parametrize("person", PEOPLE)
def test_each_person_gets_what_is_theirs(person, world, monkeypatch):
    browser, column = browser_of(person, world), PEOPLE.index(person)
    expected = {route: cells_of(row)[column] for route, row in ROWS.items()}
    statuses = {}
    for route, row in ROWS.items():
        is_first = first_reader(row) == column  # each page is rendered once, not eight times
        with nullcontext() if is_first else no_templates(monkeypatch):
            statuses[route] = cell_of(route, browser, world)
    assert {r: statuses[r] for r in ROWS if statuses[r] != expected[r]} == {}
