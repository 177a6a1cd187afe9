"""What editors and staff do, as single actions that the tests of same moments set against another.

An action takes a Scene and returns the words that its person was told are kept: {field: value}.
Pages are opened before anybody acts; the forms that are sent are those that the pages held.
"""

from itertools import count

from django.core.files.base import ContentFile

from members.exchange import worker
from members.freshness.yearly_check.corrections import Answer
from members.freshness.yearly_check.corrections import apply_answer as take_answer
from members.models import Change, ConfirmationLink, ImportJob, Member, Proposal, Revision
from members.publishing import restore
from members.publishing.leaving import leave
from members.publishing.logos import store_logo
from members.publishing.merging import merge
from members.publishing.proposals import (
    Decision,
    decide,
    discard,
    pending_of,
    return_with,
    save_draft,
    submit,
)
from members.publishing.review_lock import hold
from tests.exchange.importing import csv_file, rehearsed
from tests.helpers import edit, make_member, make_user, picture
from tests.profile.conftest import FILLED, sign_in
from tests.profile.helpers import form_of

NUMBERS = count()
OLD_WEBSITE = "https://before.example.org/"
DRAFTED = {"street_address": "Long Street 1", "city": "Bruges"}
WAITS = {"abbreviation": "WFA"}
PUT_ASIDE = {"email": "aside@example.org"}


class People:
    """Anna and Bob, who edit every member of a test, and Robin of the staff."""

    def __init__(self):
        number = next(NUMBERS)
        self.anna = make_user(f"anna{number}@example.org", name="Anna")
        self.bob = make_user(f"bob{number}@example.org", name="Bob")
        self.staff = make_user(f"robin{number}@example.org", "Administrator")
        self.a, self.b = sign_in(self.anna), sign_in(self.bob)


class Scene:
    """A member with a draft of Anna's, something she threw away and, with `waits`, what waits.

    Attributes:
        pages: {(whose browser, path): the page as it was before anybody acted}.
    """

    def __init__(self, people, waits, actions):
        number = next(NUMBERS)
        self.member, self.other = make_member(f"Water {number}", **FILLED), None
        self.root, self.people = f"/en/profile/water-{number}/", people
        self.pages, self.jobs = {}, {}
        self.a, self.b, self.staff = people.a, people.b, people.staff
        for user, role in ((people.anna, "editor"), (people.bob, "owner")):
            self.member.editors.create(user=user, role=role)
        for action in actions:
            action.before(self)
        self._write(waits)
        self.pending = pending_of(self.member)
        self.revision = Member.objects.get(pk=self.member.pk).revision
        for action in actions:
            for who, path in action.pages:
                self.pages[who, path] = getattr(self, who).get(self.root + path)
            action.look(self)

    def _write(self, waits):
        """Let Anna send what waits, and draft."""
        anna = self.people.anna
        if waits:
            submit(save_draft(self.member, WAITS, anna), anna)
        if waits == "returned":
            return_with(pending_of(self.member), self.staff, "Since when?")
        save_draft(self.member, DRAFTED, anna)

    @property
    def members(self):
        """The keys of the members that the actions touch."""
        return [one.pk for one in (self.member, self.other) if one]

    def rows(self):
        """Return what the database holds of the members, to see whether anything happened."""
        proposals = Proposal.objects.filter(member__in=self.members).order_by("pk")
        return [
            list(rows.values())
            for rows in (
                Member.objects.filter(pk__in=self.members).order_by("pk"),
                proposals,
                Change.objects.filter(proposal__in=proposals).order_by("pk"),
            )
        ]

    def save(self, path, **typed):
        """Send one of Bob's forms; return whether it was taken."""
        data = form_of(self.pages["b", path]) | typed
        return self.b.post(self.root + path, data).status_code == 302


def action(*pages, before=lambda scene: None, look=lambda scene: None):
    """Say what an action starts from.

    Args:
        pages: (whose browser, path) of the pages whose forms it sends.
        before: before(scene) does what happened long ago.
        look: look(scene) does what this person did last, before anybody acts.
    """

    def said(function):
        function.pages, function.before, function.look = pages, before, look
        return function

    return said


# --- editors --------------------------------------------------------------------------
@action(("b", "edit/place/"))
def save_street(scene):
    typed = {"street_address": "Bob's Street 2"}
    return typed if scene.save("edit/place/", **typed) else {}


@action(("b", "edit/contact/"))
def save_phone(scene):
    typed = {"phone": "+3227777777"}
    return typed if scene.save("edit/contact/", **typed) else {}


@action(("b", "edit/contact/"))
def autosave_phone(scene):
    typed = {"phone": "+3228888888"}
    data = form_of(scene.pages["b", "edit/contact/"]) | typed
    response = scene.b.post(f"{scene.root}edit/contact/keep/", data)
    is_kept = response.status_code == 200 and response.json()["all"]
    return typed if is_kept else {}


@action(("b", "edit/logo/"))
def save_logo(scene):
    if scene.save("edit/logo/", file=picture()):
        return {"logo": store_logo(ContentFile(picture().read()))}
    return {}


@action(("a", "check/"))
def send(scene):
    data = form_of(scene.pages["a", "check/"]) | {"note": "Sent."}
    if scene.a.post(f"{scene.root}check/", data).status_code != 302:
        return {}
    sent = Proposal.objects.get(note="Sent.", member__in=scene.members)
    seen = DRAFTED | (WAITS if scene.pending else {})
    assert {one.field: one.new for one in sent.changes.all()} == seen
    return seen


@action(("a", "check/"))
def throw_away(scene):
    scene.a.post(f"{scene.root}discard/", form_of(scene.pages["a", "check/"]))


@action(("a", "check/"))
def undo(scene):
    """Leave out the town with the button of the check page as it was opened."""
    html = scene.pages["a", "check/"].content.decode()
    button = html[html.index('name="field" value="city"') :]
    seen = button.split('name="seen" value="')[1].split('"')[0]
    scene.a.post(f"{scene.root}undo/", {"field": "city", "seen": seen})


def _thrown_away(scene):
    draft = save_draft(scene.member, PUT_ASIDE, scene.people.anna)
    discard(draft, scene.people.anna)
    scene.aside = Proposal.objects.get(member=scene.member, changes__field="email")


@action(before=_thrown_away)
def put_back(scene):
    page = f"{scene.root}proposals/{scene.aside.pk}/put-back/"
    said = scene.b.post(page, {"field": "email"}, follow=True)
    return PUT_ASIDE if "Back in your draft" in said.content.decode() else {}


@action()
def withdraw(scene):
    scene.a.post(f"{scene.root}proposals/{scene.pending.pk}/withdraw/")


@action()
def answer(scene):
    scene.b.post(f"{scene.root}proposals/{scene.pending.pk}/answer/", {"answer": "Since May."})


@action()
def confirm(scene):
    scene.b.post(f"{scene.root}confirm/", {"revision": scene.revision})


def _asked(scene):
    ConfirmationLink.make(scene.member, scene.people.bob)
    scene.link = ConfirmationLink.objects.get(member=scene.member)


@action(before=_asked)
def answer_the_check(scene):
    """Say in the yearly check what stands there instead."""
    typed = {"mission": {"en": "Wells for all."}, "founded_year": 1999}
    take_answer(scene.link, str(scene.revision), Answer(changes=typed), {})
    return typed


# --- staff ----------------------------------------------------------------------------
@action()
def accept(scene):
    decide(scene.pending, scene.staff, {"abbreviation": Decision("accepted")})
    return WAITS


@action()
def refuse(scene):
    decide(scene.pending, scene.staff, {"abbreviation": Decision("refused", reason="Not so.")})


@action()
def ask(scene):
    return_with(scene.pending, scene.staff, "Is that so?")


@action()
def take_in_hand(scene):
    hold(scene.pending, scene.staff)


@action()
def publish_town(scene):
    edit(scene.member, base=scene.revision, actor=scene.staff, city="Namur")
    return {"city": "Namur"}


def _was_otherwise(scene):
    for website in (OLD_WEBSITE, FILLED["website"]):
        edit(scene.member, website=website)
    scene.earlier = Revision.objects.filter(member=scene.member).order_by("number")[1].number


@action(before=_was_otherwise)
def go_back(scene):
    member = Member.objects.get(pk=scene.member.pk)
    restore(member, scene.earlier, scene.staff, base=scene.revision)
    return {"website": OLD_WEBSITE}


@action()
def let_go(scene):
    day = Revision.objects.first().created_at.date()
    leave(Member.objects.get(pk=scene.member.pk), day, scene.staff, base=scene.revision)


def _other(scene):
    scene.other = make_member(f"Other {next(NUMBERS)}")


@action(before=_other)
def merge_away(scene):
    bases = (scene.other.revision, scene.revision)
    merge(scene.other, scene.member, {}, scene.staff, bases=bases)


def _rehearsed(mode):
    def look(scene):
        rows = ["slug", "city"], [scene.member.slug, "Liège"]
        scene.jobs[mode] = rehearsed(csv_file(*rows), scene.staff, mode=mode)

    return look


def _apply(job):
    """Apply an import; return the ImportJob as it is then."""
    assert job.move("apply")
    worker.run(job)
    job.refresh_from_db()
    assert "on our side" not in str(job.trouble)
    return job


@action(look=_rehearsed(ImportJob.Mode.PUBLISH))
def import_town(scene):
    job = _apply(scene.jobs[ImportJob.Mode.PUBLISH])
    return {"city": "Liège"} if job.state == ImportJob.State.APPLIED else {}


@action(look=_rehearsed(ImportJob.Mode.PROPOSE))
def import_town_as_proposal(scene):
    job = _apply(scene.jobs[ImportJob.Mode.PROPOSE])
    return {"city": "Liège"} if job.counts.get("proposed") else {}


EDITORS = (
    save_street,
    save_phone,
    autosave_phone,
    save_logo,
    send,
    throw_away,
    undo,
    put_back,
    confirm,
    answer_the_check,
)
STAFF = (publish_town, go_back, let_go, merge_away, import_town, import_town_as_proposal)
# What is done to a proposal that waits.
TO_SUBMITTED = (withdraw, accept, refuse, ask, take_in_hand)
TO_RETURNED = (withdraw, answer)
