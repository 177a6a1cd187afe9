"""Every pair of actions of editors and staff at the same moment: no word that counted is lost.

One action is held just before it first locks or writes anything, while the other one runs: what
was looked at before the lock is then out of date.
"""

from concurrent.futures import ThreadPoolExecutor, wait
from itertools import permutations
from threading import Event

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Count

from members.freshness.yearly_check.answers import Moved, NotOpen
from members.models import Change, Proposal, Revision
from members.models.proposal import AlreadyMoved, NotAllowed
from members.publishing import EditConflict
from members.publishing.merging import ChangedSince
from tests.profile.moments import (
    DRAFTED,
    EDITORS,
    PUT_ASIDE,
    STAFF,
    TO_RETURNED,
    TO_SUBMITTED,
    WAITS,
    People,
    Scene,
    import_town_as_proposal,
    publish_town,
    save_phone,
    save_street,
    send,
    throw_away,
    undo,
)

pytestmark = pytest.mark.django_db(transaction=True)
WRITES = ("BEGIN IMMEDIATE", "UPDATE", "INSERT", "DELETE")
REFUSALS = (
    ValidationError,
    AlreadyMoved,
    NotAllowed,
    EditConflict,
    ChangedSince,
    Moved,
    NotOpen,
)
ALWAYS = EDITORS + STAFF
# With something that waits: what is done to it, and what replaces it or looks whether it is there.
REPLACING = (send, import_town_as_proposal)


def pairs(actions, of):
    """Return the ordered pairs of actions of which at least one is among `of`."""
    return [pair for pair in permutations(actions, 2) if {*pair} & {*of}]


PAIRS = {
    None: pairs(ALWAYS, ALWAYS),
    "submitted": pairs((*ALWAYS, *TO_SUBMITTED), (*TO_SUBMITTED, *REPLACING)),
    "returned": pairs((*ALWAYS, *TO_RETURNED), TO_RETURNED),
}


def writes(sql):
    """Whether a statement locks or writes."""
    return sql.startswith(WRITES) or "FOR UPDATE" in sql


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
    """Each word that somebody was told is kept was live, is proposed, or is in a draft."""
    published = {
        (name, str(change["new"]))
        for revision in Revision.objects.filter(member__in=scene.members)
        for name, change in revision.changes.items()
    }
    proposed = {
        (change.field, str(change.new))
        for change in Change.objects.filter(proposal__member__in=scene.members)
        if change.proposal.state != Proposal.State.WITHDRAWN or change.proposal.replaced_by_id
    }
    for field, word in words.items():
        assert (field, str(word)) in published | proposed, (field, word)


def assert_nothing_is_made_up(scene, *said):
    """No proposal says what nobody typed, and one at most waits and one is drafted."""
    typed = [DRAFTED, WAITS, PUT_ASIDE, *said]
    known = {(name, str(word)) for words in typed for name, word in words.items()}
    changes = Change.objects.filter(proposal__member__in=scene.members)
    assert {(one.field, str(one.new)) for one in changes} <= known
    for states in (("draft",), ("submitted", "returned")):
        waiting = Proposal.objects.filter(state__in=states).values("member")
        assert not waiting.annotate(n=Count("pk")).filter(n__gt=1).exists()


def try_pair(people, waits, first, second):
    scene = Scene(people, waits, (first, second))
    one, other = at_the_same_moment(first, second, scene)
    assert_nothing_is_lost(scene, one)
    assert_nothing_is_lost(scene, other)
    assert_nothing_is_made_up(scene, one, other)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (send, save_street),
        (send, save_phone),
        (throw_away, save_phone),
        (undo, save_phone),
        (undo, publish_town),
        (publish_town, send),
    ],
    ids=lambda action: action.__name__,
)
def test_what_two_people_do_at_once_loses_no_word(first, second):
    try_pair(People(), None, first, second)


@pytest.mark.slow
@pytest.mark.parametrize("waits", PAIRS)
def test_each_action_alone_does_something(waits):
    people, idle = People(), []
    for action in dict.fromkeys(action for pair in PAIRS[waits] for action in pair):
        scene = Scene(people, waits, [action])
        before = scene.rows()
        words = action(scene) or {}
        assert_nothing_is_lost(scene, words)
        if scene.rows() == before:
            idle.append(action.__name__)
    # What waits already is not proposed a second time: the row of the import is kept for later.
    assert idle == (["import_town_as_proposal"] if waits else [])


@pytest.mark.slow
@pytest.mark.parametrize("waits", PAIRS)
def test_no_pair_of_actions_loses_a_word(waits):
    people, lost = People(), []
    for first, second in PAIRS[waits]:
        try:
            try_pair(people, waits, first, second)
        except AssertionError as error:
            lost.append((first.__name__, second.__name__, str(error)[:300]))
    assert lost == []
