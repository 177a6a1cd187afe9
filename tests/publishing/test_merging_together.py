"""Merges at the same moment as other work, and merges killed half way: all or nothing, no error."""

import pytest
from django.core.exceptions import ValidationError

from members.accounts.invitations import NotOpen, accept, invite
from members.models import Editor, Member, Merge, Proposal, Report, Revision
from members.models.proposal import AlreadyMoved, NotAllowed
from members.publishing.merge_values import BOTH, GONE
from members.publishing.merging import ChangedSince, merge
from members.publishing.proposals import save_draft, submit
from members.publishing.unmerging import unmerge
from tests.helpers import edit, make_member, make_user
from tests.killing import killed_at_every_moment, needs_fork, survives
from tests.publishing.test_threads import together
from tests.publishing.test_unmerging import dump

pytestmark = pytest.mark.django_db(transaction=True)
REFUSALS = (ValidationError, ChangedSince, AlreadyMoved, NotAllowed, NotOpen)


def attempt(action):
    """Run an action; return what it gave, or the refusal."""
    try:
        return action()
    except REFUSALS as refusal:
        return refusal


def member(name):
    """Return a member as it is now."""
    return Member.objects.get(name=name)


def pair():
    """Make two members of one organisation with an editor each, and something to move."""
    for name, email in (("One", "anna@example.org"), ("Two", "bert@example.org")):
        made = make_member(name, city="Ghent", phone="111", countries=["BE"])
        Editor.objects.create(member=made, user=make_user(email), role="owner")
        Report.objects.create(member=made, kind="text", message="x", sender="x", language="nl")
    edit(made, phone="112", countries=["SN"])


def test_of_many_who_merge_the_same_two_one_does():
    pair()
    robin = make_user("robin@example.org", "Administrator")

    def work(n):
        kept, gone = ("One", "Two") if n % 2 else ("Two", "One")
        bases = (1, 2) if n % 2 else (2, 1)
        return attempt(
            lambda: merge(member(kept), member(gone), {"phone": GONE}, robin, bases=bases)
        )

    results = together(work)
    won = [result for result in results if isinstance(result, Merge)]
    assert len(won) == 1
    assert Merge.objects.get() == won[0]
    assert list(Member.objects.published()) == [won[0].kept]
    assert set(Editor.objects.values_list("member", flat=True)) == {won[0].kept_id}


def test_a_merge_while_editors_and_staff_work_loses_nothing():
    pair()
    robin = make_user("robin@example.org", "Administrator")
    users = {one.user.email[:4]: one.user for one in Editor.objects.select_related("user")}
    draft = save_draft(member("Two"), {"city": "Lier", "phone": "113"}, users["bert"]).pk
    token = make_token(robin)
    kinds = [
        lambda: merge(member("One"), member("Two"), {"countries": BOTH}, robin),
        lambda: submit(Proposal.objects.get(pk=draft), users["bert"]),
        lambda: save_draft(member("Two"), {"website": "https://two.be/"}, users["bert"]),
        lambda: accept(token, name="Carl"),
        lambda: edit(member("Two"), abbreviation="T"),
        lambda: edit(member("One"), abbreviation="O"),
    ]
    results = together(lambda n: attempt(kinds[n]), len(kinds))
    record = results[0]
    assert isinstance(record, Merge)
    one, two = member("One"), member("Two")
    assert two.merged_into == one
    assert set(Editor.objects.values_list("member", flat=True)) == {one.pk}
    assert Editor.objects.count() == 3  # the invitation was accepted, before or after
    # Whatever was sent or written before the merge is with the one that stayed.
    assert not Proposal.objects.open().exclude(member=one).exists()
    assert Proposal.objects.get(pk=draft).member == one
    # An edit of the other was either before the merge, or refused.
    assert isinstance(results[4], Revision | ValidationError)
    assert isinstance(results[5], Revision)
    unmerge(record, robin, reason="Two after all")
    assert {one.abbreviation for one in Member.objects.published()} <= {"O", "T", ""}


def make_token(by):
    """Invite somebody to "Two" and return the token of the mail."""
    invitation = invite(member("Two"), "carl@example.org", "editor", by)
    token = invitation.renew()
    invitation.save(update_fields=["token_hash", "expires_at"])
    return token


@pytest.mark.slow
@needs_fork
def test_a_merge_killed_at_any_moment_is_whole_or_nothing():
    pair()
    save_draft(member("Two"), {"city": "Lier"}, Editor.objects.last().user)
    before, states = whole(), []

    def work():
        if not Merge.objects.exists():
            choices = {"phone": GONE, "countries": BOTH}
            merge(member("One"), member("Two"), choices, None, bases=(1, 2))

    deaths = killed_at_every_moment(work, lambda _lived: states.append(whole()), step=2)
    assert deaths > 20
    assert_whole_or_nothing(states, before)
    assert not Report.objects.filter(member=member("Two")).exists()


@pytest.mark.slow
@needs_fork
def test_an_undoing_killed_at_any_moment_is_whole_or_nothing():
    pair()
    robin = make_user("robin@example.org", "Administrator")
    apart = dump()
    merge(member("One"), member("Two"), {"phone": GONE, "countries": BOTH}, robin)
    before, states = whole(), []

    def work():
        if record := Merge.objects.filter(undone_at=None).first():
            unmerge(record, robin, reason="Two after all")

    killed_at_every_moment(work, lambda _lived: states.append(whole()), step=3)
    assert_whole_or_nothing(states, before)
    assert dump() == apart


@pytest.mark.slow
@needs_fork
def test_a_merge_killed_by_the_clock_is_whole_or_nothing():
    pair()
    before = whole()
    for lifetime in (0.01, 0.02, 0.03, 0.05, 0.08, 0.13):
        lived = survives(
            lambda: merge(member("One"), member("Two"), {"phone": GONE}, None), seconds=lifetime
        )
        if whole() != before:
            break
        assert not lived
    after = whole()
    assert after == before or Merge.objects.get().record["moved"]["members.report"]


def assert_whole_or_nothing(states, before):
    """Check that each state after a death is either the one before or the one at the end."""
    done = states.index(states[-1])
    assert states[-1] != before
    assert states == [before] * done + [states[-1]] * (len(states) - done)


def whole():
    """Return every row of every table, the logs too."""
    return dump(), Merge.objects.count(), Revision.objects.count()
