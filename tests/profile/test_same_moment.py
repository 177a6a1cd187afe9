"""Every pair of actions of editors and staff at the same moment: no word that counted is lost.

One action is held just before it first locks or writes anything, while the other one runs: what
was looked at before the lock is then out of date. The forms are those that the pages hold.
"""

import os
from concurrent.futures import ThreadPoolExecutor, wait
from itertools import count
from threading import Event

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from members.models import Change, Member, Proposal, Revision
from members.models.proposal import AlreadyMoved, NotAllowed
from members.publishing import EditConflict
from members.publishing.holding import hold
from members.publishing.leaving import leave
from members.publishing.merging import ChangedSince, merge
from members.publishing.proposals import Decision, decide, pending_of, return_with
from tests.helpers import edit, make_member, make_user
from tests.profile.conftest import FILLED, appoint, sign_in
from tests.profile.helpers import form_of

pytestmark = pytest.mark.django_db(transaction=True)
NUMBERS = count()
WRITES = ("BEGIN IMMEDIATE", "UPDATE", "INSERT", "DELETE")
# What anybody of this file types or proposes, and what was there; nothing else may turn up.
TYPED = {"city": {"Bruges", "Namur"}, "phone": {"+32 2 777 77 77"}, "abbreviation": {"WFA"},
         "street_address": {"Long Street 1", "Bob's Street 2"}}  # fmt: skip
REFUSALS = (ValidationError, AlreadyMoved, NotAllowed, EditConflict, ChangedSince)


def writes(sql):
    """Whether a statement locks or writes."""
    return sql.startswith(WRITES) or "FOR UPDATE" in sql


class Scene:
    """A member with a draft of Anna's and, with `waits`, something of hers that waits."""

    def __init__(self, waits):
        number = next(NUMBERS)
        self.member = make_member(f"Water {number}", **FILLED)
        self.other = make_member(f"Other {number}")
        self.root = f"/en/profile/water-{number}/"
        self.anna = appoint(self.member, f"anna{number}@example.org", "Anna")
        self.bob = appoint(self.member, f"bob{number}@example.org", "Bob", "owner")
        self.staff = make_user(f"robin{number}@example.org", "Administrator")
        self.a, self.b = sign_in(self.anna), sign_in(self.bob)
        self.pages = {}
        if waits:
            self.send_as(waits)
        self.save(self.a, "place", street_address="Long Street 1", city="Bruges")
        self.open()

    def send_as(self, state):
        self.save(self.a, "identity", abbreviation="WFA")
        self.a.post(f"{self.root}check/", form_of(self.a.get(f"{self.root}check/")))
        if state == "returned":
            return_with(pending_of(self.member), self.staff, "Since when?")

    def open(self):
        """Open the pages from which people act, before anybody does."""
        for who, client in (("a", self.a), ("b", self.b)):
            for path in ("check/", "edit/place/", "edit/contact/"):
                self.pages[who, path] = client.get(self.root + path)
        self.pending = pending_of(self.member)
        self.revision = Member.objects.get(pk=self.member.pk).revision

    def save(self, client, part, page=None, **typed):
        url = f"{self.root}edit/{part}/"
        response = client.post(url, form_of(page or client.get(url)) | typed)
        return response.status_code == 302

    def form(self, who, path):
        return form_of(self.pages[who, path])


def save_street(scene):
    page = scene.pages["b", "edit/place/"]
    if scene.save(scene.b, "place", page, street_address="Bob's Street 2"):
        return {"street_address": "Bob's Street 2"}
    return {}


def save_phone(scene):
    if scene.save(scene.b, "contact", scene.pages["b", "edit/contact/"], phone="+32 2 777 77 77"):
        return {"phone": "+32 2 777 77 77"}
    return {}


def send(scene):
    data = scene.form("a", "check/")
    if scene.a.post(f"{scene.root}check/", data | {"note": "Sent."}).status_code == 302:
        sent = Proposal.objects.get(note="Sent.", member__in=[scene.member, scene.other])
        seen = {"street_address": "Long Street 1", "city": "Bruges"}
        waited = {"abbreviation": "WFA"} if scene.pending else {}
        assert {one.field: one.new for one in sent.changes.all()} == seen | waited
        return seen | waited
    return {}


def discard(scene):
    scene.a.post(f"{scene.root}discard/", scene.form("a", "check/"))


def undo(scene):
    """Leave out the town with the button of the check page as it was opened."""
    html = scene.pages["a", "check/"].content.decode()
    button = html[html.index('name="field" value="city"') :]
    seen = button.split('name="seen" value="')[1].split('"')[0] if "seen" in button else ""
    scene.a.post(f"{scene.root}undo/", {"field": "city", "seen": seen})


def withdraw(scene):
    scene.a.post(f"{scene.root}proposals/{scene.pending.pk}/withdraw/")


def answer(scene):
    scene.b.post(f"{scene.root}proposals/{scene.pending.pk}/answer/", {"answer": "Since May."})


def confirm(scene):
    scene.b.post(f"{scene.root}confirm/", {"revision": scene.revision})


def accept(scene):
    decide(scene.pending, scene.staff, {"abbreviation": Decision("accepted")})
    return {"abbreviation": "WFA"}


def ask(scene):
    return_with(scene.pending, scene.staff, "Is that so?")


def take(scene):
    hold(scene.pending, scene.staff)


def publish_town(scene):
    edit(scene.member, base=scene.revision, actor=scene.staff, city="Namur")
    return {"city": "Namur"}


def let_go(scene):
    day = Revision.objects.first().created_at.date()
    leave(Member.objects.get(pk=scene.member.pk), day, scene.staff, base=scene.revision)


def merge_away(scene):
    bases = (scene.other.revision, scene.revision)
    merge(scene.other, scene.member, {}, scene.staff, bases=bases)


WITHOUT = [save_street, save_phone, send, discard, undo, confirm, publish_town, let_go, merge_away]
PAIRS = {
    None: WITHOUT,
    "submitted": [*WITHOUT, withdraw, accept, ask, take],
    "returned": [*WITHOUT, withdraw, answer],
}


def held_before_its_first_write(action, scene, go, reached):
    """Run an action that stops before it first locks or writes, until `go` is set."""

    def hold_on(execute, sql, params, many, context):
        if writes(sql) and not reached.is_set():
            reached.set()
            go.wait(5)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hold_on):
        return counted(action, scene, reached)


def counted(action, scene, done=None):
    """Run an action and return the words that it was told are kept; close the connection."""
    try:
        return action(scene) or {}
    except REFUSALS:
        return {}
    finally:
        if done:
            done.set()
        connection.close()


def at_the_same_moment(first, second, scene):
    """Run `second` while `first` is held; return the words of both that count."""
    go, reached = Event(), Event()
    with ThreadPoolExecutor(2) as pool:
        slow = pool.submit(held_before_its_first_write, first, scene, go, reached)
        reached.wait(10)
        quick = pool.submit(counted, second, scene)
        wait([quick], timeout=0.4)  # no longer: perhaps it waits for what the first one locked
        go.set()
        return slow.result(20), quick.result(20)


def assert_nothing_is_lost(scene, words):
    both = [scene.member.pk, scene.other.pk]
    live = {one.pk: one for one in Member.objects.filter(pk__in=both)}
    changes = list(Change.objects.filter(proposal__member__in=both).select_related("proposal"))
    revisions = [
        one
        for revision in Revision.objects.filter(member__in=both)
        for one in revision.changes.items()
    ]
    for field, word in words.items():
        published = any(name == field and one["new"] == word for name, one in revisions)
        assert any(getattr(one, field) == word for one in live.values()) or published or any(
            one.field == field and one.new == word
            and (one.proposal.state != "withdrawn" or one.proposal.replaced_by_id)
            for one in changes
        ), (field, word)  # fmt: skip
    for one in changes:
        assert one.new in TYPED[one.field], "proposes what nobody typed"


def try_pair(waits, first, second):
    scene = Scene(waits)
    one, other = at_the_same_moment(first, second, scene)
    discards = {discard, withdraw} & {first, second}
    # Whoever throws away what he saw may do so after the sender of it was told.
    kept = one | other
    if "city" in kept and publish_town in (first, second):
        kept["city"] = (one if first is publish_town else other).get("city", kept["city"])
    if withdraw in discards or merge_away in (first, second):
        kept.pop("abbreviation", None)
    assert_nothing_is_lost(scene, kept)


@pytest.mark.parametrize(
    ("first", "second"),
    [(send, save_street), (send, save_phone), (discard, save_phone), (undo, save_phone),
     (undo, publish_town), (publish_town, send)],
    ids=lambda action: action.__name__,
)  # fmt: skip
def test_what_two_people_do_at_once_loses_no_word(first, second):
    try_pair(None, first, second)


@pytest.mark.slow
@pytest.mark.skipif("KOEPEL_LONG" not in os.environ, reason="takes many minutes: KOEPEL_LONG=1")
@pytest.mark.parametrize(
    ("waits", "first"),
    [(waits, one) for waits, actions in PAIRS.items() for one in actions],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_no_pair_of_actions_loses_a_word(waits, first):
    for second in PAIRS[waits]:
        if second is not first:
            try_pair(waits, first, second)
